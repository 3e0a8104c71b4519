"""The only reader of YAML here: safe, bounded, and it remembers lines.

Files come from strangers. So: LibYAML's parser (C speed), only the plain data types, a bound on
size, depth and aliases, and duplicate keys are an error instead of a silent overwrite. Values are
built from the parser's events, in a loop, because composing recurses and deep nesting would
overflow the C stack.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from terms.errors import Problem

MAX_BYTES = 5_000_000
MAX_DEPTH = 32


class Located(dict[str, Any]):
    """A mapping that knows the line of each of its keys (1-based)."""

    line = 0
    lines: dict[str, int]


class LocatedList(list[Any]):
    """A sequence that knows the line of each of its items (1-based)."""

    line = 0
    lines: list[int]


class _Refusal(Exception):
    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


_loader = yaml.SafeLoader("")
_resolve: Any = _loader.resolve


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _scalar(event: yaml.ScalarEvent) -> Any:
    if event.style or not event.implicit[0]:
        return event.value
    tag = _resolve(yaml.ScalarNode, event.value, event.implicit)
    if tag == "tag:yaml.org,2002:str":
        return event.value
    node = yaml.ScalarNode(tag, event.value)
    try:
        return _loader.construct_object(node)
    except ValueError as error:  # a date such as 2024-99-99
        raise _Refusal(_line(event), f"{event.value!r}: {error}") from error


class _Frame:
    __slots__ = ("container", "key", "key_line")

    def __init__(self, container: Located | LocatedList) -> None:
        self.container = container
        self.key: str | None = None
        self.key_line = 0

    def add(self, value: Any, line: int) -> None:
        container = self.container
        if isinstance(container, LocatedList):
            container.append(value)
            container.lines.append(line)
        elif self.key is None:
            if not isinstance(value, str | int | float | bool):
                raise _Refusal(line, "a key must be a plain word")
            self.key, self.key_line = str(value), line
            if self.key in container:
                first = container.lines[self.key]
                raise _Refusal(
                    line, f"{self.key!r} is here twice (first on line {first}); keep one"
                )
        else:
            container[self.key] = value
            container.lines[self.key] = self.key_line
            self.key = None


def _build(text: str) -> Any:
    root: list[Any] = []
    frames: list[_Frame] = []
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = _line(event)
        value: Any
        if tag := getattr(event, "tag", None):
            raise _Refusal(line, f"the tag {tag} is not allowed; remove it")
        if isinstance(event, yaml.AliasEvent):
            raise _Refusal(line, f"the alias *{event.anchor} is not allowed; write the value out")
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(frames) >= MAX_DEPTH:
                raise _Refusal(line, f"nested deeper than {MAX_DEPTH} levels; flatten it")
            container: Located | LocatedList
            if isinstance(event, yaml.MappingStartEvent):
                container = Located()
                container.lines = {}
            else:
                container = LocatedList()
                container.lines = []
            container.line = line
            if frames:
                frames[-1].add(container, line)
            else:
                root.append(container)
            frames.append(_Frame(container))
            continue
        elif isinstance(event, yaml.CollectionEndEvent):
            frames.pop()
            continue
        else:
            continue
        if frames:
            frames[-1].add(value, line)
        else:
            root.append(value)
    if len(root) > 1:
        raise _Refusal(1, "more than one YAML document (a line of ---); keep one a file")
    return root[0] if root else None


def read_yaml(path: Path, name: str) -> tuple[Any, list[Problem]]:
    """Read one YAML file.

    Returns the data (mappings as `Located`, sequences as `LocatedList`; None where it cannot be
    read) and the problems found, each with `name` as its file.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        return None, [Problem(name, 0, f"cannot be read: {error.strerror or error}")]
    if len(raw) > MAX_BYTES:
        return None, [
            Problem(name, 0, f"{len(raw):,} bytes; at most {MAX_BYTES:,} are read. Split the file")
        ]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [Problem(name, line, f"not UTF-8 (byte {error.start}); save it as UTF-8")]
    try:
        return _build(text), []
    except _Refusal as refusal:
        return None, [Problem(name, refusal.line, str(refusal))]
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        return None, [Problem(name, line, f"not YAML: {error.reason}")]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = ", ".join(part for part in (error.context, error.problem) if part)
        return None, [Problem(name, mark.line + 1 if mark else 0, f"not YAML: {said}")]


def line_of(data: Any, path: list[str | int]) -> int:
    """Return the 1-based line of the value at `path`, or of its nearest parent that has one."""
    line = getattr(data, "line", 0)
    for step in path:
        if isinstance(data, Located) and step in data:
            line, data = data.lines[str(step)], data[str(step)]
        elif isinstance(data, LocatedList) and isinstance(step, int) and step < len(data):
            line, data = data.lines[step], data[step]
        else:
            break
    return int(line)
