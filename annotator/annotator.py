"""The Annotator: a glossary made ready to be found and marked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, overload

from annotator.lookup import Lookup, look_up
from annotator.matcher import Matcher
from annotator.options import Options
from annotator.page import AnnotatedPage, annotate
from annotator.selection import Match
from annotator.standalone import Standalone
from terms.pack import Pack, build_pack

if TYPE_CHECKING:
    from terms.model import Glossary


class Annotator:
    """Finds and marks the terms of a glossary (or of a pack made from one).

    Options are those of `annotator.Options`, given here as defaults, or by call. Immutable once
    made; one Annotator serves any number of threads.
    """

    def __init__(self, glossary: Glossary | Pack, **options: Any) -> None:
        """Build the matcher.

        Raises OptionError where an option has no such value, TypeError where there is no such
        option.
        """
        self.pack = glossary if isinstance(glossary, Pack) else build_pack(glossary)
        self.options = Options(**options)
        self.matcher = Matcher(self.pack)

    def _options(self, changed: dict[str, Any]) -> Options:
        return replace(self.options, **changed) if changed else self.options

    def find(self, text: str, **options: Any) -> list[Match]:
        """Return the terms in a plain text, in order, none overlapping another."""
        return self.matcher.find(text, self._options(options))

    @overload
    def annotate(
        self, html: str, *, standalone: bool = False, **options: Any
    ) -> AnnotatedPage[str]: ...
    @overload
    def annotate(
        self, html: bytes, *, standalone: bool = False, charset: str | None = None, **options: Any
    ) -> AnnotatedPage[bytes]: ...
    def annotate(
        self,
        html: str | bytes,
        *,
        standalone: bool = False,
        charset: str | None = None,
        **options: Any,
    ) -> AnnotatedPage[str] | AnnotatedPage[bytes]:
        """Mark the terms in an HTML page; all else stays to the byte.

        `standalone`: also add the block that explains the page, in the option `language`.
        `charset`: what bytes are in, where something else than the page itself says so.
        """
        chosen = self._options(options)
        block = Standalone(self.pack, chosen.language) if standalone else None
        return annotate(html, self.matcher, chosen, block, charset)

    def annotate_soup(self, soup: Any, **options: Any) -> list[Match]:
        """Mark the terms in a BeautifulSoup tree, in place; returns the matches."""
        from annotator.soup import annotate_soup  # noqa: PLC0415 - bs4 is slow to import

        return annotate_soup(soup, self.matcher, self._options(options))

    def look_up(self, text: str) -> Lookup:
        """Return what a highlighted text means: the text itself, terms in it, or close ones."""
        return look_up(text, self.matcher)
