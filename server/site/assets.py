"""Style sheets, scripts and pictures: read and compressed once, kept by browsers for good.

Their addresses name a digest of what is in them, so a changed file is another address.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Response, abort, request, url_for

import annotator.standalone

_STATIC = Path(__file__).parent.parent / "static"
_STANDALONE = Path(annotator.standalone.__file__).parent
_FILES = {
    "site.css": _STATIC,
    "site.js": _STATIC,
    "annotate.js": _STATIC,
    "docs.css": _STATIC,
    "icon.svg": _STATIC,
    # The tooltips of annotated pages; the site's example has them too.
    "standalone.css": _STANDALONE,
    "standalone.js": _STANDALONE,
}
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_FOR_GOOD = "public, max-age=31536000, immutable"
_AN_HOUR = "public, max-age=3600"


@dataclass(frozen=True)
class Asset:
    """One file, ready to be sent."""

    body: bytes
    compressed: bytes
    content_type: str
    version: str


@cache
def read_asset(name: str) -> Asset:
    """Return a file; KeyError where there is none of that name."""
    body = (_FILES[name] / name).read_bytes()
    content_type = f"{_TYPES[Path(name).suffix]}; charset=utf-8"
    return Asset(body, gzip.compress(body, mtime=0), content_type, sha256(body).hexdigest()[:12])


def asset_url(name: str) -> str:
    """Return the address of a file as it is now."""
    return url_for("site.asset", name=name, v=read_asset(name).version)


def send_asset(name: str) -> Response:
    """Answer with a file; 404 where there is none of that name."""
    if name not in _FILES:
        abort(404)
    found = read_asset(name)
    compressed = request.accept_encodings["gzip"] > 0
    response = Response(
        found.compressed if compressed else found.body, content_type=found.content_type
    )
    if compressed:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.set_etag(found.version + ("-gzip" if compressed else ""))
    current = request.args.get("v") == found.version
    response.headers["Cache-Control"] = _FOR_GOOD if current else _AN_HOUR
    response.make_conditional(request)
    return response
