"""Whether the server runs, and what it serves."""

from __future__ import annotations

from typing import Annotated, Literal

from flask import Response
from msgspec import Meta, Struct

from server.api import answers
from server.api.operation import Answer, get
from server.reading import live

Moment = Annotated[str, Meta(description="RFC 3339.")]


class Refused(Struct):
    """Why a changed glossary was not taken; the one before is served on."""

    at: Moment
    problems: list[str]


class Health(Struct):
    """What this worker process serves to everyone."""

    status: Literal["ok", "closing"]
    entries: int
    digest: str
    loaded: Annotated[Moment, Meta(description="When the glossaries were read.")]
    refused: Refused | None


@get(
    "/healthz",
    answers={
        200: Answer("It runs.", {"application/json": Health}),
        503: Answer("It is about to stop: ask another.", {"application/json": Health}),
    },
)
def healthz(_: object) -> Response:
    """Whether the server runs, what it serves, and why a changed glossary was refused."""
    now = live()
    public = now.library.public
    refused = Refused(**now.refused) if now.refused else None
    status: Literal["ok", "closing"] = "closing" if now.closing else "ok"
    health = Health(status, len(public.glossary), public.digest, now.loaded, refused)
    response = answers.json(health)
    response.status_code = 503 if now.closing else 200
    return response
