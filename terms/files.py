"""Reading glossary folders: every problem found in one go, each with its file and line.

A glossary is a folder with `glossary.yaml` (its own facts) and one YAML file of entries a subject.
Their shape is declared once, in schema.json; what a schema cannot say (ids are unique, references
resolve) is checked in terms/check.py, and here only so far as the model needs it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from terms.errors import GlossaryError, Problem
from terms.model import Entry, Facts, Glossary, Link, merge
from terms.pack import SHIPPED
from terms.yaml_reader import Located, line_of, read_yaml

HERE = Path(__file__).parent
FACTS_FILE = "glossary.yaml"


@cache
def schema() -> dict[str, Any]:
    """Return terms/schema.json."""
    loaded: dict[str, Any] = json.loads((HERE / "schema.json").read_text(encoding="utf-8"))
    return loaded


@cache
def _validator(definition: str) -> jsonschema_rs.Draft202012Validator:
    part = {"$ref": f"#/$defs/{definition}", "$defs": schema()["$defs"]}
    return jsonschema_rs.Draft202012Validator(part)


def _advice(error: jsonschema_rs.ValidationError) -> str:
    """Say how to mend what a schema error found, where the bare message does not."""
    path = [str(step) for step in error.instance_path]
    if "url" in path:
        return "; write a full https:// address"
    if path and path[-1] == "id":
        return "; use lower-case words joined by hyphens"
    if "Additional properties" in error.message:
        known = ", ".join(schema()["$defs"]["entry"]["properties"])
        return f"; known fields: {known}" if not path else ""
    return ""


def _problems(data: Any, definition: str, name: str, subject: str, base: Any) -> list[Problem]:
    found = []
    for error in _validator(definition).iter_errors(data):
        path: list[str | int] = list(error.instance_path)
        field = ".".join(str(step) for step in path)
        what = f"{subject}: {field}: " if field else f"{subject}: "
        line = line_of(data, path) or line_of(base, [])
        found.append(Problem(name, line, f"{what}{error.message}{_advice(error)}"))
    return found


def _entry(data: Located, name: str) -> Entry:
    links = tuple(Link(link["url"], link["title"]) for link in data.get("links", ()))
    common = data.get("common", False)
    case: Any = data.get("case", "any")
    labels = {language: tuple(labels) for language, labels in data.get("labels", {}).items()}
    return Entry(
        id=data["id"],
        label=data["label"],
        expansion=data.get("expansion"),
        aliases=tuple(data.get("aliases", ())),
        hidden=tuple(data.get("hidden", ())),
        labels=labels,
        forms=tuple(data.get("forms", ())),
        inflect=data.get("inflect", "english"),
        case="exact" if case == "exact" else "any",
        exact_forms=() if isinstance(case, str) else tuple(case),
        common=common is True,
        common_forms=() if isinstance(common, bool) else tuple(common),
        not_in=tuple(data.get("not_in", ())),
        homonyms=tuple(data.get("homonyms", ())),
        tags=tuple(data.get("tags", ())),
        definition=dict(data["definition"]),
        broader=data.get("broader"),
        related=tuple(data.get("related", ())),
        links=links,
        file=name,
        line=data.line,
    )


def _read_facts(folder: Path, problems: list[Problem]) -> Facts | None:
    path = folder / FACTS_FILE
    name = _name(path)
    if not path.is_file():
        problems.append(
            Problem(name, 0, "missing; a glossary folder needs it, with at least an id and a title")
        )
        return None
    data, found = read_yaml(path, name)
    problems += found
    if found:
        return None
    if found := _problems(data, "glossary", name, "glossary", data):
        problems += found
        return None
    return Facts(
        id=data["id"],
        title=dict(data["title"]),
        description=dict(data.get("description", {})),
        license=data.get("license", ""),
        attribution=data.get("attribution", ""),
        sites=tuple(data.get("sites", ())),
        tags={tag: dict(names) for tag, names in data.get("tags", {}).items()},
    )


def _name(path: Path) -> str:
    """Return a file's name as shown in problems: with its folder, without the way there."""
    return f"{path.parent.name}/{path.name}"


def _read_entries(path: Path, seen: dict[str, Entry], problems: list[Problem]) -> None:
    """Add a file's entries to those seen, by id."""
    name = _name(path)
    data, found = read_yaml(path, name)
    problems += found
    if found or data is None:
        return
    if not isinstance(data, list):
        problems.append(Problem(name, 1, "must be a list of entries, each starting with '- id:'"))
        return
    for index, item in enumerate(data):
        label = item.get("id") if isinstance(item, Located) else None
        subject = f"entry '{label}'" if label else f"entry {index + 1}"
        if not isinstance(item, Located):
            line = line_of(data, [index])
            problems.append(Problem(name, line, f"{subject}: must be a mapping with id and label"))
            continue
        if found := _problems(item, "entry", name, subject, item):
            problems += found
            continue
        entry = _entry(item, name)
        if first := seen.get(entry.id):
            problems.append(
                Problem(
                    name,
                    entry.line,
                    f"{subject}: this id is taken (first in {first.file}:{first.line}); "
                    "choose another or merge the two",
                )
            )
            continue
        seen[entry.id] = entry


def load(folders: Iterable[str | Path] | str | Path | None = None) -> Glossary:
    """Read one or several glossary folders; a later one overrides entries by id.

    `folders`: None is the shipped glossary alone.

    Raises GlossaryError with every problem of every file.
    """
    if folders is None:
        folders = [SHIPPED]
    elif isinstance(folders, str | Path):
        folders = [folders]
    problems: list[Problem] = []
    read: list[Glossary] = []
    for folder in map(Path, folders):
        try:
            paths = subject_files(folder)
        except OSError as error:
            reason = error.strerror or str(error)
            problems.append(Problem(str(folder), 0, f"cannot be read as a folder: {reason}"))
            continue
        own = _read_facts(folder, problems)
        seen: dict[str, Entry] = {}
        for path in paths:
            _read_entries(path, seen, problems)
        if own:
            read.append(Glossary((own,), seen, dict.fromkeys(seen, 0)))
    if not read and not problems:
        problems.append(Problem("glossaries", 0, "no folder was named; name at least one"))
    if problems:
        raise GlossaryError(problems)
    return merge(read)


def subject_files(folder: Path) -> Sequence[Path]:
    """Return a folder's files of entries, sorted by name; raises OSError."""
    names = sorted(p.name for p in folder.iterdir() if p.suffix in {".yaml", ".yml"})
    return [folder / name for name in names if name != FACTS_FILE]
