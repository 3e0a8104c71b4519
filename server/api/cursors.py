"""Cursors: where a page of a list ended, so that the next one goes on behind it.

Opaque to clients. A cursor names the last entry seen as well as its place, so that pages neither
repeat nor miss entries when a glossary is reloaded between them.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from server.problems import Problem


class Cursor(NamedTuple):
    """The place behind an entry."""

    place: int
    last: str

    def write(self, *asked: str) -> str:
        """Return the cursor as text, bound to what was asked for."""
        packed = msgspec.json.encode([self.place, self.last, _mark(asked)])
        return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()

    @classmethod
    def read(cls, text: str, *asked: str) -> Cursor | None:
        """Return a cursor from its text, None for none.

        Raises Problem where it is damaged, or of another list.
        """
        if not text:
            return None
        try:
            padded = text.encode("ascii") + b"=" * (-len(text) % 4)
            packed = base64.b64decode(padded, altchars=b"-_", validate=True)
            place, last, mark = msgspec.json.decode(packed, type=tuple[int, str, str])
        except (ValueError, msgspec.MsgspecError):
            raise _refused("is damaged") from None
        if mark != _mark(asked):
            raise _refused("is of another list: q or tag was another") from None
        if place < 0:
            raise _refused("is damaged")
        return cls(place, last)

    def start(self, ids: Sequence[str]) -> int:
        """Return where the next page begins in a list, which may have changed meanwhile."""
        if 0 < self.place <= len(ids) and ids[self.place - 1] == self.last:
            return self.place
        return ids.index(self.last) + 1 if self.last in ids else min(self.place, len(ids))


def _mark(asked: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(asked).encode()).hexdigest()[:8]


def _refused(why: str) -> Problem:
    detail = f"The cursor {why}. Give `next` of the page before as it is, or none to begin anew."
    more: dict[str, Any] = {"errors": [{"parameter": "cursor", "detail": detail}]}
    return Problem("bad-request", detail, **more)
