"""How wide a text will be, roughly and rather too wide: nobody knows the reader's font."""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("fijlrtI.,:;'|!()[] ")
_WIDE = frozenset("mwMW@%")


def text_width(text: str, size: float) -> float:
    """Return the width of a text in a sans serif font of `size` pixels, in pixels."""
    return sum(_width(character) for character in text) * size


def _width(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in _NARROW:
        return 0.37
    if character in _WIDE:
        return 0.93
    return 0.7 if character.isupper() else 0.6


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Return a text as one or two lines of at most `width` pixels, cut where it is longer."""
    if text_width(text, size) <= width:
        return [text]
    breaks = [at for at in range(1, len(text)) if _breaks(text[at - 1], text[at])]
    fitting = [at for at in breaks if text_width(text[:at].rstrip(), size) <= width]
    # Two lines of like length, where both fit; else as much as fits in the first.
    both = [at for at in fitting if text_width(text[at:], size) <= width]
    if both:
        whole = text_width(text, size)
        at = min(both, key=lambda at: abs(2 * text_width(text[:at], size) - whole))
        return [text[:at], text[at:]]
    if fitting:
        at = fitting[-1]
        return [text[:at], _cut(text[at:], size, width)]
    return [_cut(text, size, width)]


def _breaks(before: str, after: str) -> bool:
    return before in " -/" or "W" in (
        unicodedata.east_asian_width(before),
        unicodedata.east_asian_width(after),
    )


def _cut(text: str, size: float, width: float) -> str:
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"
