"""Texts to look up that were never asked before, as paths of /v1/define."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import product
from urllib.parse import quote

_RUN = 16_000
"""Texts a run; more than are answered in it."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def defines(texts: list[str]) -> list[str]:
    """Return the paths that look up some texts."""
    return [f"/v1/define?text={quote(text)}" for text in texts]


_BEFORE = ["", " ", "  ", "(", '"', "'", "[", "- ", "> "]
_BEHIND = ["", ".", ",", "?", "!", ";", ":", ")", " ", "...", "!!", "?!"]


def never_asked(labels: list[str]) -> Iterator[list[str]]:
    """Yield paths that look up terms, enough for a run, each another than all before."""
    shapes = [(before, behind) for before, behind in product(_BEFORE, _BEHIND) if before or behind]
    for start in range(0, len(shapes), 8):
        yield defines(
            [
                f"{before}{label}{behind}"
                for before, behind in shapes[start : start + 8]
                for label in labels
            ]
        )


def _new(make: Callable[[random.Random], str]) -> Iterator[list[str]]:
    chance, seen = random.Random(5), set[str]()
    while True:
        texts = (make(chance) for _ in range(_RUN))
        fresh = [text for text in dict.fromkeys(texts) if text not in seen]
        seen.update(fresh)
        yield defines(fresh)


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_LETTERS, k=chance.randrange(3, 9)))


def sentences(labels: list[str]) -> Iterator[list[str]]:
    """Yield paths that look up a term with some words around it, enough for a run."""

    def make(chance: random.Random) -> str:
        return f"{_word(chance)} {_word(chance)} {chance.choice(labels)} {_word(chance)}"

    return _new(make)


def misspelt(labels: list[str]) -> Iterator[list[str]]:
    """Yield paths that look up terms with a letter too many or a wrong one, enough for a run."""
    long = [label for label in labels if len(label) > 7]

    def wrong(chance: random.Random, text: str) -> str:
        at = chance.randrange(1, len(text))
        return text[:at] + chance.choice(_LETTERS) + text[at + chance.randrange(2) :]

    def make(chance: random.Random) -> str:
        label = chance.choice(long)
        return wrong(chance, wrong(chance, label) if len(label) > 12 else label)

    return _new(make)


def unknown() -> Iterator[list[str]]:
    """Yield paths that look up words that mean nothing, enough for a run."""
    return _new(lambda chance: f"{_word(chance)} {_word(chance)}")
