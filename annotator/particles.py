"""Korean endings: what may follow a term inside one Hangul word."""

from __future__ import annotations

from functools import lru_cache

LONGEST_CHAIN = 16
"""Syllables; a longer tail is no chain of particles. Bounds the work a word."""


class Particles:
    """Answers whether a tail of syllables is a chain of particles."""

    def __init__(self, rules: dict[str, list[str]]) -> None:
        self._particles = frozenset(p for listed in rules.values() for p in listed)
        self._longest = max(map(len, self._particles), default=0)
        self.chain = lru_cache(16_384)(self._chain)

    def _chain(self, tail: str) -> bool:
        reachable = {0}
        for start in range(len(tail)):
            if start in reachable:
                for end in range(start + 1, min(start + self._longest, len(tail)) + 1):
                    if tail[start:end] in self._particles:
                        reachable.add(end)
        return len(tail) in reachable
