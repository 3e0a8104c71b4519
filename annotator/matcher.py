"""The matcher: from text to matches, as MATCHING.md specifies, in time linear in the text.

One Aho-Corasick automaton (Aho and Corasick 1975, `ahocorasick-rs`) over the folded text finds
every overlapping candidate; what follows is small and pure: edges, case, contexts, then
leftmost-longest. The JavaScript twin is extension/core/matcher.js; tests/vectors/ holds both to
the same answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from annotator.close import Close
from annotator.options import Options
from annotator.particles import LONGEST_CHAIN, Particles
from annotator.runs import SEPARATOR, Runs
from terms.fold import CLASS_OF, Folded, character_class, fold, fold_form, spell
from terms.pack import Pack


class Match(NamedTuple):
    """One occurrence: text[start:end] == surface; offsets in code points."""

    start: int
    end: int
    surface: str
    ids: tuple[str, ...]
    """The senses' entries, the likeliest first."""


class _Owner(NamedTuple):
    entry: int
    id: str
    kind: int
    spelling: str
    exact: bool
    common: bool
    contexts: tuple[tuple[str, int], ...]
    """A folded context and where in it the form begins."""


class _Senses:
    """What an occurrence may mean, the likeliest first."""

    __slots__ = ("first", "ids", "owners", "rare")

    def __init__(self, owners: Sequence[_Owner]) -> None:
        self.owners = owners
        self.ids = tuple(dict.fromkeys(owner.id for owner in owners))
        self.first = owners[0].entry
        rare = [owner for owner in owners if not owner.common]
        self.rare: _Senses | None
        """Those that are no everyday words."""
        if len(rare) == len(owners):
            self.rare = self
        else:
            self.rare = _Senses(rare) if rare else None


class _Form:
    """What deciding on a candidate needs to know of its form."""

    __slots__ = (
        "_by_spelling",
        "_contexts",
        "_senses",
        "alone",
        "always",
        "asks_left",
        "asks_right",
    )

    def __init__(self, folded: str, owners: list[_Owner]) -> None:
        left, right = character_class(folded[0]), character_class(folded[-1])
        # O and C edges ask nothing of their neighbour.
        self.asks_left = left if left in "LH" else ""
        self.asks_right = right if right in "LH" else ""
        self.alone = len(folded) == 1 and right == "H"
        self._senses = _Senses(owners)
        one = len(owners) == 1 and not owners[0].exact
        self._by_spelling: dict[str, _Senses | None] | None = None if one else {}
        self._contexts = any(owner.contexts for owner in owners)
        self.always = self._senses if one and not self._contexts else None
        """What every occurrence means, if that depends on nothing."""

    def senses(self, folded: Folded, begin: int, written: str) -> _Senses | None:
        """Return what this occurrence may mean, None where it is no occurrence.

        `begin`: where it begins in the folded text; `written`: as it stands in the original.
        """
        senses: _Senses | None = self._senses
        if self._by_spelling is not None:
            if written not in self._by_spelling:
                if len(self._by_spelling) > 1000:
                    self._by_spelling.clear()
                self._by_spelling[written] = self._spelled(written)
            senses = self._by_spelling[written]
        if self._contexts and senses:
            kept = [owner for owner in senses.owners if not _within(owner, folded, begin)]
            if len(kept) < len(senses.owners):
                return _Senses(kept) if kept else None
        return senses

    def _spelled(self, written: str) -> _Senses | None:
        """Return the senses by letter case, ties in the specified order."""
        spelling = spell(written)
        kept = [o for o in self._senses.owners if not o.exact or o.spelling == spelling]
        # Stable: within equals, the pack's own order (kind, glossary, id) stands.
        kept.sort(key=lambda owner: (owner.spelling != spelling, owner.kind))
        return _Senses(kept) if kept else None


def _within(owner: _Owner, folded: Folded, begin: int) -> bool:
    """Tell whether an occurrence lies inside a context that rules its owner out."""
    return any(
        at <= begin and folded.text.startswith(context, begin - at)
        for context, at in owner.contexts
    )


_Candidate = tuple[int, int, int, _Senses]
"""Start, the end with its sign turned, a number that parts equals, and the senses: so candidates
sort, without a key, as leftmost-longest takes them."""


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
        self._forms: list[_Form | None] = [None] * len(self.texts)
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
            return list(_thin(matches, runs, options))
        return matches

    def _form(self, index: int) -> _Form:
        form = self._forms[index]
        if form is None:
            text = self.texts[index]
            owners = [_owner(row, text, self.pack.entries) for row in self.pack.forms[text]]
            form = self._forms[index] = _Form(text, owners)
        return form

    def _candidates(self, folded: Folded, whole_words: bool) -> list[_Candidate]:
        text, original = folded.text, folded.original
        own, class_of, forms = folded.own_classes, CLASS_OF, self._forms
        length = len(text)
        whole = not folded.pieces
        candidates: list[_Candidate] = []
        start: int | None
        end: int | None
        for index, begin, stop in self._hits(folded):
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

    def _hits(self, folded: Folded) -> list[tuple[int, int, int]]:
        """Return form, begin and end of all that may be candidates."""
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

    def _select(
        self, candidates: list[_Candidate], text: str, options: Options
    ) -> list[_Candidate]:
        """Apply the rule on everyday words, then leftmost-longest."""
        wanted = candidates
        if options.chooses:
            wanted = list(_wanted(candidates, text, options))
        select = _leftmost_longest if options.longest else sorted
        if options.common == "always" or (options.common == "auto" and self._is_site(options.host)):
            return select(wanted)
        # Terms that are not to be marked are on the page all the same, and tell what it is about.
        rare = _leftmost_longest(_rare(candidates))
        if options.common == "auto" and len({senses.first for *_, senses in rare}) >= 2:
            return select(wanted)
        return rare if wanted is candidates and options.longest else select(_rare(wanted))

    def _is_site(self, host: str | None) -> bool:
        return host is not None and any(
            host == site or host.endswith("." + site) for site in self._sites
        )


def _rare(candidates: list[_Candidate]) -> list[_Candidate]:
    """Return what remains of candidates without everyday words."""
    return [
        candidate
        if candidate[3].rare is candidate[3]
        else (candidate[0], candidate[1], candidate[2], candidate[3].rare)
        for candidate in candidates
        if candidate[3].rare
    ]


def _wanted(candidates: list[_Candidate], text: str, options: Options) -> Iterable[_Candidate]:
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
            yield start, turned, number, _Senses(kept)


def _owner(row: list[Any], form: str, entries: list[dict[str, Any]]) -> _Owner:
    index, kind = row[0], row[1]
    entry = entries[index]
    contexts = tuple(
        (context, at)
        for context in entry.get("not_in_folded", ())
        for at in range(len(context) - len(form) + 1)
        if context.startswith(form, at)
    )
    spelling = row[2] if len(row) > 2 else form
    flags = row[3] if len(row) > 3 else 0
    exact = entry.get("case") == "exact" or bool(flags & 2)
    common = entry.get("common", False) or bool(flags & 1)
    return _Owner(index, entry["id"], kind, spelling, exact, common, contexts)


def _leftmost_longest(candidates: list[_Candidate]) -> list[_Candidate]:
    selected = []
    free = 0
    for candidate in sorted(candidates):
        if candidate[0] >= free:
            selected.append(candidate)
            free = -candidate[1]
    return selected


def _thin(matches: list[Match], runs: Runs, options: Options) -> Iterable[Match]:
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
