"""Spellings that are close to a text, found among many without comparing it with each.

Similarity is rapidfuzz's `ratio`: twice the longest common subsequence over both lengths. What is
compared is only what shares a rare run of characters with the text (n-grams, after Ukkonen 1992),
so the time hardly grows with the number of spellings; a test holds that against comparing all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

SIZES = ((5, 2), (11, 3), (60, 4))
"""Up to how many code points a text is compared by n-grams of which size."""
LONGEST = 60
"""Code points; what is longer is no misspelt term."""
MOST_COMPARED = 400
"""The rarest n-grams are taken until they lead to so many spellings."""
SURE = 85.0
SURE_COMPARED = 200
"""The same where at least such a similarity is asked for, of which n-grams tell more surely."""

_EDGE = "\x02"
_NOBODY: list[int] = []

_Scored = list[tuple[str, float, int]]


@cache
def _extract() -> Callable[[str, list[str], float], _Scored]:
    """Return what compares a text with others. Imported late: exact look-ups need none of it."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    def extract(text: str, choices: list[str], enough: float) -> _Scored:
        return process.extract(text, choices, scorer=fuzz.ratio, limit=None, score_cutoff=enough)

    return extract


def _grams(text: str, size: int) -> list[str]:
    padded = f"{_EDGE}{text}{_EDGE}"
    return [padded[at : at + size] for at in range(len(padded) - size + 1)]


class Close:
    """Some spellings made ready; an index is made when first needed. Safe to share by threads."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take folded texts."""
        self._texts = texts
        self._indexes: list[dict[str, list[int]] | None] = [None] * len(SIZES)

    def prepare(self) -> None:
        """Make every index now, so that who asks first does not wait for it."""
        for which in range(len(SIZES)):
            self._index(which)

    def _index(self, which: int) -> dict[str, list[int]]:
        """Return n-gram -> the spellings that hold it, in order."""
        index = self._indexes[which]
        if index is None:
            # Two threads may both make it; the one is as good as the other.
            index = self._indexes[which] = self._made(which)
        return index

    def _made(self, which: int) -> dict[str, list[int]]:
        longest, size = SIZES[which]
        # A spelling of twice the letters, or half of them, is never close.
        shortest = SIZES[which - 1][0] // 2 if which else 0
        index: dict[str, list[int]] = {}
        for at, text in enumerate(self._texts):
            if shortest < len(text) < longest * 2:
                for gram in set(_grams(text, size)):
                    held = index.get(gram)
                    if held is None:
                        index[gram] = [at]
                    else:
                        held.append(at)
        return index

    def _compared(self, text: str, enough: float) -> set[int]:
        """Return the spellings worth comparing: those that share something rare."""
        which = next(at for at, (longest, _) in enumerate(SIZES) if len(text) <= longest)
        index, size = self._index(which), SIZES[which][1]
        grams = dict.fromkeys(_grams(text, size))
        held = sorted([index.get(gram, _NOBODY) for gram in grams], key=len)
        # A spelling that is similar enough is at most so many insertions and deletions away, and
        # each of them takes `size` n-grams at most: of one more than that, it shares one.
        edits = int(2 * len(text) * (100 - enough) / enough + 1e-9)
        held = list(filter(None, held[: size * edits + 1]))
        most = MOST_COMPARED if enough < SURE else SURE_COMPARED
        taken = 0
        for at, lists in enumerate(held):
            taken += len(lists)
            if taken > most and at:
                del held[at:]
                break
        return set().union(*held)

    def find(self, text: str, enough: float, most: int) -> list[tuple[int, float]]:
        """Return the closest spellings, at most so many: their indexes and similarity, 0 to 100.

        `enough`: the least similarity; among equals the first in the order given comes first.
        """
        if not 3 <= len(text) <= LONGEST:
            return []
        compared = list(self._compared(text, enough))
        if not compared:
            return []
        choices = list(map(self._texts.__getitem__, compared))
        close = _extract()(text, choices, enough)
        ranked = sorted((-score, compared[at]) for _, score, at in close)
        return [(at, -score) for score, at in ranked[:most]]
