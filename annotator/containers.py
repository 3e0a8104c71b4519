"""Pages inside other files: gzip'd HTML, MHTML, and one in the other.

Everything that is no HTML stays to the byte, and so does HTML but for the marks. Of a gzip file
this holds for what is in it: the compressed bytes are made anew where something changes.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Protocol

from annotator import marks, source
from annotator.encodings import Decoded, decode
from annotator.errors import UnreadableError
from annotator.mhtml import Part, html_parts, is_mhtml, newline
from annotator.options import Options
from annotator.page import AnnotatedPage, Html, strip
from annotator.transfer import Edit, Transfer, transfer
from terms.rules import rules

GZIP = b"\x1f\x8b"
MAX_BYTES = 200_000_000
"""What a file may hold unpacked; a small file can hold without end."""

_PERHAPS_MIME = re.compile(rb"[\r\n]*+[A-Za-z-]+:")
_CHARSET = re.compile(r"[\w.:-]+", re.ASCII)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class Text:
    """The text of an HTML part without marks, with the way back to the part's bytes."""

    def __init__(self, html: bytes, charset: str | None = None) -> None:
        """Decode; `charset` outranks what the HTML declares, though not a byte order mark.

        Raises UnreadableError.
        """
        # Of declarations the first counts, so this one is put before the page.
        prefix = b""
        if charset and _CHARSET.fullmatch(charset) and not html.startswith(_BOMS):
            if charset.lower().startswith(("utf-16", "unicode", "ucs-2", "utf-32", "iso-10646")):
                raise UnreadableError(
                    f"it is in {charset} without a byte order mark; convert it to UTF-8 first"
                )
            prefix = b"<meta charset=%s>" % charset.encode("ascii")
        self._decoded: Decoded = decode(prefix + html)
        self._shift = len(prefix)
        self.text = self._decoded.text[self._shift : self._decoded.whole]
        self.encoding = self._decoded.encoding

    def offsets(self, positions: Iterable[int]) -> list[int]:
        """Return the byte offsets of ascending code point offsets."""
        shifted = [at + self._shift for at in positions]
        return [offset - self._shift for offset in self._decoded.offsets(shifted)]


@dataclass(frozen=True)
class Found:
    """What was marked in one HTML part."""

    text: Text
    page: AnnotatedPage[str] | AnnotatedPage[bytes]
    part: int | None = None
    """Its number among the HTML parts of MHTML, from 0."""
    location: str | None = None


@dataclass(frozen=True)
class Annotated:
    """A file with marks."""

    content: bytes
    found: list[Found]
    notes: list[str] = field(default_factory=list)
    """Parts that were left, and why."""


class Annotate(Protocol):
    """Marks the terms in a page."""

    def __call__(self, html: Html, /) -> AnnotatedPage[Html]:
        """Return the page with marks."""
        ...


def is_container(data: bytes) -> bool:
    """Tell whether a file is more than an HTML page."""
    return data.startswith(GZIP) or (_PERHAPS_MIME.match(data) is not None and is_mhtml(data))


def annotate_container(data: bytes, annotate: Annotate) -> Annotated:
    """Mark the terms in every HTML part of a file, which may also be HTML itself.

    Raises UnreadableError where there is no part that can be marked.
    """
    if data.startswith(GZIP):
        inner = _unpack(data)
        annotated = annotate_container(inner, annotate)
        if annotated.content == inner:
            return Annotated(data, annotated.found, annotated.notes)
        return Annotated(_pack(data, annotated.content), annotated.found, annotated.notes)
    if not is_container(data):
        page = annotate(data)
        return Annotated(page.html, [Found(Text(strip(data)), page)])
    return _annotate_parts(strip_container(data), annotate)


def strip_container(data: bytes) -> bytes:
    """Take the marks out of every HTML part of a file."""
    if data.startswith(GZIP):
        inner = _unpack(data)
        bare = strip_container(inner)
        return data if bare == inner else _pack(data, bare)
    if not is_container(data):
        return strip(data)
    bodies: list[tuple[Part, bytes]] = []
    for part in html_parts(data):
        try:
            body, text = _open(data, part)
        except UnreadableError:
            continue  # no mark can have been put there
        spans = find_marks(text.text)
        offsets = iter(text.offsets([at for span in spans for at in span]))
        edits = [Edit(start, end, b"") for start, end in zip(offsets, offsets, strict=True)]
        if edits:
            bodies.append((part, body.edit(edits)))
    return _with_bodies(data, bodies)


