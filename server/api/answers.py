"""Answers as JSON."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Response

_ENCODER = msgspec.json.Encoder()


def json(body: Any, language: str | None = None, **headers: str) -> Response:
    """Return a body as JSON; with a language, said to depend on what the request accepts."""
    response = Response(_ENCODER.encode(body), content_type="application/json")
    if language is not None:
        response.headers["Content-Language"] = language
        response.headers["Vary"] = "Accept-Language"
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return response
