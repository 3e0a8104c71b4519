"""The blueprint that the pages are put on: addresses with a language, and what all pages share."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from server.site.languages import (
    PREFIX,
    asked_language,
    here,
    is_page,
    language_tag,
    path_language,
    site_language,
)

blueprint = Blueprint("site", __name__)

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
"""Of a page of ours: nothing from elsewhere, nothing inline."""

_COMPRESSED = frozenset(["text/html", "application/xml", "application/opensearchdescription+xml"])
_WORTH_COMPRESSING = 1000
"""Bytes; what is smaller fits into one packet anyway."""

_View = Callable[..., Any]


def page(rule: str, methods: tuple[str, ...] = ("GET",)) -> Callable[[_View], _View]:
    """Put a view at an address, and at the same one in each language: /about and /zh/about."""

    def add(view: _View) -> _View:
        for prefix in ("", PREFIX):
            blueprint.add_url_rule(prefix + rule, view.__name__, view, methods=list(methods))
        return view

    return add


@blueprint.url_value_preprocessor
def _take_language(_: str | None, values: dict[str, Any] | None) -> None:
    # Views read it from site_language().
    if values:
        values.pop("language", None)


@blueprint.app_url_defaults
def _keep_language(endpoint: str, values: dict[str, Any]) -> None:
    """Let links from a page in a language lead to pages in it."""
    if "language" not in values and request and is_page(endpoint):
        language = path_language()
        if language:
            values["language"] = language


@blueprint.before_request
def _to_language() -> BaseResponse | None:
    """Lead ?lang=zh to the address in that language: one page, one address."""
    asked = asked_language()
    if asked is None or path_language() or not is_page(request.endpoint or ""):
        return None
    return redirect(here(asked)) if request.method in {"GET", "HEAD"} else None


@blueprint.after_app_request
def _finish(response: Response) -> Response:
    """Keep every page of ours to itself; let caches and slow lines have it easy."""
    if request.path.startswith("/v1/") or response.direct_passthrough:
        return response
    headers = response.headers
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    if response.mimetype == "text/html" and "Content-Security-Policy" not in headers:
        headers["Content-Security-Policy"] = POLICY
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers.setdefault("Content-Language", language_tag(site_language()))
        if not path_language():
            response.vary.add("Accept-Language")
    if response.status_code == 200 and request.method in {"GET", "HEAD"}:
        headers.setdefault("Cache-Control", "no-cache")
        if "ETag" not in headers:
            response.add_etag(weak=True)
            response.make_conditional(request)
    _compress(response)
    return response


def _compress(response: Response) -> None:
    if response.mimetype not in _COMPRESSED or response.content_encoding:
        return
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] <= 0 or response.status_code == 304:
        return
    body = response.get_data()
    if len(body) > _WORTH_COMPRESSING:
        response.set_data(gzip.compress(body, compresslevel=6, mtime=0))
        response.content_encoding = "gzip"
