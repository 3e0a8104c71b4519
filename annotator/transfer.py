"""Transfer encodings (RFC 2045, 6): a part's bytes as a file holds them, and changing them there.

A change is spliced into the encoded form, so that all around it stays to the byte and taking it
out again restores the file:

- quoted-printable: what is inserted stands between soft line breaks of its own. They go with it.
- base64: one insertion moves every later character, so only parts whose lines are all of one
  length are taken; those can be written again just as they were.
- 7bit, 8bit and binary stand as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from annotator.errors import UnreadableError

_LINE = 76
"""Characters in a line of quoted-printable or base64, at most (RFC 2045, 6.7 and 6.8)."""


class Edit(NamedTuple):
    """Bytes [start, end) of the decoded part become `text`; empty where something goes."""

    start: int
    end: int
    text: bytes


class Transfer(Protocol):
    """A part's body in its transfer encoding."""

    html: bytes
    """The part decoded."""

    def edit(self, edits: Iterable[Edit]) -> bytes:
        """Return the encoded body changed; `edits` in order, none overlapping another."""
        ...


def _spliced(data: bytes, edits: Iterable[Edit]) -> bytes:
    parts: list[bytes] = []
    done = 0
    for start, end, text in edits:
        parts.append(data[done:start])
        parts.append(text)
        done = max(done, end)
    parts.append(data[done:])
    return b"".join(parts)


class Plain:
    """7bit, 8bit, binary: no encoding at all."""

    def __init__(self, body: bytes) -> None:
        self.html = body

    def edit(self, edits: Iterable[Edit]) -> bytes:
        """Return the body changed."""
        return _spliced(self.html, edits)


_CODED = re.compile(rb"(?:=[0-9A-Fa-f]{2})++|=[\t ]*+\r?\n")
_UNSAFE = re.compile(rb"[^ -<>-~]")


class QuotedPrintable:
    """Quoted-printable, decoded leniently, as browsers do."""

    def __init__(self, body: bytes, newline: bytes) -> None:
        """Decode; `newline`: how the file ends its lines."""
        self._body = body
        self._soft = b"=" + newline
        # Segments: where each begins decoded and encoded, and encoded bytes a decoded one.
        self._decoded: list[int] = []
        self._encoded: list[int] = []
        self._steps: list[int] = []
        parts: list[bytes] = []
        length = done = 0

        def segment(at: int, step: int, decoded: bytes) -> None:
            nonlocal length
            if decoded:
                self._decoded.append(length)
                self._encoded.append(at)
                self._steps.append(step)
                parts.append(decoded)
                length += len(decoded)

        for match in _CODED.finditer(body):
            start, end = match.span()
            segment(done, 1, body[done:start])
            if body[end - 1 : end] != b"\n":
                segment(start, 3, bytes.fromhex(match[0].replace(b"=", b"").decode("ascii")))
            done = end
        segment(done, 1, body[done:])
        self.html = b"".join(parts)

    def _place(self, at: int) -> int:
        """Return where a decoded byte begins, behind the soft breaks before it."""
        if at >= len(self.html):
            return len(self._body)
        segment = bisect_right(self._decoded, at) - 1
        return self._encoded[segment] + (at - self._decoded[segment]) * self._steps[segment]

    def _end(self, at: int) -> int:
        """Return where the decoded byte before `at` ends."""
        segment = bisect_right(self._decoded, at - 1) - 1
        past = at - self._decoded[segment]
        return self._encoded[segment] + past * self._steps[segment]

    def edit(self, edits: Iterable[Edit]) -> bytes:
        """Return the body changed, soft line breaks around what is inserted."""
        done = 0
        changed: list[Edit] = []
        for start, end, text in edits:
            place = max(done, self._place(start))
            after = place
            if end > start:
                place, after = self._with_breaks(done, place, self._end(end))
            changed.append(Edit(place, after, self._quoted(text, after) if text else b""))
            done = after
        return _spliced(self._body, changed)

    def _with_breaks(self, done: int, start: int, end: int) -> tuple[int, int]:
        """Return an encoded stretch with the one soft break at either side."""
        body = self._body
        for soft in (b"=\r\n", b"=\n"):
            if body.endswith(soft, done, start):
                start -= len(soft)
                break
        for soft in (b"=\r\n", b"=\n"):
            if body.startswith(soft, end):
                end += len(soft)
                break
        return start, end

    def _quoted(self, text: bytes, after: int) -> bytes:
        quoted = _UNSAFE.sub(lambda byte: b"=%02X" % byte[0][0], text)
        lines = [b""]
        at = 0
        while at < len(quoted):
            end = min(at + _LINE - 1, len(quoted))  # one is for the soft break's sign
            if end < len(quoted):
                sign = quoted.rfind(b"=", max(at, end - 2), end)
                end = end if sign < 0 else sign
            lines.append(quoted[at:end])
            at = end
        if after < len(self._body):
            lines.append(b"")  # a body may not end in a soft break
        return self._soft.join(lines)


class Base64:
    """Base64 whose lines are all of one length."""

    def __init__(self, body: bytes, newline: bytes) -> None:
        """Decode.

        Raises UnreadableError where the body could not be written again as it is.
        """
        from binascii import Error, a2b_base64  # noqa: PLC0415 - few files need it

        core = body.strip()
        at = body.find(core)
        self._before, self._after = body[:at], body[at + len(core) :]
        first, _, rest = core.partition(b"\n")
        if rest:
            self._newline = b"\r\n" if first.endswith(b"\r") else b"\n"
            self._width = len(first.rstrip(b"\r"))
        else:
            self._newline = newline
            self._width = _LINE if len(core) <= _LINE else 0
        try:
            self.html = a2b_base64(core)
        except Error as error:
            raise UnreadableError(f"its base64 is damaged ({error}); save it again") from error
        if self._written(self.html) != core:
            raise UnreadableError(
                "its base64 lines are irregular, so they could not be restored to the byte; "
                "save it again"
            )

    def _written(self, html: bytes) -> bytes:
        from binascii import b2a_base64  # noqa: PLC0415

        written = b2a_base64(html, newline=False)
        width = self._width or len(written) or 1
        lines = [written[at : at + width] for at in range(0, len(written), width)]
        return self._newline.join(lines)

    def edit(self, edits: Iterable[Edit]) -> bytes:
        """Return the body changed, in lines of the same length."""
        return self._before + self._written(_spliced(self.html, edits)) + self._after


def transfer(encoding: str, body: bytes, newline: bytes) -> Transfer:
    """Return a body by the name of its transfer encoding.

    Raises UnreadableError where it has another encoding or could not be restored.
    """
    match encoding.strip().lower():
        case "" | "7bit" | "8bit" | "binary":
            return Plain(body)
        case "quoted-printable":
            return QuotedPrintable(body, newline)
        case "base64":
            return Base64(body, newline)
        case other:
            raise UnreadableError(
                f"its transfer encoding {other!r} is none of 7bit, 8bit, binary, "
                "quoted-printable and base64; save it again"
            )
