"""Texts and pages in; annotated pages, spans or Web Annotations out."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import webencodings

from annotator import Match, OptionError
from annotator.encodings import Decoded
from annotator.page import decode_unmarked, strip
from server.api import answers
from server.api.address import base_url
from server.api.annotate_body import Content, content
from server.api.annotate_body import wanted as best_of
from server.api.annotate_options import (
    FOR_PAGES,
    AnnotateQuery,
    PageBody,
    TextBody,
    for_annotator,
    given,
)
from server.api.cards import cards
from server.api.models import AnnotationPage, PageSpan, PageSpans, Range, Reference, Spans
from server.api.operation import Answer, Text, post
from server.api.pack import chosen
from server.api.spans import spans, unicode
from server.language import choose_language
from server.offsets import Offsets
from server.problems import Problem
from server.shortcut import Asked, Given
from server.state import State

LD_JSON = "application/ld+json"
_OF_PAGES = ("text/html", "application/json", LD_JSON)
_OF_TEXTS = ("application/json", LD_JSON)


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
def annotate(query: AnnotateQuery, request: Asked) -> Given:
    """Find the terms in a text or a page.

    Options may be in the query or, with JSON, in the body. Earlier marks in a page are taken out
    first; offsets are into the page without them.
    """
    asked = content(query, request)
    accepted = request.environ.get("HTTP_ACCEPT", "")
    wanted = best_of(accepted, _OF_PAGES if asked.is_page else _OF_TEXTS)
    _check(asked, wanted)
    current = chosen(request.state, asked.options.glossary)
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
        body = answer(asked, current, options, wanted)
    except OptionError as error:
        raise Problem("bad-request", f"{error}.") from error
    return Given(body, [("Content-Type", wanted), *_chosen_by(language)])


def _chosen_by(language: str) -> list[tuple[str, str]]:
    return [("Content-Language", language), ("Vary", "Accept, Accept-Language")]


def _check(asked: Content, wanted: str) -> None:
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


def _page(asked: Content, current: State, options: dict[str, Any]) -> Given:
    standalone, annotator = asked.options.standalone, current.annotator
    if isinstance(asked.content, bytes):
        page = annotator.annotate(
            asked.content, standalone=standalone, charset=asked.charset, **options
        )
        kind = asked.request.environ["CONTENT_TYPE"]
        html, count = page.html, len(page.matches)
    else:
        text = annotator.annotate(asked.content, standalone=standalone, **options)
        kind = "text/html; charset=utf-8"
        html, count = text.html.encode(), len(text.matches)
    return Given(
        html,
        [
            ("Content-Type", kind),
            # It is a stranger's: whoever opens it in a browser must not run it as ours.
            ("Content-Security-Policy", "sandbox"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Glosslight-Marks", str(count)),
            *_chosen_by(options["language"]),
        ],
    )


def _found_in_text(asked: Content, current: State, options: dict[str, Any], wanted: str) -> bytes:
    text = str(asked.content)
    matches = current.annotator.find(text, **options)
    if wanted == LD_JSON:
        from annotator.w3c import PlainText  # noqa: PLC0415

        places = [(match, (match.start, match.end)) for match in matches]
        return _annotations(asked, PlainText(text), places, current)
    found = spans(text, matches, asked.options.unit)
    return answers.encode(Spans(found, _named(asked, matches, current)))


def _found_in_page(asked: Content, current: State, options: dict[str, Any], wanted: str) -> bytes:
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
    named = _named(asked, page.matches, current)
    return answers.encode(PageSpans(found, named, _encoding(decoded)))


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


def _named(asked: Content, matches: Iterable[Match], current: State) -> list[Reference]:
    shown = cards(current, asked.request.urls)
    return shown.references(dict.fromkeys(i for match in matches for i in match.ids))


def _annotations(
    asked: Content,
    content: Any,
    places: Iterable[tuple[Match, tuple[int, int]]],
    current: State,
) -> bytes:
    from annotator import w3c  # noqa: PLC0415 - who asks for JSON or HTML needs none of it

    request = asked.request
    base, shown = base_url(request.environ, request.config), cards(current, request.urls)
    source = asked.options.source
    if not source:
        body = asked.content if isinstance(asked.content, bytes) else asked.content.encode()
        source = f"urn:sha256:{sha256(body).hexdigest()}"
    pieces = w3c.web_annotations(
        source, content, places, current.annotator.pack, lambda i: base + shown.path(i)
    )
    return w3c.whole(pieces)
