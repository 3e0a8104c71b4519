"""What a glossary must hold beyond its schema; each finding says how to mend it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from terms.errors import Problem
from terms.forms import Form, listed_forms
from terms.model import LANGUAGES, REFERENCE, Entry, Glossary

MAX_FIRST_SENTENCE = 160
"""Characters, in English: all that a small tooltip shows."""
WORDS = (25, 70)
"""An English definition's length."""
LONGEST = {"zh": 260, "ko": 330}
"""Characters; as much as says what the English says."""

_MARKUP = re.compile(r"<[a-zA-Z/!]|&[a-z]+;|\*\*|__|`|^#|\]\(")
_SENTENCE = re.compile(r"(?<=[.!?])(?<!e\.g\.)(?<!i\.e\.)(?<!\bvs\.)\s+(?=[A-Z\[\"“‘'0-9])")


def first_sentence(definition: str) -> str:
    """Return an English definition's first sentence, references shown as their words."""
    # Parted before references are shown: [[lora]] may begin a sentence, "lora" would not.
    return _words_shown(_SENTENCE.split(definition, maxsplit=1)[0])


def _words_shown(definition: str) -> str:
    return REFERENCE.sub(lambda m: m[2] or m[1].replace("-", " "), definition)


def check(glossary: Glossary) -> list[Problem]:
    """Return every finding, in the order of files and lines."""
    problems: list[Problem] = []
    for finder in (_order, _references, _owners, _definitions, _tags):
        for entry, message in finder(glossary):
            problems.append(Problem(entry.file, entry.line, f"entry '{entry.id}': {message}"))
    return sorted(problems)


Finding = tuple[Entry, str]


def _order(glossary: Glossary) -> Iterator[Finding]:
    last: Entry | None = None
    for entry in glossary:
        if last and last.file == entry.file and last.id > entry.id:
            yield entry, f"stands after '{last.id}'; sort the file by id (glosslight check --fix)"
        last = entry


def _suggest(unknown: str, glossary: Glossary) -> str:
    near = difflib.get_close_matches(unknown, glossary.by_id, n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else "; add that entry or take the name out"


def _references(glossary: Glossary) -> Iterator[Finding]:
    for entry in glossary:
        named = [("related", other) for other in entry.related]
        named += [("homonyms", other) for other in entry.homonyms]
        if entry.broader:
            named.append(("broader", entry.broader))
        for field, other in named:
            if other not in glossary:
                yield entry, f"{field} '{other}' is no entry{_suggest(other, glossary)}"
            elif other == entry.id:
                yield entry, f"{field} names the entry itself; take it out"
            elif field == "related" and entry.id not in glossary[other].related:
                yield entry, f"related '{other}' does not name '{entry.id}' back; add it there"
            elif field == "homonyms" and entry.id not in glossary[other].homonyms:
                yield entry, f"homonym '{other}' does not name '{entry.id}' back; add it there"
        for language, definition in entry.definition.items():
            for reference in REFERENCE.finditer(definition):
                if reference[1] == entry.id:
                    yield entry, f"definition.{language} refers to the entry itself; take it out"
                elif reference[1] not in glossary:
                    hint = _suggest(reference[1], glossary)
                    yield entry, f"definition.{language} refers to [[{reference[1]}]]{hint}"
        yield from _cycle(entry, glossary)


def _cycle(entry: Entry, glossary: Glossary) -> Iterator[Finding]:
    way = [entry.id]
    current = entry
    while current.broader and current.broader in glossary:
        if current.broader == entry.id:
            # Said once, at the first of the ring.
            if entry.id == min(way):
                yield entry, f"broader goes in a ring: {' > '.join([*way, entry.id])}; cut it"
            return
        if current.broader in way:
            return
        way.append(current.broader)
        current = glossary[current.broader]


def _owners(glossary: Glossary) -> Iterator[Finding]:
    """A label has two owners only where both say that they are homonyms."""
    first: dict[str, list[tuple[Entry, Form]]] = {}
    for entry in glossary:
        for form in listed_forms(entry):
            if not form.folded:
                yield entry, f"the label {form.spelling!r} has nothing to match; take it out"
                continue
            owners = first.setdefault(form.folded, [])
            for owner, other in owners:
                told_apart = form.spelling != other.spelling and (
                    _is_exact(entry, form) and _is_exact(owner, other)
                )
                if told_apart:
                    continue
                if owner is entry:
                    yield (
                        entry,
                        f"{form.spelling!r} is listed twice ({other.spelling!r} matches); keep one",
                    )
                    break
                if owner.id not in entry.homonyms:
                    yield (
                        entry,
                        f"the label {form.spelling!r} belongs to '{owner.id}' too "
                        f"({owner.file}:{owner.line}); take it out of one, or add each to the "
                        "other's homonyms if the senses differ",
                    )
            owners.append((entry, form))
        for field, named in (("common", entry.common_forms), ("case", entry.exact_forms)):
            for label in named:
                if label not in _all_labels(entry):
                    said = f"{field} names {label!r}, which is none of its labels"
                    yield entry, f"{said}; add or remove it"


def _is_exact(entry: Entry, form: Form) -> bool:
    return entry.case == "exact" or form.exact


def _all_labels(entry: Entry) -> set[str]:
    native = (label for labels in entry.labels.values() for label in labels)
    return {entry.label, *entry.aliases, *entry.hidden, *entry.forms, *native}


def _definitions(glossary: Glossary) -> Iterator[Finding]:
    for entry in glossary:
        for language in LANGUAGES:
            if language not in entry.definition:
                yield entry, f"definition.{language} is missing; write it"
        for language, text in entry.definition.items():
            where = f"definition.{language}"
            if text != text.strip() or "  " in text or "\n" in text:
                yield entry, f"{where} has stray spaces or line breaks; take them out"
            bare = REFERENCE.sub("", text)
            if "[[" in bare or "]]" in bare:
                yield entry, f"{where} has [[ or ]] that make no reference; write [[id|words]]"
            if found := _MARKUP.search(bare):
                yield entry, f"{where} has markup ({found[0]!r}); definitions are plain text"
            limit = LONGEST.get(language)
            if limit and len(_words_shown(text)) > limit:
                length = len(_words_shown(text))
                yield entry, f"{where} has {length} characters, at most {limit} read well; cut it"
        yield from _english(entry)


def _english(entry: Entry) -> Iterator[Finding]:
    text = entry.definition.get("en", "")
    if not text:
        return
    count = len(_words_shown(text).split())
    if not WORDS[0] <= count <= WORDS[1]:
        yield entry, f"definition.en has {count} words; between {WORDS[0]} and {WORDS[1]} read well"
    length = len(first_sentence(text))
    if length >= MAX_FIRST_SENTENCE:
        yield (
            entry,
            f"definition.en: the first sentence has {length} characters and must have less than "
            f"{MAX_FIRST_SENTENCE}; a small tooltip shows it alone",
        )


def _tags(glossary: Glossary) -> Iterator[Finding]:
    known = {tag for facts in glossary.facts for tag in facts.tags}
    if not known:
        return
    for entry in glossary:
        for tag in entry.tags:
            if tag not in known:
                near = difflib.get_close_matches(tag, known, n=1, cutoff=0.5)
                hint = f"did you mean {near[0]!r}?" if near else "add it to glossary.yaml"
                yield entry, f"tag {tag!r} is not in glossary.yaml; {hint}"
