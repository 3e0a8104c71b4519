"""What the site says, in each language: messages.toml, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

_FILE = Path(__file__).parent / "messages.toml"

Text = str | list[str]
"""Two texts where one thing and several are said differently: English."""


@cache
def catalogue() -> dict[str, dict[str, Text]]:
    """Return message name -> language -> text."""
    return tomllib.loads(_FILE.read_text("utf-8"))


def message(key: str, language: str, **values: Any) -> Markup:
    """Return a message with its {placeholders} filled in, as HTML.

    Values are escaped, unless they are Markup. Raises KeyError where there is no such message.
    """
    text = catalogue()[key][language]
    assert isinstance(text, str), f"message {key!r} says a number: use counted()"
    return Markup(escape(text)).format(**values)


def counted(key: str, language: str, count: int, **values: Any) -> Markup:
    """Return a message about `count` things; {n} in it is the number."""
    text = catalogue()[key][language]
    if not isinstance(text, str):
        text = text[count != 1]
    return Markup(escape(text)).format(n=f"{count:,}", **values)
