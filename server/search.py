"""Finding entries by what a person types: labels first, then definitions, in every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import cached_property
from heapq import nsmallest
from typing import NamedTuple

from annotator.close import Close
from server.texts import END, Texts
from terms.fold import character_class, fold_form
from terms.model import Entry, plain

LONGEST_QUERY = 200
"""Code points; what is longer is cut."""

FEW = 2
"""Letters of an alphabet that are looked for at the beginning of words alone."""
CLOSE_ENOUGH = 75.0
"""Least similarity, 0 to 100, of a label that is offered where nothing is found."""
SURELY_CLOSE = 88.0
"""The same, where definitions hold what was typed."""
MOST_CLOSE = 10


class Why(IntEnum):
    """Why an entry is an answer; the lower, the better."""

    LABEL = 0
    """One of its labels is what was typed."""
    PREFIX = 1
    """One of its labels begins with it."""
    WORD = 2
    """A word within one of its labels begins with it."""
    PART = 3
    """One of its labels holds it."""
    CLOSE = 4
    """One of its labels is spelled like it; only where no label holds it."""
    WORDS = 5
    """Its labels hold each of the words."""
    DEFINITION = 6
    """It holds each of the words, a definition some of them."""
    ALL = 7
    """Nothing was typed."""


class Found(NamedTuple):
    """One answer."""

    entry: Entry
    why: Why
    label: str | None = None
    """The label that was found, as written; None for a definition or a hidden spelling."""


class _Key(NamedTuple):
    """How good an answer is; the lower, the better."""

    why: int
    weight: int = 0
    length: int = 0
    text: int = -1


_HIDDEN = 2
"""The weight of spellings that are matched, never shown."""


def _labels(entry: Entry) -> Iterator[tuple[int, str]]:
    """Yield what an entry is called, with a weight: 0 for what is shown first."""
    yield 0, entry.label
    for labels in entry.labels.values():
        for at, label in enumerate(labels):
            yield int(at > 0), label
    for label in entry.aliases:
        yield 1, label
    if entry.expansion:
        yield 1, entry.expansion
    for label in (*entry.hidden, *entry.forms):
        yield _HIDDEN, label


def _is_word_character(character: str) -> bool:
    return character_class(character) in "LH"


def _is_few(word: str) -> bool:
    return len(word) <= FEW and all(character_class(character) == "L" for character in word)


class Search:
    """Searches a glossary. Makes its index when it is first asked; safe to share by threads."""

    def __init__(self, glossary: Iterable[Entry]) -> None:
        self._given = glossary

    @cached_property
    def entries(self) -> list[Entry]:
        """The entries in the order of a dictionary: by folded label."""
        return sorted(self._given, key=lambda e: (fold_form(e.label), e.id))

    @cached_property
    def _names(self) -> Texts:
        return Texts(
            (owner, weight, folded, label if weight < _HIDDEN else None)
            for owner, entry in enumerate(self.entries)
            for folded, (weight, label) in _least(_labels(entry)).items()
        )

    @cached_property
    def _spellings(self) -> Close:
        return Close(self._names.whole[1:-1].split(END))

    @cached_property
    def _definitions(self) -> Texts:
        label_of = {entry.id: entry.label for entry in self.entries}
        languages = self._languages
        return Texts(
            (owner, languages[language], fold_form(plain(text, label_of)), None)
            for owner, entry in enumerate(self.entries)
            for language, text in entry.definition.items()
        )

    @cached_property
    def _languages(self) -> dict[str, int]:
        used = dict.fromkeys(lang for entry in self.entries for lang in entry.definition)
        return {language: at for at, language in enumerate(used)}

    def prepare(self) -> None:
        """Make the index now, so that who asks first does not wait for it."""
        self._definitions  # noqa: B018
        self._names.beginning("")
        self._spellings.prepare()

    def find(self, q: str, lang: str | None = None, tag: str | None = None) -> list[Found]:
        """Return the entries for what was typed, the best first; all of them for an empty `q`.

        `lang` (en, zh, ko) puts, among equals, those first that say it in that language; `tag`
        keeps only entries with the tag.
        """
        folded = _folded(q)
        if not folded:
            return [Found(e, Why.ALL) for e in self.entries if tag is None or tag in e.tags]
        ranked = self._by_name(folded)
        self._add_words(ranked, folded, lang)
        best = min(ranked.values(), default=None)
        if best is None or best.why > Why.PART:
            # A whole label misspelt tells more than a definition that happens to hold the words.
            enough = CLOSE_ENOUGH if best is None else SURELY_CLOSE
            ranked |= self._close(folded, enough)
        return [
            self._found(key, owner)
            for key, owner in sorted((key, owner) for owner, key in ranked.items())
            if tag is None or tag in self.entries[owner].tags
        ]

    def first(self, q: str, lang: str | None, most: int) -> list[Found]:
        """Return the first of what `find` does, without looking for more than that."""
        folded = _folded(q)
        for look in (self._beginning_with, self._by_name) if folded else ():
            ranked = look(folded)
            # All that is found in another way comes behind these.
            if len(ranked) >= most:
                best = nsmallest(most, ((key, owner) for owner, key in ranked.items()))
                return [self._found(key, owner) for key, owner in best]
        return self.find(q, lang)[:most]

    def _found(self, key: _Key, owner: int) -> Found:
        return Found(self.entries[owner], Why(key.why), self._written(key.text))

    def _written(self, text: int) -> str | None:
        return self._names.written[text] if text >= 0 else None

    def _beginning_with(self, folded: str) -> dict[int, _Key]:
        """Return who has a label that begins with what was typed, as `_by_name` does."""
        names, whole = self._names, len(folded)
        found: dict[int, _Key] = {}
        for text in names.beginning(folded):
            length = names.length(text)
            why = Why.LABEL if length == whole else Why.PREFIX
            key = _Key(why, names.weights[text], length, text)
            owner = names.owners[text]
            if owner not in found or key < found[owner]:
                found[owner] = key
        return found

    def _by_name(self, folded: str) -> dict[int, _Key]:
        """Return who has a label that holds what was typed."""
        names = self._names
        found: dict[int, _Key] = {}
        # One or two letters are in nearly every label; it is the beginning that someone types.
        few = _is_few(folded)
        needles = (END + folded, " " + folded) if few else (folded,)
        begins_word = _is_word_character(folded[0])
        for needle in needles:
            for place, text in names.hits(needle):
                at = place + few
                length = names.length(text)
                if at == names.starts[text]:
                    why = Why.LABEL if length == len(folded) else Why.PREFIX
                elif begins_word and not _is_word_character(names.whole[at - 1]):
                    why = Why.WORD
                else:
                    why = Why.PART
                owner = names.owners[text]
                key = _Key(why, names.weights[text], length, text)
                if owner not in found or key < found[owner]:
                    found[owner] = key
        return found

    def _add_words(self, found: dict[int, _Key], folded: str, lang: str | None) -> None:
        """Add who holds every word, somewhere."""
        words = list(dict.fromkeys(folded.split()))
        named: list[dict[int, int]] = []
        held: list[dict[int, int]] = []
        for word in words:
            if _is_few(word):
                continue
            named.append(self._names.owners_of(word))
            held.append(self._definitions.owners_of(word))
        if not held:
            return
        first = self._languages.get(lang or "", 0)
        whole = self._definitions.owners_of(folded) if len(words) > 1 else held[0]
        for owner in set.intersection(
            *(n.keys() | h.keys() for n, h in zip(named, held, strict=True))
        ):
            if owner in found:
                continue
            if all(owner in names for names in named):
                found[owner] = _Key(Why.WORDS)
            else:
                language = whole.get(owner, len(self._languages))
                found[owner] = _Key(Why.DEFINITION, language != first, language)

    def _close(self, folded: str, enough: float) -> dict[int, _Key]:
        """Return who has a label that is spelled like what was typed."""
        found: dict[int, _Key] = {}
        for at, score in self._spellings.find(folded, enough, MOST_CLOSE):
            found.setdefault(self._names.owners[at], _Key(Why.CLOSE, -round(score * 100), 0, at))
        return found


def _folded(q: str) -> str:
    return fold_form(q[:LONGEST_QUERY]).replace(END, " ")


def _least(labels: Iterator[tuple[int, str]]) -> dict[str, tuple[int, str]]:
    """Return folded label -> its least weight and how it is written there."""
    found: dict[str, tuple[int, str]] = {}
    for weight, label in labels:
        folded = fold_form(label)
        if folded not in found or weight < found[folded][0]:
            found[folded] = weight, label
    return found
