"""From candidates to matches: what a caller wants marked, leftmost-longest, and density."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from annotator.options import Options
from annotator.runs import SEPARATOR, Runs
from annotator.senses import Candidate, Senses
from terms.fold import fold_form


class Match(NamedTuple):
    """One occurrence: text[start:end] == surface; offsets in code points."""

    start: int
    end: int
    surface: str
    ids: tuple[str, ...]
    """The senses' entries, the likeliest first."""


def without_everyday(candidates: list[Candidate]) -> list[Candidate]:
    """Return what remains of candidates without everyday words."""
    return [
        candidate
        if candidate[3].rare is candidate[3]
        else (candidate[0], candidate[1], candidate[2], candidate[3].rare)
        for candidate in candidates
        if candidate[3].rare
    ]


def wanted(candidates: list[Candidate], text: str, options: Options) -> Iterable[Candidate]:
    """Leave out what a caller does not want marked: entries that he knows, some surfaces."""
    stop_words = frozenset(map(fold_form, options.stop_words))
    for candidate in candidates:
        start, turned, number, senses = candidate
        if -turned - start < options.min_length:
            continue
        surface = text[start:-turned]
        if not options.numbers and surface.replace(" ", "").isdecimal():
            continue
        if stop_words and fold_form(surface) in stop_words:
            continue
        if options.without.isdisjoint(senses.ids):
            yield candidate
        elif kept := [owner for owner in senses.owners if owner.id not in options.without]:
            yield start, turned, number, Senses(kept)


class Selection:
    """The candidates of a text, in order, that no earlier or longer one overlaps.

    `longest`: without it, all of them.
    """

    def __init__(self, text: str, longest: bool = True) -> None:
        self.matches: list[Match] = []
        self._text = text
        self._longest = longest
        self._free = 0

    def add(self, candidates: list[Candidate]) -> list[Match]:
        """Select from the candidates of the next stretch of the text, which are sorted here."""
        candidates.sort()
        text, longest, free = self._text, self._longest, self._free
        added = []
        for start, turned, _, senses in candidates:
            if start >= free:
                added.append(Match(start, -turned, text[start:-turned], senses.ids))
                if longest:
                    free = -turned
        self._free = free
        self.matches += added
        return added


def thin(matches: list[Match], runs: Runs, options: Options) -> Iterable[Match]:
    """Keep the first of each term in its page, section or block, and at most so many a page."""
    seen: set[tuple[str, int]] = set()
    counts: dict[str, int] = {}
    block = position = 0
    for match in matches:
        term = match.ids[0]
        if options.density == "block":
            block += runs.text.count(SEPARATOR, position, match.start)
            position = match.start
            part = block
        else:
            part = runs.section(match.start) if options.density == "section" else 0
        if options.density != "all":
            if (term, part) in seen:
                continue
            seen.add((term, part))
        if options.max_per_term is not None:
            if counts.get(term, 0) >= options.max_per_term:
                continue
            counts[term] = counts.get(term, 0) + 1
        yield match
