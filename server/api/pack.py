"""The pack: a whole glossary as one file, which any cache may keep.

A 304 is answered before anything else is looked at, and compressed forms are made once.
"""

from __future__ import annotations

import gzip
from typing import Annotated, NamedTuple

from flask import Response, request
from msgspec import Meta, Struct

from server.api.cards import base_url
from server.api.models import GlossaryIds
from server.api.operation import Answer, Text, get
from server.problems import Problem
from server.state import State, state

FRESH = "public, max-age=3600"
"""A pack at an address that goes on to its successor: asked for again after an hour, for a 304."""
FOREVER = "public, max-age=31536000, immutable"

_PACK = {"application/json": Text("The pack; terms/pack.py tells its format.")}
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


class Packed(NamedTuple):
    """A pack in each coding, made when first asked for."""

    current: State

    def body(self, coding: str) -> bytes:
        """Return the pack in a coding; "" is none."""
        return self.current.kept(f"api.pack.{coding}", lambda: _code(self.current.pack, coding))

    def etag(self, coding: str) -> str:
        """Return the strong ETag of the pack in a coding."""
        return f'"{self.current.digest}{"-" if coding else ""}{coding}"'


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


def _coding() -> str:
    accepted = request.environ.get("HTTP_ACCEPT_ENCODING", "")
    if not accepted:
        return ""
    qualities = request.accept_encodings
    best = max(CODINGS, key=lambda coding: qualities[coding])
    return best if qualities[best] > 0 else ""


def _answer(current: State, cache: str) -> Response:
    packed, coding = Packed(current), _coding()
    asked = request.environ.get("HTTP_IF_NONE_MATCH", "")
    etag = packed.etag(coding)
    if asked and (etag in asked or asked.strip() == "*"):
        response = Response(status=304)
        del response.headers["Content-Type"]
    else:
        response = Response(packed.body(coding), content_type="application/json")
        if coding:
            response.headers["Content-Encoding"] = coding
        response.headers["Content-Location"] = f"{base_url()}/v1/pack/{current.digest}"
    response.headers["ETag"] = etag
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = cache
    return response


def chosen(ids: list[str]) -> State:
    """Return the State of some glossaries; raises Problem (not-found) where one is not here."""
    current = state()
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
)
def pack(query: PackQuery) -> Response:
    """The pack of all glossaries, or of some.

    All that a matcher and a tooltip need, in one file.
    """
    return _answer(chosen(query.glossary), FRESH)


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
    current = chosen(query.glossary)
    if digest != current.digest:
        raise Problem(
            "not-found",
            f"That pack is not served here now; the current one is at /v1/pack/{current.digest}.",
        )
    return _answer(current, FOREVER)
