"""Texts and pages in; annotated pages, spans or Web Annotations out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec
import webencodings
from flask import Response, request

from annotator import Match, OptionError
from annotator.encodings import Decoded
from annotator.page import decode_unmarked, strip
from server.api import answers
from server.api.address import base_url
from server.api.annotate_options import (
    FOR_PAGES,
    AnnotateQuery,
    PageBody,
    TextBody,
    for_annotator,
    given,
    merged,
)
from server.api.arguments import Arguments
from server.api.cards import cards
from server.api.models import AnnotationPage, PageSpan, PageSpans, Range, Reference, Spans
from server.api.operation import Answer, Text, post
from server.api.pack import chosen
from server.api.spans import spans, unicode
from server.language import choose_language
from server.offsets import Offsets
from server.problems import Problem
from server.state import State

LD_JSON = "application/ld+json"
_OF_PAGES = ("text/html", "application/json", LD_JSON)
_OF_TEXTS = ("application/json", LD_JSON)
_TEXT_BODY, _PAGE_BODY = Arguments(TextBody), Arguments(PageBody)


@dataclass(frozen=True)
class _Asked:
    """What is to be annotated, and how."""

    content: str | bytes
    is_page: bool
    charset: str | None
    options: AnnotateQuery


@post(
    "/v1/annotate",
    query=AnnotateQuery,
    body={
        "text/html": Text("A page, in any encoding of the web but ISO-2022-JP.", binary=True),
        "text/plain": Text("A text; UTF-8, or as `charset` says."),
        "application/json": (TextBody, PageBody),
    },
    answers={
        200: Answer(
            "By Accept: of a page the page with marks, every other byte as it was, unless JSON is "
            "asked for; of a text JSON. JSON is spans, JSON-LD Web Annotations.",
            {
                "text/html": Text("The page with marks.", binary=True),
                "application/json": (Spans, PageSpans),
                LD_JSON: AnnotationPage,
            },
            {
                "Content-Language": "The language chosen.",
                "X-Glosslight-Marks": "Of a page, how many terms are marked.",
            },
        )
    },
    problems=[
        "bad-request",
        "not-found",
        "not-acceptable",
        "slow-body",
        "body-too-large",
        "unsupported-type",
        "unreadable",
        "busy",
    ],
)
def annotate(query: AnnotateQuery) -> Response:
    """Find the terms in a text or a page.

    Options may be in the query or, with JSON, in the body. Earlier marks in a page are taken out
    first; offsets are into the page without them.
    """
    asked = _asked(query)
    wanted = _wanted(_OF_PAGES if asked.is_page else _OF_TEXTS)
    _check(asked, wanted)
    current = chosen(asked.options.glossary)
    language = choose_language(
        asked.options.lang,
        request.environ.get("HTTP_ACCEPT_LANGUAGE", ""),
        current.annotator.pack.data["languages"],
    )
    options = for_annotator(asked.options, language)
    try:
        if wanted == "text/html":
            return _page(asked, current, options)
        answer = _found_in_page if asked.is_page else _found_in_text
        response = answer(asked, current, options, wanted)
    except OptionError as error:
        raise Problem("bad-request", f"{error}.") from error
    response.headers["Content-Language"] = language
    response.headers["Vary"] = "Accept, Accept-Language"
    return response


def _asked(query: AnnotateQuery) -> _Asked:
    kind = request.mimetype
    charset = request.mimetype_params.get("charset")
    if kind == "application/json":
        body = _json_body()
        options = merged(query, body)
        if isinstance(body, PageBody):
            return _Asked(body.html, True, None, options)
        return _Asked(body.text, False, None, options)
    options = merged(query, None)
    if kind == "text/html":
        return _Asked(request.get_data(), True, charset, options)
    if kind == "text/plain":
        return _Asked(_text_body(charset), False, None, options)
    raise Problem(
        "unsupported-type",
        f"The body is {kind or 'of no type'}; send text/html, text/plain or application/json.",
    )


def _json_body() -> TextBody | PageBody:
    try:
        body = msgspec.json.decode(request.get_data())
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


def _text_body(charset: str | None) -> str:
    known = webencodings.lookup(charset) if charset else webencodings.UTF8
    if known is None:
        raise Problem("bad-request", f"charset={charset!r} is not known; send the text as UTF-8.")
    try:
        return request.get_data().decode(known.codec_info.name)
    except UnicodeDecodeError as error:
        name = "UTF-8" if known is webencodings.UTF8 else known.name
        detail = f"The text is not {name} (byte {error.start}); send it as UTF-8."
        raise Problem("bad-request", detail) from None


def _wanted(kinds: tuple[str, ...]) -> str:
    accepts = request.accept_mimetypes
    best = accepts.best_match(kinds) if accepts else kinds[0]
    if best is None:
        raise Problem(
            "not-acceptable",
            f"Accept: {request.headers['Accept']!r} takes none of {', '.join(kinds)}.",
        )
    return best


def _check(asked: _Asked, wanted: str) -> None:
    """Refuse what would have no effect."""
    options = given(asked.options)
    useless = [name for name in FOR_PAGES if name in options]
    if useless and not asked.is_page:
        raise Problem("bad-request", f"{useless[0]} is for pages; this is a plain text.")
    if "index" in options and "standalone" not in options:
        raise Problem("bad-request", "index lists terms in a standalone page; add standalone=true.")
    if "standalone" in options and wanted != "text/html":
        raise Problem("bad-request", f"standalone is for pages; the answer is {wanted}, by Accept.")
    if "longest_only" in options and wanted == "text/html":
        raise Problem(
            "bad-request",
            "longest_only=false gives terms that overlap, which cannot be marked; ask for spans "
            "(Accept: application/json).",
        )


def _page(asked: _Asked, current: State, options: dict[str, Any]) -> Response:
    standalone, annotator = asked.options.standalone, current.annotator
    if isinstance(asked.content, bytes):
        page = annotator.annotate(
            asked.content, standalone=standalone, charset=asked.charset, **options
        )
        kind = request.content_type
        count = len(page.matches)
        response = Response(page.html, content_type=kind)
    else:
        text = annotator.annotate(asked.content, standalone=standalone, **options)
        count = len(text.matches)
        response = Response(text.html, content_type="text/html; charset=utf-8")
    # The page is a stranger's: whoever opens the answer in a browser must not run it as ours.
    response.headers["Content-Security-Policy"] = "sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Glosslight-Marks"] = str(count)
    response.headers["Vary"] = "Accept, Accept-Language"
    response.headers["Content-Language"] = options["language"]
    return response


def _found_in_text(asked: _Asked, current: State, options: dict[str, Any], wanted: str) -> Response:
    text = str(asked.content)
    matches = current.annotator.find(text, **options)
    if wanted == LD_JSON:
        from annotator.w3c import PlainText  # noqa: PLC0415

        places = [(match, (match.start, match.end)) for match in matches]
        return _annotations(asked, PlainText(text), places, current)
    found = spans(text, matches, asked.options.unit)
    return answers.json(Spans(found, _named(matches, current)))


def _found_in_page(asked: _Asked, current: State, options: dict[str, Any], wanted: str) -> Response:
    decoded = None
    if isinstance(asked.content, bytes):
        decoded = decode_unmarked(asked.content, asked.charset)
        text = decoded.text
    else:
        text = strip(asked.content)
    page = current.annotator.annotate(text, **options)
    if wanted == LD_JSON:
        from annotator.w3c import PageText  # noqa: PLC0415

        places = [
            (match, (found[0][0], found[-1][1]))
            for match, found in zip(page.matches, page.spans, strict=True)
        ]
        return _annotations(asked, PageText(text), places, current)
    counted = _counted(page.spans, text, decoded, asked.options.unit)
    found = [
        PageSpan(
            [Range(counted[start], counted[end]) for start, end in places],
            asked.options.unit,
            unicode(match.surface),
            list(match.ids),
        )
        for match, places in zip(page.matches, page.spans, strict=True)
    ]
    return answers.json(PageSpans(found, _named(page.matches, current), _encoding(decoded)))


def _encoding(decoded: Decoded | None) -> str | None:
    """Return the web's name of what a page was read as."""
    if decoded is None:
        return None
    name = decoded.encoding.replace("utf-16-", "utf-16")
    known = webencodings.lookup(name)
    return known.name if known else name


