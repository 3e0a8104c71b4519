"""Entries: searched, listed, and one by its id."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from flask import Response, request
from msgspec import Meta, Struct

from server.api import answers
from server.api.address import base_url, json_base
from server.api.cards import cards
from server.api.cursors import Cursor
from server.api.models import Entry, EntryId, LanguageAsked, TermPage
from server.api.operation import Answer, get
from server.language import choose_language
from server.problems import Problem
from server.reading import state
from server.search import LONGEST_QUERY, Found, Why
from server.state import State
from terms.fold import fold_form


class TermsQuery(Struct, forbid_unknown_fields=True, kw_only=True):
    """Which entries are listed."""

    q: Annotated[
        str,
        Meta(
            description="What is searched for in labels, aliases and definitions of all languages; "
            "the best come first. Without it, all entries by label.",
            max_length=LONGEST_QUERY,
            examples=["noise", "采样"],
        ),
    ] = ""
    tag: Annotated[
        str,
        Meta(
            description="Only entries with this tag, in any of its languages.",
            max_length=100,
            examples=["Sampler"],
        ),
    ] = ""
    lang: LanguageAsked = ""
    cursor: Annotated[
        str,
        Meta(description="`next` of the page before, for the same q and tag.", max_length=500),
    ] = ""
    limit: Annotated[int, Meta(description="Entries a page.", ge=1, le=100)] = 20


class TermQuery(Struct, forbid_unknown_fields=True, kw_only=True):
    """How one entry is shown."""

    lang: LanguageAsked = ""


def _language(asked: str) -> str:
    accepted = request.environ.get("HTTP_ACCEPT_LANGUAGE", "")
    return choose_language(asked, accepted, state().annotator.pack.data["languages"])


def _tag(asked: str, current: State) -> str:
    """Return the id of a tag by any of its names; one that is not known stays as it is."""
    wanted = fold_form(asked)
    for tag, names in current.annotator.pack.data["tags"].items():
        if wanted in {fold_form(tag), *map(fold_form, names.values())}:
            return str(tag)
    return next((tag for tag in current.glossary.tags if fold_form(tag) == wanted), asked)


@get(
    "/v1/terms",
    query=TermsQuery,
    answers={
        200: Answer(
            "A page of entries.",
            {"application/json": TermPage},
            {
                "Content-Language": "The language chosen.",
                "Link": 'The next page, rel="next", where there is one.',
            },
        )
    },
    problems=["bad-request"],
    keep=True,
)
def terms(query: TermsQuery) -> Response:
    """Search or list entries.

    By label, alias and definition, in all languages at once; by tag; page by page.
    """
    current = state()
    language = _language(query.lang)
    tag = _tag(query.tag, current) if query.tag else None
    found = current.search.find(query.q, language, tag)
    cursor = Cursor.read(query.cursor, query.q, query.tag)
    start = cursor.start([f.entry.id for f in found]) if cursor else 0
    page = found[start : start + query.limit]
    following = None
    if start + query.limit < len(found):
        following = Cursor(start + query.limit, page[-1].entry.id).write(query.q, query.tag)
    shown, base = cards(current), base_url(request.environ)
    prefix = json_base(base)
    response = answers.json(
        TermPage(
            total=len(found),
            lang=language,
            next=following,
            terms=[shown.json(f.entry.id, language, prefix, _why(f)) for f in page],  # type: ignore[misc]
        ),
        language,
    )
    if following:
        again = {"q": query.q, "tag": query.tag, "lang": query.lang}
        kept = {name: value for name, value in again.items() if value}
        address = urlencode(kept | {"limit": query.limit, "cursor": following})
        response.headers["Link"] = f'<{base}/v1/terms?{address}>; rel="next"'
    return response


def _why(found: Found) -> dict[str, str | None]:
    return {"why": found.why.name.lower(), "found": found.label}


@get(
    "/v1/terms/<entry_id>",
    query=TermQuery,
    answers={
        200: Answer(
            "The entry.",
            {"application/json": Entry},
            {"Content-Language": "The language of the definition."},
        )
    },
    problems=["bad-request", "not-found"],
)
def term(query: TermQuery, entry_id: EntryId) -> Response:
    """One entry by its id, with all that is known of it."""
    current = state()
    if entry_id not in current.glossary:
        found = current.search.find(entry_id.replace("-", " "))[:3]
        close = [f.entry.id for f in found if f.why <= Why.CLOSE]
        near = f" Do you mean {' or '.join(map(repr, close))}?" if close else ""
        raise Problem(
            "not-found", f"No entry has the id {entry_id!r}.{near or ' Ids are like cfg-scale.'}"
        )
    entry = cards(current).full(entry_id, _language(query.lang), base_url(request.environ))
    return answers.json(entry, entry.lang)
