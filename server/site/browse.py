"""All terms from A to Z, and by subject."""

from __future__ import annotations

from flask import abort, render_template, request

from server.site.blueprint import page
from server.site.index import index
from server.site.languages import site_language
from server.site.letters import order

MOST_ON_A_PAGE = 1500
"""Terms; where there are more, the page shows one letter, and of that this many at a time."""


def page_number() -> int:
    """Return which page of a long list is asked for, from 1."""
    asked = request.args.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1


@page("/terms")
def terms() -> str:
    """Show all terms by letter; of a very large glossary one letter at a time."""
    groups = index().letters(site_language()).groups
    letter = request.args.get("letter")
    if letter is not None and letter not in groups:
        abort(404)
    total = sum(map(len, groups.values()))
    if letter is None and total > MOST_ON_A_PAGE:
        letter = next(iter(groups))
    shown = {letter: groups[letter]} if letter is not None else groups
    number, pages = 1, 1
    if letter is not None:
        pages = -(-len(groups[letter]) // MOST_ON_A_PAGE)
        number = min(page_number(), pages)
        start = (number - 1) * MOST_ON_A_PAGE
        shown = {letter: groups[letter][start : start + MOST_ON_A_PAGE]}
    return render_template(
        "terms.html",
        letters=list(groups),
        letter=letter,
        shown=shown,
        total=total,
        number=number,
        pages=pages,
        whole=total <= MOST_ON_A_PAGE,
    )


@page("/tags")
def tags() -> str:
    """Show the subjects with the number of their terms."""
    known = index()
    language = site_language()
    named = [(known.tag_name(tag, language), tag) for tag in known.slugs]
    counts = known.glossary.tags
    shown = [
        (name, known.slugs[tag], counts[tag])
        for name, tag in sorted(named, key=lambda pair: order(pair[0]))
    ]
    return render_template("tags.html", tags=shown)


@page("/tags/<slug>")
def tag(slug: str) -> str:
    """Show the terms of one subject, each with the beginning of its definition."""
    known = index()
    language = site_language()
    named = next((tag for tag, its in known.slugs.items() if its == slug), None)
    if named is None:
        abort(404)
    entries = known.tagged(named, language)
    most = MOST_ON_A_PAGE // 5
    pages = -(-len(entries) // most)
    number = min(page_number(), pages)
    return render_template(
        "tag.html",
        name=known.tag_name(named, language),
        total=len(entries),
        entries=entries[(number - 1) * most : number * most],
        number=number,
        pages=pages,
    )
