"""What the pages need to know of a whole glossary, worked out once for each."""

from __future__ import annotations

import re
from functools import cached_property

from server.reading import state
from server.search import Search
from server.site.letters import Letters
from server.site.names import names
from server.state import State
from terms.model import Entry


class Index:
    """A glossary by tag, by letter, and by who is related to whom."""

    def __init__(self, current: State) -> None:
        self._state = current
        self.glossary = current.glossary
        self._letters: dict[str, Letters] = {}

    @property
    def search(self) -> Search:
        """What finds entries by what a person types; the API's too."""
        return self._state.search

    @cached_property
    def _narrower(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for entry in self.glossary:
            if entry.broader:
                found.setdefault(entry.broader, []).append(entry.id)
        return found

    @cached_property
    def _named_by(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for entry in self.glossary:
            for other in entry.related:
                found.setdefault(other, []).append(entry.id)
        return found

    def broader(self, entry: Entry) -> list[Entry]:
        """Return what an entry is a part or a kind of, the widest first."""
        chain: list[Entry] = []
        while (wider := entry.broader) and wider in self.glossary:
            entry = self.glossary[wider]
            if entry in chain:
                break  # a self-hoster's glossary may run in a circle
            chain.insert(0, entry)
        return chain

    def narrower(self, entry: Entry) -> list[Entry]:
        """Return the entries that name this one as their broader one."""
        return [self.glossary[other] for other in self._narrower.get(entry.id, ())]

    def related(self, entry: Entry) -> list[Entry]:
        """Return the entries that this one names, then those that name it: it goes both ways."""
        near = {entry.id, *(wider.id for wider in self.broader(entry))}
        near.update(self._narrower.get(entry.id, ()))
        both = dict.fromkeys((*entry.related, *self._named_by.get(entry.id, ())))
        return [self.glossary[o] for o in both if o in self.glossary and o not in near]

    def senses(self, entry: Entry) -> list[Entry]:
        """Return the entries that share a name with this one in another sense."""
        return [self.glossary[other] for other in entry.homonyms if other in self.glossary]

    @cached_property
    def slugs(self) -> dict[str, str]:
        """Tag -> what stands for it in an address; no two alike."""
        found: dict[str, str] = {}
        for tag in self.glossary.tags:
            slug = re.sub(r"[^\w]+", "-", tag.lower()).strip("-") or "tag"
            found[tag] = slug if slug not in found.values() else tag
        return found

    def tag_name(self, tag: str, language: str) -> str:
        """Return what a tag is called, itself where no glossary says."""
        for facts in reversed(self.glossary.facts):
            if name := facts.tags.get(tag, {}).get(language):
                return name
        return tag

    def tagged(self, tag: str, language: str) -> list[Entry]:
        """Return a tag's entries in the order of their names."""
        return self.letters(language).sorted(e for e in self.glossary if tag in e.tags)

    def letters(self, language: str) -> Letters:
        """Return all entries by the first letter of their names in a language."""
        if language not in self._letters:
            entries = self.glossary
            self._letters[language] = Letters(entries, language, lambda e: names(e, language).name)
        return self._letters[language]


def index() -> Index:
    """Return the index of the glossary that the request may see."""
    current = state()
    return current.kept("site", lambda: Index(current))
