"""The matcher: from text to matches, as MATCHING.md specifies, in time linear in the text.

One Aho-Corasick automaton (Aho and Corasick 1975, `ahocorasick-rs`) over the folded text finds
every overlapping candidate; what follows is small and pure: edges, case, contexts, then
leftmost-longest. The JavaScript twin is extension/core/matcher.js; tests/vectors/ holds both to
the same answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from annotator.options import Options
from annotator.particles import LONGEST_CHAIN, Particles
from annotator.runs import SEPARATOR, Runs
from terms.fold import Folded, character_class, fold, spell
from terms.pack import Pack


@dataclass(frozen=True, slots=True)
class Match:
    """One occurrence: text[start:end] == surface; offsets in code points."""

    start: int
    end: int
    surface: str
    ids: tuple[str, ...]
    """The senses' entries, the likeliest first."""


_FREE = frozenset("OC")
"""Classes of an edge that ask nothing of their neighbour."""


class _Owner(NamedTuple):
    entry: int
    kind: int
    spelling: str
    exact: bool
    common: bool
    contexts: tuple[tuple[str, int], ...]
    """A folded context and where in it the form begins."""


class _Form:
    """What deciding on a candidate needs to know of its form."""

    __slots__ = ("alone", "left", "owners", "right", "simple")

    def __init__(self, folded: str, owners: list[_Owner]) -> None:
        self.left = character_class(folded[0])
        self.right = character_class(folded[-1])
        self.alone = len(folded) == 1 and self.right == "H"
        self.owners = owners
        self.simple = len(owners) == 1 and not owners[0].exact and not owners[0].contexts


class _Candidate(NamedTuple):
    start: int
    end: int
    senses: Sequence[_Owner]


class Matcher:
    """Finds the terms of one pack. Immutable once made; safe to share between threads."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.texts = list(pack.forms)
        self._forms: list[_Form | None] = [None] * len(self.texts)
        self._automaton = AhoCorasick(self.texts, matchkind=MatchKind.Standard)
        self._particles = Particles(pack.data["rules"]["particles"])
        self._sites = tuple(site for g in pack.data["glossaries"] for site in g["sites"])

    def find(self, runs: Runs | str, options: Options | None = None) -> list[Match]:
        """Return the matches in order, none overlapping another."""
        if isinstance(runs, str):
            runs = Runs(runs)
        options = options or Options()
        folded = fold(runs.text, turkic=options.turkic)
        candidates = self._candidates(folded, options)
        selected = self._select(candidates, options)
        matches = [
            Match(c.start, c.end, runs.text[c.start : c.end], self._ids(c.senses)) for c in selected
        ]
        if options.density != "all" or options.max_per_term is not None:
            return list(_thin(matches, runs, options))
        return matches

    def _ids(self, senses: Sequence[_Owner]) -> tuple[str, ...]:
        entries = self.pack.entries
        return tuple(dict.fromkeys(entries[sense.entry]["id"] for sense in senses))

    def _form(self, index: int) -> _Form:
        form = self._forms[index]
        if form is None:
            text = self.texts[index]
            owners = [_owner(row, text, self.pack.entries) for row in self.pack.forms[text]]
            form = self._forms[index] = _Form(text, owners)
        return form

    def _candidates(self, folded: Folded, options: Options) -> list[_Candidate]:
        text = folded.text
        length = len(text)
        class_at = folded.class_at
        candidates: list[_Candidate] = []
        for index, begin, stop in self._automaton.find_matches_as_indexes(text, overlapping=True):
            form = self._forms[index] or self._form(index)
            if begin and form.left not in _FREE:
                if class_at(begin - 1) == form.left:
                    continue
            if stop < length and form.right not in _FREE:
                if class_at(stop) == form.right and (
                    form.right == "L" or form.alone or not self._ends_word(folded, stop)
                ):
                    continue
            start, end = folded.start(begin), folded.end(stop)
            if start is None or end is None or end - start < options.min_length:
                continue
            senses = form.owners if form.simple else self._senses(form, folded, begin, start, end)
            if options.without:
                entries = self.pack.entries
                senses = [s for s in senses if entries[s.entry]["id"] not in options.without]
            if senses:
                candidates.append(_Candidate(start, end, senses))
        return candidates

    def _ends_word(self, folded: Folded, stop: int) -> bool:
        """Tell whether a chain of particles and then the Hangul word's end follow."""
        limit = min(stop + LONGEST_CHAIN + 1, len(folded.text))
        end = stop
        while end < limit and folded.class_at(end) == "H":
            end += 1
        return end - stop <= LONGEST_CHAIN and self._particles.chain(folded.text[stop:end])

    def _senses(
        self, form: _Form, folded: Folded, begin: int, start: int, end: int
    ) -> list[_Owner]:
        """Return the owners that this occurrence may mean, ties in the specified order."""
        spelling = spell(folded.original[start:end])
        kept = [
            owner
            for owner in form.owners
            if (not owner.exact or owner.spelling == spelling)
            and not any(
                at <= begin and folded.text.startswith(context, begin - at)
                for context, at in owner.contexts
            )
        ]
        # Stable: within equals, the pack's own order (kind, glossary, id) stands.
        kept.sort(key=lambda owner: (owner.spelling != spelling, owner.kind))
        return kept

    def _select(self, candidates: list[_Candidate], options: Options) -> list[_Candidate]:
        """Apply the rule on everyday words, then leftmost-longest."""
        if options.common == "always" or self._is_site(options.host):
            return _leftmost_longest(candidates)
        rare = []
        for candidate in candidates:
            senses = [sense for sense in candidate.senses if not sense.common]
            if senses:
                rare.append(_Candidate(candidate.start, candidate.end, senses))
        selected = _leftmost_longest(rare)
        if options.common == "auto" and len({c.senses[0].entry for c in selected}) >= 2:
            return _leftmost_longest(candidates)
        return selected

    def _is_site(self, host: str | None) -> bool:
        return host is not None and any(
            host == site or host.endswith("." + site) for site in self._sites
        )


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
    return _Owner(index, kind, spelling, exact, common, contexts)


def _leftmost_longest(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    selected = []
    free = 0
    for candidate in sorted(candidates, key=lambda c: (c.start, -c.end)):
        if candidate.start >= free:
            selected.append(candidate)
            free = candidate.end
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