def find_marks(text: str) -> list[tuple[int, int]]:
    """Return the stretches of a page that are marks' tags or the standalone block, in order."""
    if "gl-term" not in text and marks.BLOCK_START not in text:
        return []
    page = source.read(text, rules("scope"), Options())
    return sorted(marks.pair(text, page.mark_tags) + page.blocks)


def _annotate_parts(data: bytes, annotate: Annotate) -> Annotated:
    parts = html_parts(data)
    if not parts:
        raise UnreadableError("it is MHTML without an HTML part; there is nothing to mark")
    bodies: list[tuple[Part, bytes]] = []
    found: list[Found] = []
    notes: list[str] = []
    for number, part in enumerate(parts):
        try:
            body, text = _open(data, part)
        except UnreadableError as error:
            notes.append(f"HTML part {number + 1} of {len(parts)} is left: {error}")
            continue
        page = annotate(text.text)
        bodies.append((part, body.edit(_insertions(page.html, text))))
        found.append(Found(text, page, number, part.location))
    if not found:
        raise UnreadableError("; ".join(notes))
    content = _with_bodies(data, bodies)
    if strip_container(content) != data:
        # Such as a boundary that is also a line of what was inserted.
        raise UnreadableError(
            "its marks could not be taken out again to the byte, so it is left; save the page "
            "again, or save it as HTML"
        )
    return Annotated(content, found, notes)


def _open(data: bytes, part: Part) -> tuple[Transfer, Text]:
    body = transfer(part.encoding, data[part.start : part.end], newline(data))
    return body, Text(body.html, part.charset)


def _insertions(html: str, text: Text) -> list[Edit]:
    """Return what was inserted into a text to make an annotated one."""
    spans = find_marks(html)
    places: list[int] = []
    inserted = 0
    for start, end in spans:
        places.append(start - inserted)
        inserted += end - start
    return [
        Edit(at, at, html[start:end].encode(text.encoding))
        for at, (start, end) in zip(text.offsets(places), spans, strict=True)
    ]


def _with_bodies(data: bytes, bodies: list[tuple[Part, bytes]]) -> bytes:
    return _changed(data, [Edit(part.start, part.end, body) for part, body in bodies])


def _changed(data: bytes, edits: list[Edit]) -> bytes:
    pieces: list[bytes] = []
    done = 0
    for start, end, text in edits:
        pieces += [data[done:start], text]
        done = end
    return b"".join([*pieces, data[done:]])


def _unpack(data: bytes) -> bytes:
    """Return what a gzip file holds, of all its members.

    Raises UnreadableError.
    """
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as packed:
            content = packed.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError(
            f"its compressed data is damaged or cut short ({error}); fetch it again"
        ) from error
    if len(content) > MAX_BYTES:
        raise UnreadableError(f"it holds more than {MAX_BYTES:,} bytes unpacked; split it")
    if content.startswith(GZIP):  # perhaps without end: a gzip file can hold itself
        raise UnreadableError("it is compressed twice; unpack it once")
    return content


def _pack(packed: bytes, content: bytes) -> bytes:
    """Return content as a gzip file with the header (name and time) of another."""
    squeezer = zlib.compressobj(wbits=-15)
    size = (len(content) & 0xFFFFFFFF).to_bytes(4, "little")
    check = zlib.crc32(content).to_bytes(4, "little")
    return _header(packed) + squeezer.compress(content) + squeezer.flush() + check + size


def _header(packed: bytes) -> bytes:
    """Return the header of a gzip file that has been unpacked, so is known to be whole."""
    flags, end = packed[3], 10
    if flags & 4:  # extra field
        end += 2 + int.from_bytes(packed[end : end + 2], "little")
    for flag in (8, 16):  # name, comment
        if flags & flag:
            end = packed.index(0, end) + 1
    if flags & 2:  # the header's check sum, which still holds
        end += 2
    return packed[:end]
