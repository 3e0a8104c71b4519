"""The matcher: from text to matches, as MATCHING.md specifies, in time linear in the text.

One Aho-Corasick automaton (Aho and Corasick 1975, `ahocorasick-rs`) over the folded text finds
every overlapping candidate; what follows is small and pure: edges, case, contexts (senses.py),
then leftmost-longest (selection.py). The JavaScript twin is extension/core/matcher.js;
tests/vectors/ holds both to the same answers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from operator import itemgetter

from ahocorasick_rs import AhoCorasick, MatchKind

from annotator.close import Close
from annotator.options import Options
from annotator.particles import LONGEST_CHAIN, Particles
from annotator.runs import Runs
from annotator.selection import Match, Selection, thin
from annotator.senses import Form, owner_of
from terms.fold import CLASS_OF, Folded, fold
from terms.pack import Pack

Hit = tuple[int, int, int]
"""A form's number, and where in the folded text it begins and ends."""

STRETCH = 1 << 13
"""Characters of folded text that candidates are gathered for at a time. All those of a large text
at once would outgrow the caches, and of a hostile one the memory; and while many live, the garbage
collector walks over them again and again."""


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
        selection = Selection(runs.text, options, self._everyday(options))
        self._select(fold(runs.text, turkic=options.turkic), options.whole_words, selection)
        matches = selection.matches
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

    def _select(self, folded: Folded, whole_words: bool, selection: Selection) -> None:
        """Offer the occurrences of terms, from left to right, the longest of a place first."""
        text, original = folded.text, folded.original
        own, class_of, forms = folded.own_classes, CLASS_OF, self._forms
        length = len(text)
        whole = not folded.pieces
        start: int | None
        end: int | None
        free = 0
        for index, begin, stop in self._hits(folded, whole_words):
            # Most of a hostile text's hits overlap what is selected already.
            if begin < free:
                continue
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
                free = selection.offer(start, end, begin, stop, senses)

    @cached_property
    def _anywhere(self) -> AhoCorasick:
        """As `_automaton`, but finding forms inside words too; hardly anyone asks for that."""
        return AhoCorasick(self.texts, matchkind=MatchKind.Standard)

    def _hits(self, folded: Folded, whole_words: bool) -> Iterator[Hit]:
        """Yield all that may be occurrences, from left to right, the longest of a place first."""
        text = _titled(folded.text) if whole_words else folded.text
        find = (self._automaton if whole_words else self._anywhere).find_matches_as_indexes
        # A letter that was no letter as it was written (the m of ™) lets a form begin beside it.
        signs = list(folded.own_classes) if whole_words else []
        for low in range(0, len(text), STRETCH):
            # What begins in this stretch may end in the next.
            hits = find(text[low : low + STRETCH + self._longest - 1], overlapping=True)
            if signs:
                here = bisect_left(signs, low - 1), bisect_left(signs, low + STRETCH - 1)
                hits += self._beside(signs[slice(*here)], text, low)
                hits.sort(key=itemgetter(2))
            hits.reverse()  # They come by their ends.
            hits.sort(key=itemgetter(1))
            for index, begin, stop in hits:
                if begin >= STRETCH:
                    break
                yield index, low + begin, low + stop

    def _beside(self, signs: list[int], text: str, low: int) -> list[Hit]:
        """Return hits that begin with the letter after each of these places of a titled text.

        `low`: what their offsets are counted from.
        """
        return [
            (index, sign + 1 - low, sign + 1 - low + stop)
            for sign in signs
            if (letter := text[sign + 1 : sign + 2]).islower()
            for index, start, stop in self._automaton.find_matches_as_indexes(
                letter.upper() + text[sign + 2 : sign + 1 + self._longest], overlapping=True
            )
            if start == 0
        ]

    def _ends_word(self, folded: Folded, stop: int) -> bool:
        """Tell whether a chain of particles and then the Hangul word's end follow."""
        limit = min(stop + LONGEST_CHAIN + 1, len(folded.text))
        end = stop
        while end < limit and folded.class_at(end) == "H":
            end += 1
        return end - stop <= LONGEST_CHAIN and self._particles.chain(folded.text[stop:end])

    def _everyday(self, options: Options) -> bool | None:
        """Tell whether everyday words are marked; None if the text has to tell."""
        if options.common == "auto":
            return True if self._is_site(options.host) else None
        return options.common == "always"

    def _is_site(self, host: str | None) -> bool:
        return host is not None and any(
            host == site or host.endswith("." + site) for site in self._sites
        )
