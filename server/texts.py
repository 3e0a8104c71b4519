"""Many short texts searched as one: all labels, or all definitions, of a glossary.

They are one long string, searched with `str.find`, whose speed is that of memory: a hundred
thousand labels take about a millisecond.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

END = "\n"
"""Ends each text; nothing that is folded holds it."""
_LAST = "\U0010ffff"
"""Comes after all that is in a text."""


class Texts:
    """Many short texts of known owners, searched as one."""

    def __init__(self, texts: Iterable[tuple[int, int, str, str | None]]) -> None:
        """Take each one's owner, weight (the lower, the better), folded text, text as written."""
        self.owners: list[int] = []
        self.written: list[str | None] = []
        self.weights: list[int] = []
        self.starts: list[int] = []
        parts: list[str] = [END]
        length = 1
        for owner, weight, text, written in texts:
            self.owners.append(owner)
            self.written.append(written)
            self.weights.append(weight)
            self.starts.append(length)
            parts += (text, END)
            length += len(text) + 1
        self.whole = "".join(parts)

    def length(self, text: int) -> int:
        """Return the length of a text."""
        following = text + 1
        end = self.starts[following] if following < len(self.starts) else len(self.whole)
        return end - 1 - self.starts[text]

    def hits(self, needle: str) -> Iterator[tuple[int, int]]:
        """Yield the place of each occurrence and the text that holds it, in order."""
        at = self.whole.find(needle)
        while at >= 0:
            # A needle may begin with the end of the text before.
            yield at, bisect_right(self.starts, at + 1) - 1
            at = self.whole.find(needle, at + 1)

    @cached_property
    def _in_order(self) -> tuple[list[str], list[int]]:
        """The texts in the order of their characters, and which ones they are."""
        texts = self.whole[1:-1].split(END) if self.owners else []
        order = sorted(range(len(texts)), key=texts.__getitem__)
        return [texts[text] for text in order], order

    def beginning(self, needle: str) -> list[int]:
        """Return the texts that begin with a needle."""
        texts, order = self._in_order
        return order[bisect_left(texts, needle) : bisect_left(texts, needle + _LAST)]

    def owners_of(self, needle: str) -> dict[int, int]:
        """Return who has a text that holds the needle, with the least weight of such texts."""
        found: dict[int, int] = {}
        at = self.whole.find(needle)
        while at >= 0:
            text = bisect_right(self.starts, at) - 1
            owner, weight = self.owners[text], self.weights[text]
            found[owner] = min(found.get(owner, weight), weight)
            following = text + 1
            if following == len(self.starts):
                break
            at = self.whole.find(needle, self.starts[following])
        return found
