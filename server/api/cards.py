"""Entries as the API shows them, made into JSON once for each language and then only joined.

All of an answer but the address of the server is known beforehand, and making it anew took most of
a request's time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from flask import current_app, request
from msgspec import Raw
from werkzeug.routing import Map

from server.api.address import base_url
from server.api.models import Entry as FullEntry
from server.api.models import Link, Reference, Term
from server.reading import state
from server.state import State
from terms.model import LANGUAGES, Entry, plain

MOST_KEPT = 50_000
"""Entries as JSON, in all languages, that a State keeps; about a kilobyte each."""


class Cards:
    """The entries of one State, as JSON."""

    def __init__(self, current: State, urls: Map) -> None:
        self._state = current
        self._kept: dict[tuple[str, str], tuple[bytes, bytes]] = {}
        self._narrower: dict[str, list[str]] = {}
        for entry in current.glossary:
            if entry.broader:
                self._narrower.setdefault(entry.broader, []).append(entry.id)
        # url_for reads the request; entries' addresses are the same in each.
        self._urls = urls.bind("")

    def path(self, entry_id: str) -> str:
        """Return the path of an entry's page."""
        return self._urls.build("site.entry", {"entry_id": entry_id})

    def json(
        self, entry_id: str, language: str, base: bytes, more: Mapping[str, Any] | None = None
    ) -> Raw:
        """Return a Term as JSON, with some more fields; `base` as `json_base` gives it."""
        key = (entry_id, language)
        parts = self._kept.get(key)
        if parts is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            parts = self._kept[key] = self._parts(entry_id, language)
        before, path = parts
        added = b"," + msgspec.json.encode(more)[1:-1] if more else b""
        return Raw(b"".join((before, base, path, b'"', added, b"}")))

    def _parts(self, entry_id: str, language: str) -> tuple[bytes, bytes]:
        term = self.term(entry_id, language)
        whole = msgspec.json.encode(term)
        path = msgspec.json.encode(term.url)[1:-1]
        # The address is the last field.
        return whole[: -len(path) - 2], path

    def term(self, entry_id: str, language: str) -> Term:
        """Return an entry in a language, else in the first that it has; its address is a path."""
        entry = self._state.glossary[entry_id]
        return Term(**self._fields(entry, language), url=self.path(entry_id))

    def full(self, entry_id: str, language: str, base: str) -> FullEntry:
        """Return all that is known of an entry."""
        entry = self._state.glossary[entry_id]
        label_of = self._state.label_of
        return FullEntry(
            **self._fields(entry, language),
            url=base + self.path(entry_id),
            aliases=list(entry.aliases),
            labels={code: list(labels) for code, labels in entry.labels.items()},
            definitions={code: plain(text, label_of) for code, text in entry.definition.items()},
            senses=self.references(entry.homonyms),
            narrower=self.references(self._narrower.get(entry_id, ())),
            links=[Link(link.url, link.title) for link in entry.links],
        )

    def _fields(self, entry: Entry, language: str) -> dict[str, Any]:
        current = self._state
        has = next((at for at in (language, LANGUAGES[0]) if at in entry.definition), None)
        has = has or next(iter(entry.definition))
        broader = self.references([entry.broader] if entry.broader else ())
        return {
            "id": entry.id,
            "label": entry.label,
            "native": entry.native(language),
            "expansion": entry.expansion,
            "definition": plain(entry.definition[has], current.label_of),
            "lang": has,
            "tags": list(entry.tags),
            "common": entry.common,
            "broader": broader[0] if broader else None,
            "related": self.references(entry.related),
            "glossary": current.glossary.facts[current.glossary.origin[entry.id]].id,
        }

    def references(self, ids: Iterable[str]) -> list[Reference]:
        """Return those of some entries that are here, in short."""
        label_of = self._state.label_of
        return [Reference(other, label_of[other]) for other in ids if other in label_of]


def cards(current: State, urls: Map | None = None) -> Cards:
    """Return the entries of what a request may read.

    `urls`: the addresses of the application, where none is at work.
    """
    return current.kept("api.cards", lambda: Cards(current, urls or current_app.url_map))


def shown(entry: Entry, language: str) -> dict[str, Any]:
    """Return an entry as the API shows it, in a language or else in the first that it has."""
    term = cards(state()).term(entry.id, language)
    return msgspec.structs.asdict(term) | {"url": base_url(request.environ) + term.url}
