"""What POST /v1/annotate is sent, a text or a page in several forms, and what is accepted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import msgspec
import webencodings
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header, parse_options_header

from server.api.annotate_options import AnnotateQuery, PageBody, TextBody, merged
from server.api.arguments import Arguments
from server.problems import Problem
from server.shortcut import Asked

_TEXT_BODY, _PAGE_BODY = Arguments(TextBody), Arguments(PageBody)


@dataclass(frozen=True)
class Content:
    """What is to be annotated, and how."""

    request: Asked
    content: str | bytes
    is_page: bool
    charset: str | None
    options: AnnotateQuery


@lru_cache(256)
def _media_type(header: str) -> tuple[str, str | None]:
    """Return the type that a Content-Type header names, and its charset."""
    kind, parameters = parse_options_header(header)
    return kind.lower(), parameters.get("charset")


def content(query: AnnotateQuery, request: Asked) -> Content:
    """Return what is sent; raises Problem where it cannot be read as what it is said to be."""
    media_type = request.environ.get("CONTENT_TYPE", "")
    kind, charset = _media_type(media_type)
    if kind == "application/json":
        body = _json_body(request.read())
        options = merged(query, body)
        if isinstance(body, PageBody):
            return Content(request, body.html, True, None, options)
        return Content(request, body.text, False, None, options)
    options = merged(query, None)
    if kind == "text/html":
        return Content(request, request.read(), True, charset, options)
    if kind == "text/plain":
        return Content(request, _text_body(request.read(), charset), False, None, options)
    raise Problem(
        "unsupported-type",
        f"The body is {kind or 'of no type'}; send text/html, text/plain or application/json.",
    )


def _json_body(data: bytes) -> TextBody | PageBody:
    try:
        body = msgspec.json.decode(data)
    except UnicodeDecodeError as error:
        detail = f"The body is not UTF-8 (byte {error.start}); JSON must be."
        raise Problem("bad-request", detail) from None
    except msgspec.DecodeError as error:
        raise Problem("bad-request", f"The body is not JSON: {error}.") from None
    except RecursionError:
        raise Problem("bad-request", "The body is nested too deeply.") from None
    if not isinstance(body, dict):
        raise Problem("bad-request", 'The body must be a JSON object such as {"text": "..."}.')
    if ("text" in body) == ("html" in body):
        raise Problem(
            "bad-request", 'The body must have either text or html, such as {"text": "..."}.'
        )
    return (_PAGE_BODY if "html" in body else _TEXT_BODY).of(body, strict=True)


def _text_body(data: bytes, charset: str | None) -> str:
    known = webencodings.lookup(charset) if charset else webencodings.UTF8
    if known is None:
        raise Problem("bad-request", f"charset={charset!r} is not known; send the text as UTF-8.")
    try:
        return data.decode(known.codec_info.name)
    except UnicodeDecodeError as error:
        name = "UTF-8" if known is webencodings.UTF8 else known.name
        detail = f"The text is not {name} (byte {error.start}); send it as UTF-8."
        raise Problem("bad-request", detail) from None


def wanted(accepted: str, kinds: tuple[str, ...]) -> str:
    """Return the best of some media types for an Accept header; raises Problem for none."""
    best = _best(accepted, kinds) if accepted else kinds[0]
    if best is None:
        raise Problem("not-acceptable", f"Accept: {accepted!r} takes none of {', '.join(kinds)}.")
    return best


@lru_cache(256)
def _best(accepted: str, kinds: tuple[str, ...]) -> str | None:
    accepts = parse_accept_header(accepted, MIMEAccept)
    return accepts.best_match(kinds) if accepts else kinds[0]
