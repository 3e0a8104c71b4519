"""The OpenAPI document, and the same as a page for people."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, request

from server.api import answers
from server.api.operation import Answer, get


def openapi_document() -> dict[str, Any]:
    """Return the document of this application, made when it is first asked for."""
    from server.api.openapi import document  # noqa: PLC0415 - few requests need it

    root = current_app.config["PUBLIC_URL"] or request.script_root or "/"
    kept: dict[str, dict[str, Any]] = current_app.extensions.setdefault("glosslight.openapi", {})
    if root not in kept:
        if len(kept) > 16:
            kept.clear()
        kept[root] = document(current_app.config, root)
    return kept[root]


@get(
    "/v1/openapi.json",
    answers={200: Answer("OpenAPI 3.1.", {"application/json": dict[str, Any]})},
)
def openapi(_: object) -> Response:
    """This document."""
    return answers.json(openapi_document())
