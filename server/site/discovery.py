"""What search engines and browsers ask for: sitemap, robots.txt, the search's description."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, render_template, request, url_for

from server.site.blueprint import blueprint, page
from server.site.index import index
from server.site.languages import absolute, site_language
from terms.model import LANGUAGES

MOST_IN_A_SITEMAP = 50_000
"""Addresses, by the protocol; where there are more, the sitemap is an index of several."""
_PAGES = ("home", "terms", "tags", "annotate", "extension", "docs")


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """List every page in every language."""
    known = index()
    pages: list[tuple[str, dict[str, Any]]] = [(f"site.{name}", {}) for name in _PAGES]
    pages += [("site.tag", {"slug": slug}) for slug in known.slugs.values()]
    pages += [("site.entry", {"entry_id": entry.id}) for entry in known.glossary]
    most = MOST_IN_A_SITEMAP // len(LANGUAGES)
    parts = -(-len(pages) // most)
    asked = request.args.get("part")
    if asked is None and parts > 1:
        addresses = [absolute(url_for("site.sitemap", part=n + 1)) for n in range(parts)]
        return _xml(render_template("sitemap-index.xml", addresses=addresses))
    if asked is not None and not (asked.isdecimal() and 1 <= int(asked) <= parts):
        abort(404)
    start = (int(asked or 1) - 1) * most
    listed = [
        absolute(url_for(endpoint, language=language, **values))
        for endpoint, values in pages[start : start + most]
        for language in LANGUAGES
    ]
    return _xml(render_template("sitemap.xml", addresses=listed))


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Let search engines read all but what is made for each asker."""
    lines = ["User-agent: *"]
    for prefix in ("", *(f"/{language}" for language in LANGUAGES)):
        lines += [f"Disallow: {prefix}/search", f"Disallow: {prefix}/suggest"]
    lines += ["Disallow: /v1/", "", f"Sitemap: {absolute(url_for('site.sitemap'))}", ""]
    return Response("\n".join(lines), content_type="text/plain; charset=utf-8")


@page("/opensearch.xml")
def opensearch() -> Response:
    """Describe the search to browsers, which can then search here from the address bar."""
    response = _xml(render_template("opensearch.xml", language=site_language()))
    response.content_type = "application/opensearchdescription+xml; charset=utf-8"
    return response


def _xml(text: str) -> Response:
    return Response(text, content_type="application/xml; charset=utf-8")
