"""Looking up what a person has highlighted: it always answers, everyday word or not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from annotator.matcher import Matcher
from annotator.options import Options
from annotator.selection import Match
from terms.fold import fold_form

Kind = Literal["exact", "within", "close", "none"]

CLOSE_ENOUGH = 75.0
"""Least similarity, 0 to 100, for a spelling to be offered."""
SURELY_CLOSE = 88.0
"""Similarity from which a text is taken for a term misspelt even if a shorter term is in it."""
MOST_CLOSE = 5

_POSSESSIVES = frozenset(["'s", "’s"])
_ALWAYS = Options(common="always")


@dataclass(frozen=True, slots=True)
class Lookup:
    """The answer: what kind of match, the entries' ids, and where they are in the text."""

    text: str
    match: Kind
    ids: tuple[str, ...]
    spans: list[Match] = field(default_factory=list)
    similarity: tuple[float, ...] = ()
    """Of close spellings, for each of the ids, 0 to 100."""


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
    if matches and not (_has_more(text, matches) and _misspelt(folded, matches, matcher)):
        ids = tuple(dict.fromkeys(i for m in matches for i in m.ids))
        return Lookup(text, "within", ids, matches)
    if folded in matcher.pack.forms:
        # A term but for its letter case, or within a context that rules it out on a page.
        ids = tuple(dict.fromkeys(_ids(folded, matcher)))
        whole = Match(offset, offset + len(stripped), stripped, ids)
        return Lookup(text, "exact", ids, [whole])
    similar: dict[str, float] = {}
    for at, score in matcher.close.find(folded, CLOSE_ENOUGH, MOST_CLOSE * 4):
        for entry_id in _ids(matcher.texts[at], matcher):
            similar.setdefault(entry_id, round(score, 1))
        if len(similar) >= MOST_CLOSE:
            break
    best = list(similar.items())[:MOST_CLOSE]
    ids, scores = tuple(i for i, _ in best), tuple(score for _, score in best)
    return Lookup(text, "close" if ids else "none", ids, similarity=scores)


def _has_more(text: str, matches: list[Match]) -> bool:
    """Tell whether there is more in a text than one term, blanks and punctuation."""
    first = matches[0]
    return len(matches) > 1 or any(c.isalnum() for c in text[: first.start] + text[first.end :])


def _misspelt(folded: str, matches: list[Match], matcher: Matcher) -> bool:
    """Tell whether the whole text is a longer term misspelt, not a sentence with terms in it.

    In "dpm++ 2m karass" there is DPM++ 2M, but DPM++ 2M Karras is what is meant.
    """
    close = matcher.close.find(folded, SURELY_CLOSE, 1)
    longest = max(len(m.surface) for m in matches)
    return any(len(matcher.texts[at]) > longest for at, _ in close)


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
