"""Offsets in the unit that a caller counts in."""

from __future__ import annotations

from typing import Literal, get_args

Unit = Literal["codepoint", "utf16", "byte"]
UNITS: tuple[str, ...] = get_args(Unit)


class Offsets:
    """Translates ascending code point offsets of one text; linear in the text over all calls."""

    def __init__(self, text: str, unit: str) -> None:
        self._text = text
        self._codec = {"codepoint": None, "utf16": "utf-16-le", "byte": "utf-8"}[unit]
        self._at = 0
        self._count = 0

    def __call__(self, offset: int) -> int:
        """Return an offset, not smaller than the one before, in the unit."""
        if self._codec is None:
            return offset
        size = len(self._text[self._at : offset].encode(self._codec, "surrogatepass"))
        self._count += size // 2 if self._codec == "utf-16-le" else size
        self._at = offset
        return self._count
