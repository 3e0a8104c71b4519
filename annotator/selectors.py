"""CSS selectors to places in the source: BeautifulSoup's engine says which elements, and where.

Its html.parser notes for each element the line and column of its start tag; those are turned into
offsets, at which the source reader meets the same tags.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Literal

from bs4 import BeautifulSoup
from bs4.element import Tag
from soupsieve import SelectorSyntaxError

from annotator.errors import OptionError
from annotator.options import Options
from annotator.scope import Selected


def _matching(soup: Tag, selectors: str, option: Literal["only", "skip"]) -> list[Tag]:
    try:
        return list(soup.select(selectors))
    except (SelectorSyntaxError, RuntimeError) as error:
        # The second for what is CSS but selects no element: p::before.
        reason = str(error).splitlines()[0]
        raise OptionError(f"{option}={selectors!r}: not a CSS selector: {reason}") from error


def wanted(soup: Tag, options: Options) -> tuple[list[Tag] | None, list[Tag]]:
    """Return what `only` names (None where it is not given) and what `skip` names.

    Raises OptionError where one is no CSS selector.
    """
    only = None
    if options.only is not None:
        only = _matching(soup, options.only, "only")
    skip = [] if options.skip is None else _matching(soup, options.skip, "skip")
    return only, skip


def select(source: str, options: Options) -> Selected:
    """Return where the elements begin that the options' selectors name, in code points."""
    soup = BeautifulSoup(source, "html.parser")
    lines = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]

    def places(tags: list[Tag]) -> frozenset[int]:
        return frozenset(
            lines[tag.sourceline - 1] + tag.sourcepos
            for tag in tags
            if tag.sourceline is not None and tag.sourcepos is not None
        )

    only, skip = wanted(soup, options)
    return Selected(None if only is None else places(only), places(skip))
