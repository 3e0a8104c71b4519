"""Errors as people and programs can read them: problem details (RFC 9457).

`type` is stable: "/problems/" and a name of `KINDS`; `detail` says what was sent and what to do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from terms.errors import GlosslightError

KINDS = {
    "bad-request": (400, "The request cannot be understood"),
    "unauthorized": (401, "The token is not accepted"),
    "not-found": (404, "There is no such thing here"),
    "method-not-allowed": (405, "This address does not take that method"),
    "not-acceptable": (406, "Nothing that is accepted can be answered"),
    "slow-body": (408, "The body did not arrive in time"),
    "body-too-large": (413, "The body is too large"),
    "text-too-long": (414, "The text is too long"),
    "unsupported-type": (415, "Bodies of this type are not taken"),
    "unreadable": (422, "The page cannot be read"),
    "too-many-requests": (429, "Too many requests"),
    "internal": (500, "Something went wrong on the server"),
    "busy": (503, "Too much is going on"),
}


class Problem(Exception):
    """An answer that is an error; raised anywhere in a request."""

    def __init__(
        self, kind: str, detail: str, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.headers, self.more = kind, detail, headers or {}, more


def _response(kind: str, detail: str, status: int | None = None, **more: Any) -> Response:
    default, title = KINDS[kind]
    body = {
        "type": f"/problems/{kind}",
        "title": title,
        "status": status or default,
        "detail": detail,
        **more,
    }
    text = json.dumps(body, ensure_ascii=False)
    return Response(text, status or default, content_type="application/problem+json")


def _wants_page() -> bool:
    """Tell whether a person's browser asks for a page of the site, not a program for the API."""
    accepts = request.accept_mimetypes
    if request.path == "/healthz" or request.path.startswith("/v1/"):
        return False
    return not accepts or accepts.accept_html


def _page(status: int, detail: str) -> Response:
    page = render_template("problem.html", status=status, detail=detail)
    return Response(page, status, content_type="text/html; charset=utf-8")


def _answer(kind: str, detail: str, **more: Any) -> Response:
    """Return a problem for programs, or a page for people."""
    return _page(KINDS[kind][0], detail) if _wants_page() else _response(kind, detail, **more)


_BY_STATUS = {status: kind for kind, (status, _) in KINDS.items()}


def register(app: Flask) -> None:
    """Answer every error of an application as a problem."""

    @app.errorhandler(Problem)
    def problem(error: Problem) -> Response:
        response = _answer(error.kind, error.detail, **error.more)
        response.headers.update(error.headers)
        return response

    @app.errorhandler(GlosslightError)
    def refused(error: GlosslightError) -> Response:
        return _answer("unreadable", str(error))

    @app.errorhandler(RequestEntityTooLarge)
    def too_large(_: RequestEntityTooLarge) -> Response:
        limit = current_app.config["MAX_CONTENT_LENGTH"]
        return _answer("body-too-large", f"A body may have {limit:,} bytes at most.", limit=limit)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        status = error.code or 500
        detail = error.description or HTTPStatus(status).description
        if status == 404:
            detail = f"Nothing is at {request.path}."
        if _wants_page():
            response = _page(status, detail)
        else:
            response = _response(_BY_STATUS.get(status, "bad-request"), detail, status)
        for name, value in error.get_headers(None):
            if name.lower() not in {"content-type", "content-length"}:
                response.headers[name] = value
        return response

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        app.logger.exception("request failed", exc_info=error)
        detail = "The error is logged. Try again; if it stays, tell whoever runs this server."
        return _answer("internal", detail)
