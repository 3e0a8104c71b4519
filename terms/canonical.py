"""The one way in which a file of entries is written, so that diffs show what changed.

Entries sorted by id, fields in the schema's order, short lists on one line, each definition on one
line (a folded line break would put a space into Chinese). Comments are kept: those above an entry
stay above it, those inside stand above the field that they belong to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from terms.files import schema
from terms.writing import write_whole
from terms.yaml_reader import Located, LocatedList, read_yaml

HEADER = "# yaml-language-server: $schema=../schema.json"


def _comments(text: str) -> dict[int, str]:
    """Return the comments of a YAML text by line (0-based); a '#' inside a scalar is none."""
    lines = text.splitlines()
    taken: dict[int, list[tuple[int, int]]] = {}
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark, token.end_mark
            for at in range(start.line, min(end.line, len(lines) - 1) + 1):
                first = start.column if at == start.line else 0
                last = end.column if at == end.line else len(lines[at])
                taken.setdefault(at, []).append((first, last))
    found: dict[int, str] = {}
    for number, line in enumerate(lines):
        at = line.find("#")
        while at >= 0:
            inside = any(first <= at < last for first, last in taken.get(number, ()))
            if not inside and (at == 0 or line[at - 1].isspace()):
                found[number] = line[at:].rstrip()
                break
            at = line.find("#", at + 1)
    return found


def _plain_or_quoted(text: str) -> str:
    """Return a text as a YAML scalar that may stand in a flow list."""
    try:
        if yaml.load(f"[{text}]", Loader=yaml.CSafeLoader) == [text]:
            return text
    except yaml.YAMLError:
        pass
    return json.dumps(text, ensure_ascii=False)


def _flow(values: list[str]) -> str:
    return "[" + ", ".join(map(_plain_or_quoted, values)) + "]"


def _field(name: str, value: Any) -> Iterator[str]:
    if name == "definition":
        yield "  definition:"
        for language, text in value.items():
            yield f"    {language}: >-"
            yield f"      {text}"
    elif name == "labels":
        yield "  labels:"
        for language, labels in value.items():
            yield f"    {language}: {_flow(labels)}"
    elif name == "links":
        yield "  links:"
        for link in value:
            title = _plain_or_quoted(link["title"])
            yield f"    - {{url: {json.dumps(link['url'])}, title: {title}}}"
    elif isinstance(value, list):
        yield f"  {name}: {_flow(value)}"
    elif isinstance(value, bool):
        yield f"  {name}: {str(value).lower()}"
    else:
        yield f"  {name}: {_plain_or_quoted(value)}"


def entry_lines(entry: dict[str, Any], comments: dict[str, list[str]] | None = None) -> list[str]:
    """Return one entry in canonical form; `comments`: by field, "" for those above the entry."""
    comments = comments or {}
    lines = list(comments.get("", ()))
    for name in schema()["$defs"]["entry"]["properties"]:
        above = [f"  {comment}" for comment in comments.get(name, ())]
        value = entry.get(name)
        if value is None or value is False or value in ([], {}, "any", "english"):
            lines += above
            continue
        if name == "id":
            lines += [comment.strip() for comment in above]
            lines.append(f"- id: {value}")
        else:
            lines += above
            lines += _field(name, value)
    return lines


def _own_comments(
    entries: LocatedList, comments: dict[int, str]
) -> tuple[list[str], list[dict[str, list[str]]]]:
    """Part the comments into the file's own and each entry's, by field."""
    head: list[str] = []
    by_entry: list[dict[str, list[str]]] = [{} for _ in entries]
    starts = [entry.line - 1 for entry in entries]
    for line, comment in sorted(comments.items()):
        if comment.startswith("# yaml-language-server:"):
            continue
        following = next((at for at, start in enumerate(starts) if start > line), len(starts))
        current = following - 1
        fields = sorted(entries[current].lines.items(), key=lambda f: f[1]) if current >= 0 else []
        after = [name for name, at in fields if at - 1 > line]
        on = [name for name, at in fields if at - 1 <= line]
        if current < 0 and following == 0 and starts and line < starts[0]:
            by_entry[0].setdefault("", []).append(comment)
        elif current < 0:
            head.append(comment)
        elif not after and following < len(starts) and _alone(line, entries[current]):
            by_entry[following].setdefault("", []).append(comment)
        else:
            name = after[0] if after and _alone(line, entries[current]) else on[-1]
            by_entry[current].setdefault(name, []).append(comment)
    return head, by_entry


def _alone(line: int, entry: Located) -> bool:
    """Tell whether no field begins on a line, so that a comment there is about what follows."""
    return line + 1 not in entry.lines.values()


def canonical(text: str, entries: LocatedList) -> str:
    """Return a file of entries in canonical form.

    `text` is the file, `entries` what `read_yaml` read of it.
    """
    head, by_entry = _own_comments(entries, _comments(text))
    pairs = sorted(zip(entries, by_entry, strict=True), key=lambda pair: str(pair[0]["id"]))
    blocks = ["\n".join(entry_lines(entry, comments)) for entry, comments in pairs]
    return "\n".join([HEADER, *head, *[block + "\n" for block in blocks]])


def fix(path: Path) -> bool:
    """Rewrite a file in canonical form, whole or not at all; tell whether it changed.

    A file that does not read is left alone: its problems come first.
    """
    data, problems = read_yaml(path, path.name)
    if problems or not isinstance(data, LocatedList):
        return False
    text = path.read_text(encoding="utf-8-sig")
    fixed = canonical(text, data)
    if fixed == text:
        return False
    write_whole(path, fixed.encode())
    return True