def _counted(
    places: list[list[tuple[int, int]]], text: str, decoded: Decoded | None, unit: Any
) -> dict[int, int]:
    """Return code point offset -> offset in the unit; bytes are those of the page as sent."""
    ascending = sorted({at for spans_ in places for span in spans_ for at in span})
    if unit == "byte" and decoded:
        return dict(zip(ascending, decoded.offsets(ascending), strict=True))
    offset = Offsets(text, unit)
    return {at: offset(at) for at in ascending}


def _named(matches: Iterable[Match], current: State) -> list[Reference]:
    return cards(current).references(dict.fromkeys(i for match in matches for i in match.ids))


def _annotations(
    asked: _Asked,
    content: Any,
    places: Iterable[tuple[Match, tuple[int, int]]],
    current: State,
) -> Response:
    from annotator import w3c  # noqa: PLC0415 - who asks for JSON or HTML needs none of it

    base, shown = base_url(request.environ), cards(current)
    source = asked.options.source
    if not source:
        body = asked.content if isinstance(asked.content, bytes) else asked.content.encode()
        source = f"urn:sha256:{sha256(body).hexdigest()}"
    pieces = w3c.web_annotations(
        source, content, places, current.annotator.pack, lambda i: base + shown.path(i)
    )
    return Response(w3c.whole(pieces), content_type=LD_JSON)
