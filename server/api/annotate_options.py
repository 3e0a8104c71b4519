"""The annotator's options as parameters, by their own names and by those of NCBO's Annotator.

https://data.bioontology.org/documentation#nav_annotator
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from server.api.models import LANGUAGE_TAG, GlossaryIds, LanguageAsked, Unit
from server.problems import Problem

_LEAST = Meta(ge=1, le=1_000_000)
_SELECTORS = Meta(max_length=1000)
_TAG = Meta(
    pattern=LANGUAGE_TAG, max_length=35, extra={"must": "is no language tag; write one such as tr"}
)

SYNONYMS = {"language": "lang", "minimum_match_length": "min_length"}


class TextOptions(Struct, forbid_unknown_fields=True, kw_only=True):
    """How a text is annotated, a page too."""

    density: Annotated[
        Literal["all", "page", "section", "block"],
        Meta(
            description="Mark every occurrence, or the first on the page, in each section (heading "
            "to heading), in each block."
        ),
    ] = "all"
    common: Annotated[
        Literal["auto", "always", "never"],
        Meta(description="Everyday words: where the text is on topic, always, or never."),
    ] = "auto"
    host: Annotated[
        str,
        Meta(
            description="The page's host; on a glossary's site, a page is always on topic.",
            max_length=253,
            examples=["civitai.com"],
        ),
    ] = ""
    source: Annotated[
        str,
        Meta(
            description="The page's address: names it in Web Annotations, and gives `host`.",
            max_length=2000,
            pattern=r"^([A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+)?$",
            examples=["https://civitai.com/models/1"],
            extra={"must": "is no absolute IRI; write one such as https://example.org/page"},
        ),
    ] = ""
    lang: LanguageAsked = ""
    language: Annotated[LanguageAsked, Meta(description="The same as `lang`.")] = ""
    text_language: Annotated[
        str,
        _TAG,
        Meta(description="What the text is in; only tr and az matter (dotless i)."),
    ] = ""
    max_per_term: (
        Annotated[int, _LEAST, Meta(description="Mark each term so many times at most.")]
        | UnsetType
    ) = UNSET
    min_length: Annotated[
        int, _LEAST, Meta(description="Shortest surface that is marked, in code points.")
    ] = 1
    minimum_match_length: (
        Annotated[int, _LEAST, Meta(description="The same as `min_length` (NCBO).")] | UnsetType
    ) = UNSET
    longest_only: Annotated[
        bool,
        Meta(
            description="Of overlapping terms the leftmost and longest (NCBO). `false` tells all, "
            "as spans or Web Annotations; marks cannot overlap."
        ),
    ] = True
    whole_word_only: Annotated[bool, Meta(description="Find nothing inside a word (NCBO).")] = True
    exclude_numbers: Annotated[bool, Meta(description="Leave out what is digits alone (NCBO).")] = (
        False
    )
    stop_words: Annotated[
        list[Annotated[str, Meta(max_length=200)]],
        Meta(description="Surfaces that are left out, in any letter case (NCBO).", max_length=1000),
    ] = []
    without: Annotated[
        list[Annotated[str, Meta(max_length=200)]],
        Meta(
            description="Ids of entries that are never marked, such as those a reader knows.",
            max_length=10_000,
        ),
    ] = []
    glossary: GlossaryIds = []
    unit: Unit = "codepoint"


class PageOptions(TextOptions, forbid_unknown_fields=True, kw_only=True):
    """How a page is annotated."""

    links: Annotated[bool, Meta(description="Mark inside links too.")] = False
    headings: Annotated[bool, Meta(description="Mark inside headings too.")] = True
    only: Annotated[
        str, _SELECTORS, Meta(description="CSS selectors: mark inside these elements alone.")
    ] = ""
    skip: Annotated[
        str, _SELECTORS, Meta(description="CSS selectors: mark nothing inside these elements.")
    ] = ""
    standalone: Annotated[
        bool, Meta(description="The page explains itself: tooltips with no extension or network.")
    ] = False
    index: Annotated[
        bool, Meta(description="With `standalone`: the page's terms are listed at its end.")
    ] = False


class AnnotateQuery(PageOptions, forbid_unknown_fields=True, kw_only=True):
    """How a text or a page is annotated."""


class TextBody(TextOptions, forbid_unknown_fields=True, kw_only=True):
    """A text, and how it is annotated. An option may be here or in the query."""

    text: Annotated[str, Meta(description="Plain text.", examples=["Two LoRAs on SDXL"])]


class PageBody(PageOptions, forbid_unknown_fields=True, kw_only=True):
    """A page, and how it is annotated. An option may be here or in the query."""

    html: Annotated[str, Meta(description="HTML.", examples=["<p>Two LoRAs on SDXL"])]


@cache
def _defaults(kind: type[TextOptions]) -> tuple[tuple[str, ...], Callable[[Any], Any], Any]:
    """Return the names of a class's options, what gets their values, and their defaults."""
    # Once a class: reading its annotations takes as long as annotating a page of 40 kB.
    fields = [field for field in msgspec.structs.fields(kind) if not field.required]
    names = tuple(field.name for field in fields)
    defaults = ([] if f.default is msgspec.NODEFAULT else f.default for f in fields)
    return names, attrgetter(*names), tuple(defaults)


def given(options: TextOptions) -> dict[str, Any]:
    """Return the options that are not at their defaults, under one name each.

    Raises Problem where two names of one option say different things.
    """
    names, values_of, defaults = _defaults(type(options))
    values = values_of(options)
    found: dict[str, Any] = {}
    if values == defaults:
        return found
    for field, value, default in zip(names, values, defaults, strict=True):
        if value != default:
            name = SYNONYMS.get(field, field)
            if found.setdefault(name, value) != value:
                raise Problem("bad-request", f"{name} and {field} are the same; give one of them.")
    return found


def merged(query: AnnotateQuery, body: TextOptions | None) -> AnnotateQuery:
    """Return the options of query and body together.

    Raises Problem where they contradict each other.
    """
    chosen = given(query)
    if not chosen and body is None:
        return query
    for name, value in (given(body) if body else {}).items():
        if chosen.setdefault(name, value) != value:
            raise Problem(
                "bad-request", f"{name} is one thing in the query, another in the body; give one."
            )
    return AnnotateQuery(**chosen)


_FOR_TEXTS = TextOptions.__struct_fields__
FOR_PAGES = tuple(name for name in PageOptions.__struct_fields__ if name not in _FOR_TEXTS)
"""Options that say nothing of a plain text."""


def for_annotator(options: AnnotateQuery, language: str) -> dict[str, Any]:
    """Return what `annotator.Options` takes."""
    host = options.host or (urlsplit(options.source).hostname if options.source else None)
    return {
        "density": options.density,
        "common": options.common,
        "host": host.lower() if host else None,
        "language": language,
        "index": options.index,
        "text_language": options.text_language or None,
        "links": options.links,
        "headings": options.headings,
        "only": options.only or None,
        "skip": options.skip or None,
        "max_per_term": None if options.max_per_term is UNSET else options.max_per_term,
        "min_length": options.min_length,
        "without": frozenset(options.without),
        "stop_words": frozenset(options.stop_words),
        "numbers": not options.exclude_numbers,
        "whole_words": options.whole_word_only,
        "longest": options.longest_only,
    }
