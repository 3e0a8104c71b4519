"""The matcher: from text to matches, as MATCHING.md specifies, in time linear in the text.

One Aho-Corasick automaton (Aho and Corasick 1975, `ahocorasick-rs`) over the folded text finds
every overlapping candidate; what follows is small and pure: edges, case, contexts (senses.py),
then leftmost-longest (selection.py). The JavaScript twin is extension/core/matcher.js;
tests/vectors/ holds both to the same answers.
"""

from __future__ import annotations

from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from annotator.close import Close
from annotator.options import Options
from annotator.particles import LONGEST_CHAIN, Particles
from annotator.runs import Runs
from annotator.selection import Match, leftmost_longest, thin, wanted, without_everyday
from annotator.senses import Candidate, Form, owner_of
from terms.fold import CLASS_OF, Folded, fold
from terms.pack import Pack


def _titled(text: str) -> str:
    """Return folded text with each ASCII letter in upper case that follows none.

    So a form's first letter does not match inside a word, where most of what an automaton over the
    folded text finds would lie: with 100,000 labels, nine of ten hits.
    """
    # As bytes, so that only ASCII changes, and one for one.
    return text.title() if text.isascii() else text.encode().title().decode()


class Matcher:
    """Finds the terms of one pack. Immutable once made; safe to share between threads."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.texts = list(pack.forms)
        self.close = Close(self.texts)
        self._forms: list[Form | None] = [None] * len(self.texts)
        self._automaton = AhoCorasick(map(_titled, self.texts), matchkind=MatchKind.Standard)
        self._longest = max(map(len, self.texts), default=0)
        self._particles = Particles(pack.data["rules"]["particles"])
        self._sites = tuple(site for g in pack.data["glossaries"] for site in g["sites"])

    def find(self, runs: Runs | str, options: Options | None = None) -> list[Match]:
        """Return the matches in order, none overlapping another."""
        if isinstance(runs, str):
            runs = Runs(runs)
        options = options or Options()
        folded = fold(runs.text, turkic=options.turkic)
        candidates = self._candidates(folded, options.whole_words)
        text = runs.text
        matches = [
            Match(start, -turned, text[start:-turned], senses.ids)
            for start, turned, _, senses in self._select(candidates, text, options)
        ]
        if options.density != "all" or options.max_per_term is not None:
            return list(thin(matches, runs, options))
        return matches

    def _form(self, index: int) -> Form:
        form = self._forms[index]
        if form is None:
            text = self.texts[index]
            owners = [owner_of(row, text, self.pack.entries) for row in self.pack.forms[text]]
            form = self._forms[index] = Form(text, owners)
        return form

    def _candidates(self, folded: Folded, whole_words: bool) -> list[Candidate]:
        text, original = folded.text, folded.original
        own, class_of, forms = folded.own_classes, CLASS_OF, self._forms
        length = len(text)
        whole = not folded.pieces
        candidates: list[Candidate] = []
        start: int | None
        end: int | None
        for index, begin, stop in self._hits(folded, whole_words):
            form = forms[index] or self._form(index)
            if whole_words and (asked := form.asks_left) and begin:
                if ((own and own.get(begin - 1)) or class_of[text[begin - 1]]) == asked:
                    continue
            if whole_words and (asked := form.asks_right) and stop < length:
                if ((own and own.get(stop)) or class_of[text[stop]]) == asked:
                    if asked == "L" or form.alone or not self._ends_word(folded, stop):
                        continue
            if whole:
                start, end = begin, stop
            else:
                start, end = folded.start(begin), folded.end(stop)
                if start is None or end is None:
                    continue
            if senses := form.always or form.senses(folded, begin, original[start:end]):
                candidates.append((start, -end, len(candidates), senses))
        return candidates

    @cached_property
    def _anywhere(self) -> AhoCorasick:
        """As `_automaton`, but finding forms inside words too; hardly anyone asks for that."""
        return AhoCorasick(self.texts, matchkind=MatchKind.Standard)

    def _hits(self, folded: Folded, whole_words: bool) -> list[tuple[int, int, int]]:
        """Return form, begin and end of all that may be candidates."""
        if not whole_words:
            return self._anywhere.find_matches_as_indexes(folded.text, overlapping=True)
        text = _titled(folded.text)
        find = self._automaton.find_matches_as_indexes
        hits = find(text, overlapping=True)
        # A letter that was no letter as it was written (the m of ™) lets a form begin beside it.
        for at in folded.own_classes:
            begin = at + 1
            if text[begin : begin + 1].islower():
                rest = text[begin].upper() + text[begin + 1 : begin + self._longest]
                hits += [
                    (index, begin, begin + stop)
                    for index, start, stop in find(rest, overlapping=True)
                    if start == 0
                ]
        return hits

    def _ends_word(self, folded: Folded, stop: int) -> bool:
        """Tell whether a chain of particles and then the Hangul word's end follow."""
        limit = min(stop + LONGEST_CHAIN + 1, len(folded.text))
        end = stop
        while end < limit and folded.class_at(end) == "H":
            end += 1
        return end - stop <= LONGEST_CHAIN and self._particles.chain(folded.text[stop:end])

    def _select(self, candidates: list[Candidate], text: str, options: Options) -> list[Candidate]:
        """Apply the rule on everyday words, then leftmost-longest."""
        chosen = candidates
        if options.chooses:
            chosen = list(wanted(candidates, text, options))
        select = leftmost_longest if options.longest else sorted
        if options.common == "always" or (options.common == "auto" and self._is_site(options.host)):
            return select(chosen)
        # Terms that are not to be marked are on the page all the same, and tell what it is about.
        rare = leftmost_longest(without_everyday(candidates))
        if options.common == "auto" and len({senses.first for *_, senses in rare}) >= 2:
            return select(chosen)
        if chosen is candidates and options.longest:
            return rare
        return select(without_everyday(chosen))

    def _is_site(self, host: str | None) -> bool:
        return host is not None and any(
            host == site or host.endswith("." + site) for site in self._sites
        )
