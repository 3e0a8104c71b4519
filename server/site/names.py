"""What an entry is called on a page in a language, and in which language it is explained there."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple
from unicodedata import east_asian_width

from flask import url_for
from markupsafe import Markup, escape

from server.reading import state
from server.site.languages import language_tag
from terms.model import LANGUAGES, REFERENCE, Entry, plain

_REFERENCE = Markup('<a href="{}"><gl-term data-gl="{}">{}</gl-term></a>')


class Names(NamedTuple):
    """An entry's names for one kind of reader."""

    name: str
    """What the reader calls it."""
    language: str
    """The language tag of that."""
    label: str | None
    """Its label, where that is another name."""


def names(entry: Entry, language: str) -> Names:
    """Return an entry's names for readers of a language."""
    native = entry.native(language) if language != LANGUAGES[0] else None
    if native is None:
        return Names(entry.label, LANGUAGES[0], None)
    return Names(native, language_tag(language), entry.label)


def other_names(entry: Entry, language: str) -> list[tuple[str, str]]:
    """Return what else an entry is called, each name with its language tag."""
    shown = names(entry, language)
    known = {shown.name, shown.label, entry.expansion}
    native = entry.labels.get(language, ()) if language != LANGUAGES[0] else ()
    found = [(name, language_tag(language)) for name in native]
    found += [(name, LANGUAGES[0]) for name in entry.aliases]
    return [pair for pair in dict.fromkeys(found) if pair[0] not in known]


def written_in(entry: Entry, language: str) -> str:
    """Return the language in which an entry is explained: the reader's, else English, else any."""
    choices = (language, LANGUAGES[0], *entry.definition)
    return next(choice for choice in choices if choice in entry.definition)


def snippet(entry: Entry, language: str, length: int = 140) -> str:
    """Return the beginning of a definition, cut between words, of at most `length`.

    A letter is 1 long; a Chinese or Korean character, which is as wide as two and says more, 2.
    """
    text = plain(entry.definition[written_in(entry, language)], state().label_of)
    reached = accumulate(2 if east_asian_width(c) in "WF" else 1 for c in text)
    fits = sum(long <= length for long in reached)
    if fits == len(text):
        return text
    cut = text[: fits - 1]
    # Chinese has no spaces to cut at.
    at = cut.rfind(" ")
    return (cut[:at] if at > fits // 2 else cut).rstrip(" .,;:。，、；：") + "…"


def linked(definition: str) -> Markup:
    """Return a definition as HTML, its references as links to entry pages.

    Each is a mark too, so that a tooltip tells what it leads to.
    """
    glossary = state().glossary
    parts: list[Markup] = []
    done = 0
    for reference in REFERENCE.finditer(definition):
        parts.append(escape(definition[done : reference.start()]))
        target = reference[1]
        words = reference[2] or (glossary[target].label if target in glossary else target)
        if target in glossary:
            address = url_for("site.entry", entry_id=target)
            parts.append(_REFERENCE.format(address, target, words))
        else:
            parts.append(escape(words))
        done = reference.end()
    parts.append(escape(definition[done:]))
    return Markup("").join(parts)
