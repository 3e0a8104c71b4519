"""The pack: one JSON file with all that a matcher and a tooltip need.

Format 1, an object with

- `format`: 1
- `digest`: "sha256:" and the hex digest of the pack's canonical JSON without this field
- `languages`: codes that definitions are written in, the fallback first
- `glossaries`: what each glossary says of itself (id, title, license, attribution, sites)
- `tags`: names of the tags by language
- `rules`: `characters`, `particles` and `scope` as in terms/rules/
- `entries`: the entries, fields as in the YAML with empty ones left out, `not_in` folded too
  (`not_in_folded`), and `glossary`: the index of the glossary it comes from
- `forms`: folded form -> list of owners, in order of preference. An owner is `[entry, kind]`,
  `[entry, kind, spelling]` or `[entry, kind, spelling, flags]`: the index of the entry; 0 label,
  1 alias, 2 native, 3 hidden; how the form is spelled, where that differs from the folded form;
  what is true of this form though not of its whole entry: 1 everyday word, 2 exact case, 3 both.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terms.errors import PackError
from terms.fold import fold_form
from terms.rules import NAMES, rules

if TYPE_CHECKING:
    from terms.model import Entry, Glossary

FORMAT = 1

SHIPPED = Path(__file__).parent / "generative-ai"
"""The folder of the glossary that comes with Glosslight."""


@dataclass(frozen=True)
class Pack:
    """A pack in memory; `data` is the object described above."""

    data: dict[str, Any] = field(repr=False)

    @property
    def digest(self) -> str:
        """Return the content digest, "sha256:..."."""
        digest: str = self.data["digest"]
        return digest

    @property
    def entries(self) -> list[dict[str, Any]]:
        """Return the entries as in the pack."""
        entries: list[dict[str, Any]] = self.data["entries"]
        return entries

    @property
    def forms(self) -> dict[str, list[list[Any]]]:
        """Return folded form -> owners."""
        forms: dict[str, list[list[Any]]] = self.data["forms"]
        return forms

    @cached_property
    def index(self) -> dict[str, int]:
        """Entry id -> index in `entries`."""
        return {entry["id"]: at for at, entry in enumerate(self.entries)}

    def dumps(self) -> str:
        """Return the pack as JSON text, one entry and one form a line, so that it can be read."""
        parts = []
        for key, value in self.data.items():
            if key == "entries":
                lines = ",\n".join(_json(entry) for entry in value)
                parts.append(f'"entries":[\n{lines}\n]')
            elif key == "forms":
                lines = ",\n".join(f"{_json(form)}:{_json(own)}" for form, own in value.items())
                parts.append(f'"forms":{{\n{lines}\n}}')
            else:
                parts.append(f"{_json(key)}:{_json(value)}")
        return "{\n" + ",\n".join(parts) + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def digest(data: dict[str, Any]) -> str:
    """Return the digest of a pack's content: canonical JSON (sorted keys), without `digest`."""
    content = {key: value for key, value in data.items() if key != "digest"}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _packed(entry: Entry, glossary: int) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": entry.id,
        "label": entry.label,
        "expansion": entry.expansion,
        "aliases": list(entry.aliases),
        "labels": {language: list(labels) for language, labels in entry.labels.items()},
        "case": entry.case if entry.case != "any" else None,
        "common": entry.common,
        "not_in": list(entry.not_in),
        "not_in_folded": [fold_form(context) for context in entry.not_in],
        "homonyms": list(entry.homonyms),
        "tags": list(entry.tags),
        "definition": dict(entry.definition),
        "broader": entry.broader,
        "related": list(entry.related),
        "links": [{"url": link.url, "title": link.title} for link in entry.links],
    }
    return {key: value for key, value in fields.items() if value} | {"glossary": glossary}


def _owner(at: int, kind: int, spelling: str, folded: str, flags: int) -> list[Any]:
    if flags:
        return [at, kind, spelling, flags]
    return [at, kind] if spelling == folded else [at, kind, spelling]


def build_pack(glossary: Glossary) -> Pack:
    """Expand a glossary into a pack. The same glossary gives the same pack, to the byte."""
    from terms.forms import surface_forms  # noqa: PLC0415 - readers of packs need neither
    from terms.model import LANGUAGES  # noqa: PLC0415

    order = {entry.id: at for at, entry in enumerate(glossary)}
    forms: dict[str, list[list[Any]]] = {}
    for folded, owners in sorted(surface_forms(glossary).items()):
        rows = sorted(
            (
                int(form.kind),
                glossary.origin[entry.id],
                entry.id,
                form.spelling,
                order[entry.id],
                form.common + 2 * form.exact,
            )
            for entry, form in owners
        )
        forms[folded] = [
            _owner(at, kind, spelling, folded, flags) for kind, _, _, spelling, at, flags in rows
        ]
    tags: dict[str, Any] = {}
    for facts in glossary.facts:
        tags |= {tag: dict(names) for tag, names in facts.tags.items()}
    languages = [*LANGUAGES, *sorted({lang for e in glossary for lang in e.definition})]
    data: dict[str, Any] = {
        "format": FORMAT,
        "digest": "",
        "languages": list(dict.fromkeys(languages)),
        "glossaries": [
            {
                "id": facts.id,
                "title": dict(facts.title),
                "license": facts.license,
                "attribution": facts.attribution,
                "sites": list(facts.sites),
            }
            for facts in glossary.facts
        ],
        "tags": tags,
        "rules": {name: rules(name) for name in NAMES},
        "entries": [_packed(entry, glossary.origin[entry.id]) for entry in glossary],
        "forms": forms,
    }
    data["digest"] = digest(data)
    return Pack(data)


def read_pack(source: str | bytes | Path) -> Pack:
    """Read a pack from a path or from its JSON text; checks its format and digest.

    Raises PackError, or OSError where a path cannot be read.
    """
    name = str(source) if isinstance(source, Path) else "the pack"
    text = source.read_bytes() if isinstance(source, Path) else source
    try:
        data = json.loads(text)
    except ValueError as error:
        raise PackError(f"{name} is not JSON ({error}); build it again: glosslight pack") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        found = data.get("format") if isinstance(data, dict) else type(data).__name__
        raise PackError(f"{name} has format {found!r}, this version reads {FORMAT}; build it again")
    if data.get("digest") != digest(data):
        raise PackError(f"{name} does not have its digest: it was changed or cut; build it again")
    return Pack(data)
