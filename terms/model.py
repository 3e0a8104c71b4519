"""The glossary's data, with SKOS's words for things; all of it frozen.

Sources: https://www.w3.org/TR/skos-reference/ (prefLabel, altLabel, hiddenLabel, broader, related).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

LANGUAGES = ("en", "zh", "ko")
"""The languages that every shipped entry is written in, the fallback first."""

Case = Literal["any", "exact"]
Inflect = Literal["english", "none"]

REFERENCE = re.compile(r"\[\[([a-z0-9-]+)(?:\|([^\[\]|]+))?\]\]")
"""A cross-reference in a definition: [[id]] or [[id|words]]."""


@dataclass(frozen=True, slots=True)
class Link:
    """A page worth reading about an entry."""

    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One concept and what it is called."""

    id: str
    label: str
    expansion: str | None = None
    aliases: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    """Matched, never shown."""
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Native labels by language, the preferred one first."""
    forms: tuple[str, ...] = ()
    """Further surface forms, taken as they are."""
    inflect: Inflect = "english"
    case: Case = "any"
    exact_forms: tuple[str, ...] = ()
    """Labels of which alone letter case decides."""
    common: bool = False
    """Also an everyday word: marked only where the text is on topic."""
    common_forms: tuple[str, ...] = ()
    """Labels of which alone this is true."""
    not_in: tuple[str, ...] = ()
    """Longer strings inside which a form of this entry is no occurrence of it."""
    homonyms: tuple[str, ...] = ()
    """Ids of entries that share a label with this one in another sense."""
    tags: tuple[str, ...] = ()
    definition: Mapping[str, str]
    """Plain text by language, with [[id]] and [[id|words]] references."""
    broader: str | None = None
    related: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)
    """Where the entry stands: file name and 1-based line."""

    def native(self, language: str) -> str | None:
        """Return the preferred label in `language`, None where it is just the label."""
        labels = self.labels.get(language)
        return labels[0] if labels and labels[0] != self.label else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a glossary says of itself (its glossary.yaml)."""

    id: str
    title: Mapping[str, str]
    description: Mapping[str, str] = field(default_factory=dict)
    license: str = ""
    attribution: str = ""
    sites: tuple[str, ...] = ()
    """Hosts whose pages are always on topic; a host covers its subdomains."""
    tags: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Names of the tags by language."""


@dataclass(frozen=True)
class Glossary:
    """One or several glossaries read together; a later one overrides an entry by its id."""

    facts: tuple[Facts, ...]
    by_id: Mapping[str, Entry]
    """In glossary order, then in the order of the files' names, then as written."""
    origin: Mapping[str, int]
    """Entry id -> index in `facts` of the glossary it comes from."""

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)

    def __getitem__(self, entry_id: str) -> Entry:
        return self.by_id[entry_id]

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self.by_id

    @cached_property
    def tags(self) -> dict[str, int]:
        """Every tag in use with its number of entries, in alphabetical order."""
        counts: dict[str, int] = {}
        for entry in self:
            for tag in entry.tags:
                counts[tag] = counts.get(tag, 0) + 1
        return dict(sorted(counts.items()))


def merge(glossaries: Iterable[Glossary]) -> Glossary:
    """Return glossaries as one; a later one overrides an entry by its id."""
    facts: list[Facts] = []
    by_id: dict[str, Entry] = {}
    origin: dict[str, int] = {}
    for glossary in glossaries:
        by_id |= glossary.by_id
        origin |= {entry_id: len(facts) + at for entry_id, at in glossary.origin.items()}
        facts += glossary.facts
    return Glossary(tuple(facts), by_id, origin)


def plain(definition: str, label_of: Mapping[str, str]) -> str:
    """Return a definition without its reference marks; [[id]] becomes `label_of[id]`."""
    return REFERENCE.sub(lambda m: m[2] or label_of.get(m[1], m[1]), definition)
