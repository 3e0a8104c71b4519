"""Looking up what a person has highlighted: it always answers, everyday word or not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from annotator.matcher import Match, Matcher
from annotator.options import Options
from terms.fold import fold_form

Kind = Literal["exact", "within", "close", "none"]

CLOSE_ENOUGH = 75.0
"""Least similarity, 0 to 100, for a spelling to be offered."""
SURELY_CLOSE = 88.0
"""Similarity from which a text is taken for a term misspelt even if a shorter term is in it."""
MOST_CLOSE = 5
LONGEST_CLOSE = 60
"""Code points; what is longer is no misspelt term, and comparing it would take long."""

_POSSESSIVES = frozenset(["'s", "’s"])
_ALWAYS = Options(common="always")


@dataclass(frozen=True, slots=True)
class Lookup:
    """The answer: what kind of match, the entries' ids, and where they are in the text."""

    text: str
    match: Kind
    ids: tuple[str, ...]
    spans: list[Match] = field(default_factory=list)


def look_up(text: str, matcher: Matcher) -> Lookup:
    """Return the entries for a text: itself a term, else the terms in it, else close spellings."""
    stripped = text.strip()
    offset = len(text) - len(text.lstrip())
    if not stripped:
        return Lookup(text, "none", ())
    matches = matcher.find(text, _ALWAYS)
    if len(matches) == 1 and _is_whole(matches[0], stripped, offset):
        return Lookup(text, "exact", matches[0].ids, matches)
    folded = fold_form(stripped)
    close = _close(folded, matcher)
    if matches and not _misspelt(close, matches):
        ids = tuple(dict.fromkeys(i for m in matches for i in m.ids))
        return Lookup(text, "within", ids, matches)
    if owners := matcher.pack.forms.get(folded):
        # A term but for its letter case, or within a context that rules it out on a page.
        ids = tuple(dict.fromkeys(matcher.pack.entries[owner[0]]["id"] for owner in owners))
        whole = Match(offset, offset + len(stripped), stripped, ids)
        return Lookup(text, "exact", ids, [whole])
    ids = tuple(dict.fromkeys(i for form, _ in close for i in _ids(form, matcher)))[:MOST_CLOSE]
    return Lookup(text, "close" if ids else "none", ids)


def _misspelt(close: list[tuple[str, float]], matches: list[Match]) -> bool:
    """Tell whether the whole text is a longer term misspelt, not a sentence with terms in it.

    In "dpm++ 2m karass" there is DPM++ 2M, but DPM++ 2M Karras is what is meant.
    """
    if not close:
        return False
    form, score = close[0]
    return score >= SURELY_CLOSE and len(form) > max(len(m.surface) for m in matches)


def _ids(form: str, matcher: Matcher) -> list[str]:
    return [matcher.pack.entries[owner[0]]["id"] for owner in matcher.pack.forms[form]]


def _is_whole(match: Match, stripped: str, offset: int) -> bool:
    """Tell whether a match is all there is, but for what grammar or a sentence put behind it."""
    if match.start != offset:
        return False
    tail = stripped[match.end - offset :]
    return not any(c.isalnum() for c in tail) or tail in _POSSESSIVES or _is_hangul_tail(tail)


def _is_hangul_tail(tail: str) -> bool:
    # The matcher lets nothing but particles stand right behind a term in one Hangul word.
    return all("가" <= c <= "힣" for c in tail)


def _close(folded: str, matcher: Matcher) -> list[tuple[str, float]]:
    """Return forms that are spelled like a text with their similarity, the closest first."""
    if len(folded) < 3 or len(folded) > LONGEST_CLOSE:
        return []
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - exact look-ups need none of it

    found = process.extract(
        folded,
        matcher.texts,
        scorer=fuzz.ratio,
        limit=MOST_CLOSE * 4,
        score_cutoff=CLOSE_ENOUGH,
    )
    return [(form, score) for form, score, _ in found]
