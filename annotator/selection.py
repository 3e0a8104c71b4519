"""From candidates to matches: what a caller wants marked, leftmost-longest, and density."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from annotator.options import Options
from annotator.runs import SEPARATOR, Runs
from annotator.senses import Senses
from terms.fold import fold_form


class Match(NamedTuple):
    """One occurrence: text[start:end] == surface; offsets in code points."""

    start: int
    end: int
    surface: str
    ids: tuple[str, ...]
    """The senses' entries, the likeliest first."""


class Selection:
    """Leftmost-longest among what a caller wants marked, with the rule on everyday words.

    `text`: what is searched; `everyday`: whether everyday words are marked, None if the text has
    to tell by being about two other terms.
    """

    def __init__(self, text: str, options: Options, everyday: bool | None) -> None:
        self._text = text
        self._options = options
        self._everyday = everyday
        self._stop_words = frozenset(map(fold_form, options.stop_words))
        self._all: list[Match] = []
        self._rare: list[Match] = []
        self._about: set[str] = set()
        # Where in the folded text the next may begin: of all, of those without everyday words,
        # and of what tells the topic. For that also terms count that are not to be marked.
        self._free = self._rare_free = self._topic_free = 0

    @property
    def matches(self) -> list[Match]:
        """The selected, in order."""
        return self._all if self._everyday else self._rare

    def offer(self, start: int, end: int, begin: int, stop: int, senses: Senses) -> int:
        """Select an occurrence of a term if it is wanted and does not overlap a selected one.

        Occurrences come from left to right, the longest of a place first. `start`, `end`: in the
        text; `begin`, `stop`: in the folded text. Returns where in the folded text the next may
        begin, none before being of interest.
        """
        chosen = self._wanted(start, end, senses) if self._options.chooses else senses
        last = stop if self._options.longest else 0
        if self._everyday:
            if chosen:
                self._all.append(Match(start, end, self._text[start:end], chosen.ids))
                self._free = last
            return self._free
        rare = chosen and chosen.rare
        if rare and begin >= self._rare_free:
            self._rare.append(Match(start, end, self._text[start:end], rare.ids))
            self._rare_free = last
        if self._everyday is False:
            return self._rare_free
        if chosen and begin >= self._free:
            self._all.append(Match(start, end, self._text[start:end], chosen.ids))
            self._free = last
        if senses.rare and begin >= self._topic_free:
            self._topic_free = stop
            self._about.add(senses.rare.ids[0])
            if len(self._about) >= 2:
                self._everyday = True
                return self._free
        return min(self._free, self._rare_free, self._topic_free)

    def _wanted(self, start: int, end: int, senses: Senses) -> Senses | None:
        """Leave out what the caller does not want marked: entries he knows, some surfaces."""
        options = self._options
        if end - start < options.min_length:
            return None
        surface = self._text[start:end]
        if not options.numbers and surface.replace(" ", "").isdecimal():
            return None
        if self._stop_words and fold_form(surface) in self._stop_words:
            return None
        if options.without.isdisjoint(senses.ids):
            return senses
        kept = [owner for owner in senses.owners if owner.id not in options.without]
        return Senses(kept) if kept else None


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
