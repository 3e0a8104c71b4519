"""Search: a page of results, and suggestions as one types."""

from __future__ import annotations

from flask import Response, current_app, jsonify, render_template, request, url_for

from server.reading import state
from server.search import Found, Why
from server.site.blueprint import page
from server.site.browse import page_number
from server.site.index import index
from server.site.languages import site_language
from server.site.names import names, snippet
from terms.model import Entry

_ON_A_PAGE = 30
_SUGGESTED = 8


@page("/search")
def search() -> str:
    """Show what a person looks for: what the text means, then whatever else fits."""
    asked = request.args.get("q", "").strip()[: current_app.config["MAX_TEXT"]]
    meant = _meant(asked)
    found = index().search.find(asked, site_language()) if asked else []
    close = not meant and bool(found) and all(f.why == Why.CLOSE for f in found)
    more = [f.entry for f in found if f.entry not in meant]
    pages = max(1, -(-len(more) // _ON_A_PAGE))
    number = min(page_number(), pages)
    return render_template(
        "search.html",
        asked=asked,
        meant=meant if number == 1 else [],
        found=more[(number - 1) * _ON_A_PAGE : number * _ON_A_PAGE],
        total=len(meant) + len(more),
        close=close,
        number=number,
        pages=pages,
    )


def _meant(asked: str) -> list[Entry]:
    """Return the entries that a text means as a reader would look it up, or that are in it."""
    current = state()
    look_up = current.annotator.look_up(asked) if asked else None
    if look_up is None or look_up.match not in {"exact", "within"}:
        return []
    return [current.glossary[entry_id] for entry_id in look_up.ids]


@page("/suggest")
def suggest() -> Response:
    """Answer with suggestions as browsers understand them: text, names, descriptions, addresses.

    The format is that of OpenSearch, so the browser's own search box can use it as well.
    """
    asked = request.args.get("q", "").strip()
    language = site_language()
    results = index().search.first(asked, language, _SUGGESTED) if asked else []
    found = [result.entry for result in results]
    response = jsonify(
        [
            asked,
            [names(entry, language).name for entry in found],
            [_description(result, language) for result in results],
            [url_for("site.entry", entry_id=entry.id) for entry in found],
        ]
    )
    response.content_type = "application/x-suggestions+json; charset=utf-8"
    return response


def _description(found: Found, language: str) -> str:
    """Return what a suggestion says under its name: its other names, then what it means."""
    shown = names(found.entry, language)
    others = dict.fromkeys((shown.label, found.label))
    parts = [name for name in others if name and name != shown.name]
    return " · ".join([*parts, snippet(found.entry, language, 110)])
