"""The block that lets a saved page explain itself: entries, a stylesheet and a small script.

It stands before </body> between two comments, works from a file, without network and without the
extension, and holds only the entries that the page uses and those they name.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from terms.model import REFERENCE
from terms.pack import Pack

_HERE = Path(__file__).parent


@cache
def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8").strip()


class Standalone:
    """Makes blocks for one pack and one language."""

    def __init__(self, pack: Pack, language: str) -> None:
        self._pack = pack
        self._language = language

    def block(self, ids: list[str]) -> str:
        """Return the block for the entries that occur, in ASCII so that any encoding holds it."""
        return (
            f'<style data-gl="style">{_asset("standalone.css")}</style>'
            f'<script type="application/json" data-gl="entries">{self.entries(ids)}</script>'
            f'<script data-gl="script">{_asset("standalone.js")}</script>'
        )

    def entries(self, ids: list[str]) -> str:
        """Return the entries as JSON that may stand in a script element as it is."""
        data = {
            "language": self._language,
            "entries": {entry_id: self._entry(entry_id) for entry_id in ids},
        }
        # In a script element nothing but </script and <!-- is special: keep '<' out of it.
        return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")

    def _entry(self, entry_id: str) -> dict[str, Any]:
        entry = self._pack.entries[self._pack.index[entry_id]]
        language = self._language if self._language in entry["definition"] else "en"
        if language not in entry["definition"]:
            language = next(iter(entry["definition"]))
        native = entry.get("labels", {}).get(self._language, [None])[0]
        shown = {
            "label": entry["label"],
            "native": native if native != entry["label"] else None,
            "expansion": entry.get("expansion"),
            "definition": self._plain(entry["definition"][language]),
            "lang": language,
        }
        return {key: value for key, value in shown.items() if value}

    def _plain(self, definition: str) -> str:
        def words(match: Any) -> str:
            index = self._pack.index.get(match[1])
            label = self._pack.entries[index]["label"] if index is not None else match[1]
            return str(match[2] or label)

        return REFERENCE.sub(words, definition)
