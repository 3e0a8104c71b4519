"""The page of one entry."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

from flask import abort, render_template, url_for
from markupsafe import Markup

from annotator.standalone import Standalone
from server.reading import state
from server.site.blueprint import page
from server.site.graph import Group, Node, draw
from server.site.index import Index, index
from server.site.languages import absolute, language_tag, site_language
from server.site.messages import counted, message
from server.site.names import linked, names, other_names, snippet, written_in
from terms.model import LANGUAGES, REFERENCE, Entry, Facts, plain

_MOST_BROADER = 3
"""Drawn above an entry; each leads on to the next."""


@page("/terms/<entry_id>")
def entry(entry_id: str) -> str:
    """Show one entry: in the page's language first, then in the others that it has."""
    current = state()
    if entry_id not in current.glossary:
        abort(404)
    found = current.glossary[entry_id]
    language = site_language()
    known = index()
    first = written_in(found, language)
    facts = current.glossary.facts[current.glossary.origin[entry_id]]
    return render_template(
        "entry.html",
        entry=found,
        names_here=names(found, language),
        others=other_names(found, language),
        written=first,
        linked=linked,
        other_languages=[code for code in found.definition if code != first],
        label_of=current.label_of,
        senses=known.senses(found),
        graph=_graph(found, known, language),
        summary=snippet(found, language),
        facts=facts,
        file=PurePosixPath(found.file).name,
        data=_json_ld(found, facts, language),
        tooltips=_tooltips(found, language),
    )


def _tooltips(found: Entry, language: str) -> str | None:
    """Return what the entries that the definitions refer to mean, for the tooltips' script."""
    current = state()
    text = "\n".join(found.definition.values())
    ids = dict.fromkeys(reference[1] for reference in REFERENCE.finditer(text))
    known = [entry_id for entry_id in ids if entry_id in current.glossary]
    return Standalone(current.annotator.pack, language).entries(known) if known else None


def _graph(found: Entry, known: Index, language: str) -> Markup | None:
    """Return the entry's relations as a drawing, None where it has none."""
    broader = known.broader(found)[-_MOST_BROADER:]
    narrower, related = known.narrower(found), known.related(found)
    if not (broader or narrower or related):
        return None
    here = _node(found, language)
    groups = [
        Group("narrower", str(counted("narrower", language, len(narrower))), _nodes(narrower)),
        Group("related", str(counted("related", language, len(related))), _nodes(related)),
    ]
    title = message("relations_of", language, name=here.name)
    return draw(
        title.unescape(), _nodes(broader), here, groups, message("broader", language).unescape()
    )


def _node(entry: Entry, language: str) -> Node:
    shown = names(entry, language)
    return Node(shown.name, shown.language, url_for("site.entry", entry_id=entry.id))


def _nodes(entries: list[Entry]) -> list[Node]:
    return [_node(entry, site_language()) for entry in entries]


def _json_ld(found: Entry, facts: Facts, language: str) -> Markup:
    """Return the entry as schema.org's DefinedTerm, to stand in a script element."""
    written = written_in(found, language)
    shown = names(found, language)
    alternate = [shown.label, found.expansion, *(name for name, _ in other_names(found, language))]
    address = absolute(url_for("site.entry", entry_id=found.id, language=language))
    title = facts.title.get(language) or facts.title.get(LANGUAGES[0]) or facts.id
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "@id": address,
        "url": address,
        "name": shown.name,
        "alternateName": list(dict.fromkeys(name for name in alternate if name)),
        "description": plain(found.definition[written], state().label_of),
        "inLanguage": language_tag(written),
        "termCode": found.id,
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "name": title,
            "url": absolute(url_for("site.terms", language=language)),
            **({"license": facts.license} if facts.license else {}),
        },
        "subjectOf": [
            {"@type": "WebPage", "url": link.url, "name": link.title} for link in found.links
        ],
    }
    # In a script element nothing but </script and <!-- is special: keep '<' out of it.
    text = json.dumps({k: v for k, v in data.items() if v}, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c"))
