"""Bytes to text and back without losing one: encodings as browsers find them.

After the encoding sniffing algorithm (HTML, 13.2.3.2): a byte order mark, then what the first 1024
bytes declare, then a guess. The bytes are never encoded again: texts are inserted between them,
at the byte that stands for a place in the text, so bytes that are invalid in the encoding survive.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import webencodings

from annotator.elements import RAW_TEXT, RCDATA
from annotator.errors import UnreadableError
from annotator.tokens import TOKEN, attributes, raw_text_end

_PRESCAN = 1024
_RAW = RAW_TEXT | RCDATA | {"plaintext"}
_CHARSET = re.compile(
    r"""charset[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|([^\t\n\f\r ;"'][^\t\n\f\r ;]*))""",
    re.IGNORECASE,
)

# Encodings of the web that are a wider codec of Python's than the one of that name
# (https://encoding.spec.whatwg.org/).
_CODECS = {
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "gbk": "gb18030",
    "iso-8859-8-i": "iso8859-8",
    "macintosh": "mac-roman",
    "shift_jis": "cp932",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-user-defined": "cp1252",
    # Declared in bytes that were read as ASCII, so it cannot be.
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}
_WIDE = frozenset(["utf-16le", "utf-16be"])
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True)
class Decoded:
    """A page's text with the way back to its bytes."""

    data: bytes
    text: str
    encoding: str
    """Python's name of the codec."""
    _starts: Sequence[int] | None
    """The byte offset of each code point and the end; None where the text encodes back alike."""
    bom: int = 0
    """Length of the byte order mark, which is not part of the text."""

    @property
    def whole(self) -> int:
        """Code points before half a unit of UTF-16 at the end, behind which all would shift."""
        half = self.encoding.startswith("utf-16") and (len(self.data) - self.bom) % 2
        return len(self.text) - half

    def offsets(self, positions: Sequence[int]) -> list[int]:
        """Return the byte offsets of ascending code point offsets."""
        if self._starts is not None:
            return [self._starts[at] for at in positions]
        offsets: list[int] = []
        done, offset = 0, self.bom
        for at in positions:
            offset += len(self._encode(self.text[done:at]))
            offsets.append(offset)
            done = at
        return offsets

    def _encode(self, text: str) -> bytes:
        return text.encode(self.encoding, _ERRORS.get(self.encoding, "surrogateescape"))

    def splice(self, inserted: Sequence[tuple[int, str]]) -> bytes:
        """Return the bytes with texts inserted at ascending code point offsets.

        What is inserted must be ASCII; it is written in the page's encoding.
        """
        parts: list[bytes] = []
        done = 0
        offsets = self.offsets([at for at, _ in inserted])
        for offset, (_, text) in zip(offsets, inserted, strict=True):
            parts.append(self.data[done:offset])
            parts.append(text.encode(self.encoding))
            done = offset
        parts.append(self.data[done:])
        return b"".join(parts)

    def remove(self, spans: Iterable[tuple[int, int]]) -> bytes:
        """Return the bytes without some stretches, given in code points and in order."""
        offsets = iter(self.offsets([at for span in spans for at in span]))
        parts: list[bytes] = []
        done = 0
        for start, end in zip(offsets, offsets, strict=True):
            parts.append(self.data[done:start])
            done = end
        parts.append(self.data[done:])
        return b"".join(parts)


_ERRORS = {"utf-16-le": "surrogatepass", "utf-16-be": "surrogatepass"}


def declared_encoding(data: bytes) -> str | None:
    """Return the codec that a page declares, None if it declares none we know.

    After the prescan of the standard (HTML, 13.2.3.3), which looks at 1024 bytes; then, as a
    browser does that meets a declaration later, after changing the encoding (13.2.3.4). What is
    taken for a tag is what the tokenizer takes for one.
    """
    start = data[:_PRESCAN].decode("latin-1")
    if codec := next(_declarations(start, TOKEN.finditer(start)), None):
        return codec
    if b"charset" not in data[_PRESCAN:].lower():
        return None
    text = data.decode("latin-1")
    return next(_declarations(text, _parsed(text)), None)


def _parsed(text: str) -> Iterator[re.Match[str]]:
    """Return the tokens that a parser meets: none inside raw text."""
    position: int | None = 0
    while position is not None:
        start, position = position, None
        for token in TOKEN.finditer(text, start):
            yield token
            name = (token["name"] or "").lower()
            if name in _RAW and not token["slash"]:
                position = raw_text_end(text, token.end(), name)
                break


def _declarations(text: str, tokens: Iterator[re.Match[str]]) -> Iterator[str]:
    for token in tokens:
        if token["name"] and token["name"].lower() == "meta" and token["close"]:
            label = None if token["slash"] else _declared(attributes(token["attributes"]))
            if label and (codec := _codec(label)):
                yield codec


def _declared(meta: dict[str, str]) -> str | None:
    """Return the label that a meta element declares."""
    if "charset" in meta:
        return meta["charset"]
    if meta.get("http-equiv", "").lower() != "content-type":
        return None
    found = _CHARSET.search(meta.get("content", ""))
    return (found[1] or found[2] or found[3]) if found else None


def _codec(label: str) -> str | None:
    """Return Python's codec for a label of the encoding standard, None for any other label."""
    encoding = webencodings.lookup(label)
    if encoding is None:
        return None
    if encoding.name == "iso-2022-jp":
        raise UnreadableError(
            "the page is in ISO-2022-JP, whose bytes depend on what stands before them, so "
            "nothing can be inserted; convert it to UTF-8 first"
        )
    if encoding.name in {"replacement", "hz-gb-2312"}:
        return None
    return codecs.lookup(_CODECS.get(encoding.name, encoding.name)).name


def find_encoding(data: bytes, charset: str | None = None) -> tuple[str, int]:
    """Return Python's codec for a page and the length of its byte order mark.

    `charset`: what it is said to be in from outside; a byte order mark counts for more, what the
    page itself declares for less (HTML, 13.2.3.2).
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return codec, len(bom)
    if charset and (said := webencodings.lookup(charset)):
        # Said from outside, it may be UTF-16: it was not read as ASCII.
        if said.name in _WIDE:
            return codecs.lookup(said.name).name, 0
        if known := _codec(charset):
            return known, 0
    if declared := declared_encoding(data):
        return declared, 0
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", 0
    return "utf-8", 0


def decode(data: bytes, charset: str | None = None) -> Decoded:
    """Decode a page, whatever its bytes; `charset` as for `find_encoding`.

    Raises UnreadableError for ISO-2022-JP alone.
    """
    encoding, bom = find_encoding(data, charset)
    body = data[bom:]
    errors = _ERRORS.get(encoding, "surrogateescape")
    try:
        text = body.decode(encoding, errors)
        if text.encode(encoding, errors) == body:
            return Decoded(data, text, encoding, None, bom)
    except UnicodeError:
        pass  # half a unit at the end, or a codec that cannot escape
    slowly = _decode_units if encoding.startswith("utf-16") else _decode_bytes
    text, starts = slowly(body, encoding)
    return Decoded(data, text, encoding, [at + bom for at in starts], bom)


def _decode_units(body: bytes, encoding: str) -> tuple[str, list[int]]:
    """Decode UTF-16 unit by unit, lone surrogates and half a unit at the end included."""
    order: Literal["little", "big"] = "little" if encoding == "utf-16-le" else "big"
    characters: list[str] = []
    starts: list[int] = []
    for at in range(0, len(body) - 1, 2):
        unit = int.from_bytes(body[at : at + 2], order)
        before = ord(characters[-1]) if characters else 0
        if 0xDC00 <= unit < 0xE000 and 0xD800 <= before < 0xDC00:
            characters[-1] = chr(0x10000 + (before - 0xD800) * 0x400 + unit - 0xDC00)
        else:
            characters.append(chr(unit))
            starts.append(at)
    if len(body) % 2:
        characters.append("\ufffd")
        starts.append(len(body) - 1)
    starts.append(len(body))
    return "".join(characters), starts


def _decode_bytes(body: bytes, encoding: str) -> tuple[str, list[int]]:
    """Decode byte by byte, noting where each character begins."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    characters: list[str] = []
    starts: list[int] = []
    begin = at = 0
    while at < len(body):
        try:
            decoded = decoder.decode(body[at : at + 1], at + 1 == len(body))
        except UnicodeError:
            # One byte that is nothing here; what followed it is read anew.
            decoder.reset()
            characters.append(chr(0xDC00 + body[begin]) if body[begin] >= 0x80 else "\ufffd")
            starts.append(begin)
            begin += 1
            at = begin
            continue
        at += 1
        if decoded:
            characters.append(decoded)
            starts += [begin] * len(decoded)
            begin = at
    starts.append(len(body))
    return "".join(characters), starts
