"""From labels to surface forms: what of an entry is looked for in a text.

Expanded once, when a pack is built, so that the matchers need no grammar (see MATCHING, Forms).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from terms.fold import fold_form, spell
from terms.model import Entry, Glossary


class Kind(IntEnum):
    """What a form comes from; where several entries own it, the lower comes first."""

    LABEL = 0
    ALIAS = 1
    NATIVE = 2
    HIDDEN = 3


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which an entry occurs."""

    folded: str
    spelling: str
    """With its letter case, otherwise normalised as the folded form is."""
    kind: Kind
    common: bool = False
    """Also an everyday word, where not the whole entry is."""
    exact: bool = False
    """Letter case decides, where not for the whole entry."""


_LAST_WORD = re.compile(r"[A-Za-z]{2,}$")


def plural(words: str) -> str | None:
    """Return the regular English plural of a phrase's last word.

    None where there is none to form: the phrase does not end in a Latin word, or is plural already.
    """
    match = _LAST_WORD.search(words)
    if not match or (match.start() and words[match.start() - 1].isalnum()):
        return None
    word = match[0].lower()
    if word.endswith(("ss", "x", "z", "ch", "sh")):
        return words + "es"
    if word.endswith("s"):
        return None
    if word.endswith("y") and word[-2] not in "aeiou" and not match[0].isupper():
        return words[:-1] + "ies"
    return words + "s"


def _labels(entry: Entry) -> list[tuple[str, Kind]]:
    return [
        (entry.label, Kind.LABEL),
        *((alias, Kind.ALIAS) for alias in entry.aliases),
        *((label, Kind.NATIVE) for labels in entry.labels.values() for label in labels),
        *((form, Kind.HIDDEN) for form in entry.hidden),
        *((form, Kind.HIDDEN) for form in entry.forms),
    ]


def _form(entry: Entry, text: str, label: str, kind: Kind) -> Form:
    common, exact = label in entry.common_forms, label in entry.exact_forms
    return Form(fold_form(text), spell(text), kind, common, exact)


def listed_forms(entry: Entry) -> list[Form]:
    """Return the forms that an entry names itself, the preferred first."""
    return [_form(entry, text, text, kind) for text, kind in _labels(entry)]


def _inflected(entry: Entry) -> list[Form]:
    if entry.inflect == "none":
        return []
    asis = set(entry.forms)
    return [
        _form(entry, more, text, kind)
        for text, kind in _labels(entry)
        if text not in asis and (more := plural(text))
    ]


def surface_forms(glossary: Glossary) -> dict[str, list[tuple[Entry, Form]]]:
    """Return every folded surface form with its owners.

    An inflected form never makes a homonym: where an entry lists the form itself, only such
    entries own it.
    """
    owners: dict[str, list[tuple[Entry, Form]]] = {}
    for entry in glossary:
        for form in listed_forms(entry):
            _own(owners, entry, form)
    listed = set(owners)
    for entry in glossary:
        for form in _inflected(entry):
            if form.folded not in listed or _owns(owners[form.folded], entry):
                _own(owners, entry, form)
    owners.pop("", None)
    return owners


def _owns(owners: list[tuple[Entry, Form]], entry: Entry) -> bool:
    return any(owner is entry for owner, _ in owners)


def _own(owners: dict[str, list[tuple[Entry, Form]]], entry: Entry, form: Form) -> None:
    held = owners.setdefault(form.folded, [])
    # The same spelling under a lesser heading says nothing new; another spelling does.
    if not any(owner is entry and other.spelling == form.spelling for owner, other in held):
        held.append((entry, form))
