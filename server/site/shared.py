"""What every template may use, those of other parts of the server included."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import current_app, request, url_for
from markupsafe import Markup

from server.problems import Problem
from server.reading import state
from server.site.assets import asset_url
from server.site.blueprint import blueprint
from server.site.index import index
from server.site.languages import NAMES, absolute, here, is_page, language_tag, site_language
from server.site.messages import catalogue, counted, message
from server.site.missing import near_entries
from server.site.names import names, snippet, written_in
from server.site.sizes import size
from terms.model import LANGUAGES, Facts, plain

_FAMILIAR = frozenset([400, 404, 413, 429, 500])
"""Status codes that have words of their own."""


@blueprint.app_context_processor
def _shared() -> dict[str, Any]:
    language = site_language()
    return {
        "language": language,
        "languages": LANGUAGES,
        "language_names": NAMES,
        "tag_of": language_tag,
        "t": lambda key, **values: message(key, language, **values),
        "tn": lambda key, count, **values: counted(key, language, count, **values),
        "names": lambda entry: names(entry, language),
        "written_in": lambda entry: written_in(entry, language),
        "snippet": lambda entry, length=140: snippet(entry, language, length),
        "whole": lambda entry: plain(
            entry.definition[written_in(entry, language)], state().label_of
        ),
        "asset": asset_url,
        "absolute": absolute,
        "here": here,
        "index": index,
        "is_page": is_page(request.endpoint or ""),
        "page_address": _page_address,
        "glossary_facts": _glossary_facts,
        "near_entries": near_entries,
        "problem_title": lambda status: message(
            f"problem_{status if status in _FAMILIAR else 'other'}", language
        ),
        "problem_text": _problem_text,
        "asked": "",
    }


@blueprint.app_template_filter("code")
def code(text: str) -> Markup:
    """Return a text as what is to be typed or read as it is."""
    return Markup('<code translate="no">{}</code>').format(text)


@blueprint.app_template_filter("host")
def host(address: str) -> str:
    """Return the host of an address, as readers know it."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _page_address(number: int) -> str:
    values: dict[str, Any] = {**request.args, **(request.view_args or {}), "page": number}
    values.pop("lang", None)
    if number == 1:
        del values["page"]
    return url_for(request.endpoint or "site.home", **values)


def _glossary_facts() -> tuple[Facts, ...]:
    try:
        return state().glossary.facts
    except Problem:  # the page that says which has to come all the same
        return ()


def _problem_text(status: int, detail: str) -> Markup | str:
    language = site_language()
    key = f"problem_{status}_more"
    if status not in _FAMILIAR or key not in catalogue():
        return detail
    limit = size(current_app.config["MAX_CONTENT_LENGTH"])
    return message(key, language, path=request.path, limit=limit)
