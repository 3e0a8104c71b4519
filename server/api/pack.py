"""The pack: a whole glossary as one file, which any cache may keep.

A 304 is answered before anything else is looked at, and compressed forms are made once.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from typing import Annotated, Any

from flask import Response, request
from msgspec import Meta, Struct
from werkzeug.http import parse_accept_header

from server.api.address import base_url
from server.api.answers import NotModified, Ready
from server.api.models import GlossaryIds
from server.api.operation import Answer, get
from server.problems import Problem
from server.reading import state
from server.state import State

FRESH = "public, max-age=3600"
"""A pack at an address that goes on to its successor: asked for again after an hour, for a 304."""
FOREVER = "public, max-age=31536000, immutable"

_PACK = {
    "application/json": Annotated[
        dict[str, Any], Meta(description="The pack; terms/pack.py tells its format.")
    ]
}
_HEADERS = {
    "ETag": "Strong: the digest, and the coding.",
    "Content-Encoding": "br or gzip, as accepted.",
    "Content-Location": "The address at which this pack never changes.",
}
_NOT_MODIFIED = Answer("The caller's copy is current.", headers={"ETag": "As before."})

Digest = Annotated[str, Meta(description="sha256, hexadecimal.", pattern="^[0-9a-f]{64}$")]


class PackQuery(Struct, forbid_unknown_fields=True, kw_only=True):
    """Which glossaries are in the pack."""

    glossary: GlossaryIds = []


class Packed:
    """A pack in each coding, made when first asked for."""

    def __init__(self, current: State) -> None:
        self._current = current
        self._bodies: dict[str, bytes] = {}
        self._headers: dict[tuple[str, str], list[tuple[str, str]]] = {}

    def body(self, coding: str) -> bytes:
        """Return the pack in a coding; "" is none."""
        if coding not in self._bodies:
            self._bodies[coding] = _code(self._current.pack, coding)
        return self._bodies[coding]

    def etag(self, coding: str) -> str:
        """Return the strong ETag of the pack in a coding."""
        return f'"{self._current.digest}{"-" if coding else ""}{coding}"'

    def headers(self, coding: str, cache: str) -> list[tuple[str, str]]:
        """Return the headers that a pack and a 304 have in common."""
        key = coding, cache
        if key not in self._headers:
            self._headers[key] = [
                ("ETag", self.etag(coding)),
                ("Vary", "Accept-Encoding"),
                ("Cache-Control", cache),
            ]
        return self._headers[key].copy()


def _code(pack: bytes, coding: str) -> bytes:
    if coding == "br":
        import brotli  # noqa: PLC0415 - once a pack

        # The best quality takes thirty times as long, for a twelfth less.
        packed: bytes = brotli.compress(pack, quality=9)
        return packed
    if coding == "gzip":
        # mtime 0, so that the same pack gives the same bytes.
        return gzip.compress(pack, 9, mtime=0)
    return pack


CODINGS = ("br", "gzip")
"""The best first."""


@lru_cache(1024)
def _coding(accepted: str) -> str:
    """Return the best coding for an Accept-Encoding header, "" for none."""
    qualities = parse_accept_header(accepted[:1000])
    best = max(CODINGS, key=lambda coding: qualities[coding])
    return best if qualities[best] > 0 else ""


def _answer(current: State, cache: str) -> Response:
    environ = request.environ
    packed = current.kept("api.pack", lambda: Packed(current))
    coding = _coding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    headers = packed.headers(coding, cache)
    held = environ.get("HTTP_IF_NONE_MATCH")
    if held and (packed.etag(coding) in held or held.strip() == "*"):
        return NotModified(headers)
    headers.append(("Content-Type", "application/json"))
    if coding:
        headers.append(("Content-Encoding", coding))
    # A client that knows this address need never ask again.
    headers.append(("Content-Location", f"{base_url(environ)}/v1/pack/{current.digest}"))
    return Ready(packed.body(coding), headers)


def chosen(current: State, ids: list[str]) -> State:
    """Return the State of some glossaries; raises Problem (not-found) where one is not here."""
    if not ids:
        return current
    try:
        return current.only(ids)
    except KeyError as error:
        raise Problem(
            "not-found",
            f"There is no glossary {error.args[0]!r}; there are {', '.join(current.parts)}.",
        ) from None


@get(
    "/v1/pack",
    query=PackQuery,
    answers={200: Answer("The pack.", _PACK, _HEADERS), 304: _NOT_MODIFIED},
    problems=["bad-request", "not-found"],
    keep=True,
)
def pack(query: PackQuery) -> Response:
    """The pack of all glossaries, or of some.

    All that a matcher and a tooltip need, in one file.
    """
    return _answer(chosen(state(), query.glossary), FRESH)


@get(
    "/v1/pack/<digest>",
    query=PackQuery,
    answers={200: Answer("The pack.", _PACK, _HEADERS), 304: _NOT_MODIFIED},
    problems=["bad-request", "not-found"],
)
def pack_by_digest(query: PackQuery, digest: Digest) -> Response:
    """A pack by its digest: what is at this address never changes.

    A cache may keep it forever. Once another pack is served, the old one is not found.
    """
    current = chosen(state(), query.glossary)
    if digest != current.digest:
        raise Problem(
            "not-found",
            f"That pack is not served here now; the current one is at /v1/pack/{current.digest}.",
        )
    return _answer(current, FOREVER)
