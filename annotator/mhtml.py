"""MHTML (RFC 2557), a page as browsers save it in one file: where its HTML parts are.

The parser keeps offsets, which is why it is none of the standard library's: what is not changed
must stay to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FIELDS = re.compile(rb"(?:[!-9;-~]++:[^\n]*+(?:\n[\t ][^\n]*+)*+(?:\n|\Z))++")
_BLANK = re.compile(rb"[\t ]*+\r?(?:\n|\Z)")
_LEADING = re.compile(rb"[\r\n]*+")
_FOLD = re.compile(r"\r?\n(?=[\t ])")
_LINE_BREAK = re.compile(r"\r?\n")
_HTML = frozenset(["application/xhtml+xml", "text/html"])
DEPTH = 10
"""Parts in parts that are followed; browsers write one level."""


@dataclass(frozen=True, slots=True)
class Part:
    """An HTML part; its body is bytes [start, end) of the file."""

    start: int
    end: int
    encoding: str
    """Of the transfer, as written."""
    charset: str | None
    """As the part's header declares it, which outranks what its HTML declares."""
    location: str | None
    """The address that it was saved from."""


def _headers(data: bytes, start: int, end: int) -> tuple[dict[str, str], int]:
    """Return the header fields that begin at a place, names in lower case, and where they end."""
    match = _FIELDS.match(data, start, end)
    if not match:
        return {}, start
    fields: dict[str, str] = {}
    for line in _LINE_BREAK.split(_FOLD.sub("", match[0].decode("latin-1"))):
        name, _, value = line.partition(":")
        fields.setdefault(name.lower(), value.strip())
    return fields, match.end()


def _parameter(value: str, name: str) -> str | None:
    match = re.search(rf';\s*{name}\s*=\s*(?:"([^"]*)"|([^\s;]+))', value, re.IGNORECASE)
    return (match[1] or match[2]) if match else None


def _type(fields: dict[str, str]) -> str:
    return fields.get("content-type", "").partition(";")[0].strip().lower()


def is_mhtml(data: bytes) -> bool:
    """Tell whether a file begins as a MIME message that holds HTML."""
    leading = _LEADING.match(data)
    fields, _ = _headers(data, leading.end() if leading else 0, min(len(data), 100_000))
    kind = _type(fields)
    return "mime-version" in fields and (kind.startswith("multipart/") or kind in _HTML)


def newline(data: bytes) -> bytes:
    """Return how a file ends its lines, by its first."""
    return b"\r\n" if data[: data.find(b"\n") + 1].endswith(b"\r\n") else b"\n"


def html_parts(data: bytes) -> list[Part]:
    """Return the HTML parts of a MIME message, in order."""
    leading = _LEADING.match(data)
    found: list[Part] = []
    waiting = [(leading.end() if leading else 0, len(data), 0)]
    while waiting:
        start, end, depth = waiting.pop()
        fields, body = _headers(data, start, end)
        if blank := _BLANK.match(data, body, end):
            body = blank.end()
        content_type = fields.get("content-type", "")
        kind = _type(fields)
        boundary = _parameter(content_type, "boundary")
        if kind.startswith("multipart/") and boundary and depth < DEPTH:
            inner = list(_between(data, boundary.encode("latin-1"), body, end))
            waiting += [(*span, depth + 1) for span in reversed(inner)]
        elif kind in _HTML:
            found.append(
                Part(
                    body,
                    end,
                    fields.get("content-transfer-encoding", ""),
                    _parameter(content_type, "charset"),
                    fields.get("content-location") or None,
                )
            )
    return found


def _between(data: bytes, boundary: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Return what stands between the boundary's lines; a cut file's last part ends with it."""
    line = re.compile(rb"^--%s(--)?[\t ]*\r?$" % re.escape(boundary), re.MULTILINE)
    opened: int | None = None
    for match in line.finditer(data, start, end):
        if opened is not None:
            # The line break before a boundary is the boundary's.
            closed = match.start() - 1
            if data[closed - 1 : closed] == b"\r":
                closed -= 1
            yield opened, max(opened, closed)
        if match[1]:
            return
        opened = min(match.end() + 1, end)
    if opened is not None:
        yield opened, end
