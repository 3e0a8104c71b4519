"""What the API takes and answers: requests are checked by it, OpenAPI's schemas made of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

LANGUAGE_TAG = r"^([A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)?$"
"""Or nothing, as a form sends a field that is left empty."""

EntryId = Annotated[
    str, Meta(description="An entry's stable id.", pattern="^[a-z0-9-]+$", examples=["lora"])
]
LanguageAsked = Annotated[
    str,
    Meta(
        description="The language of the answer (BCP 47); else what Accept-Language says, else "
        "English. Where an entry lacks it, the entry's `lang` tells which one it is in.",
        pattern=LANGUAGE_TAG,
        max_length=35,
        examples=["ko"],
        extra={"must": "is no language tag; write one such as en, zh or ko"},
    ),
]
Unit = Annotated[
    Literal["codepoint", "utf16", "byte"],
    Meta(
        description="What offsets count: Unicode code points; UTF-16 code units, as JavaScript "
        "counts; or bytes, of UTF-8 or, for a page sent as bytes, of that page as sent."
    ),
]
GlossaryIds = Annotated[
    list[str],
    Meta(description="Ids of the glossaries to read; all of them where none is named."),
]


class Reference(Struct):
    """Another entry, in short."""

    id: str
    label: str


class Link(Struct):
    """A page worth reading."""

    url: str
    title: str


class Term(Struct, kw_only=True):
    """An entry in one language."""

    id: EntryId
    label: str
    native: Annotated[
        str | None, Meta(description="What it is called in the language, where not the label.")
    ]
    expansion: Annotated[str | None, Meta(description="What an acronym stands for.")]
    definition: Annotated[str, Meta(description="Plain text.")]
    lang: Annotated[str, Meta(description="The language of the definition.")]
    tags: list[str]
    common: Annotated[bool, Meta(description="Whether it is an everyday word too.")]
    broader: Reference | None
    related: list[Reference]
    glossary: Annotated[str, Meta(description="Id of the glossary that it is from.")]
    url: Annotated[str, Meta(description="Its page for people.")]


class DefinedTerm(Term, kw_only=True):
    """A sense of a looked-up text."""

    similarity: (
        Annotated[float, Meta(ge=0, le=100, description="For a close spelling, how close it is.")]
        | UnsetType
    ) = UNSET


class Span(Struct):
    """Where a term is in a text."""

    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=0)]
    unit: Literal["codepoint", "utf16", "byte"]
    surface: Annotated[str, Meta(description="As it stands there.")]
    ids: Annotated[list[str], Meta(description="The senses, the likeliest first.")]


class Definition(Struct, kw_only=True):
    """What a text means."""

    text: str
    match: Annotated[
        Literal["exact", "within", "close", "none"],
        Meta(
            description="`exact`: the text is a term; `within`: there are terms in it; `close`: "
            "terms are spelled like it; `none`."
        ),
    ]
    lang: Annotated[str, Meta(description="The language chosen for the answer.")]
    on_topic: (
        Annotated[bool, Meta(description="With `context`: whether everyday words are terms there.")]
        | UnsetType
    ) = UNSET
    terms: Annotated[
        list[DefinedTerm],
        Meta(
            description="`exact`: every sense, the likeliest first. `within`: in the order of the "
            "text. `close`: the closest first, five at most."
        ),
    ]
    spans: list[Span]


class FoundTerm(Term, kw_only=True):
    """An answer of a search."""

    why: Annotated[
        Literal["label", "prefix", "word", "part", "close", "words", "definition", "all"],
        Meta(
            description="What was found: a label that is what was typed, one that begins with it, "
            "a word in one that does, a part of one, one spelled like it, every word in labels, "
            "a definition; `all` where nothing was typed."
        ),
    ]
    found: Annotated[
        str | None,
        Meta(description="The label that was found; null for a definition or a hidden spelling."),
    ]


class TermPage(Struct, kw_only=True):
    """A page of a list of entries."""

    total: Annotated[int, Meta(ge=0, description="How many there are on all pages.")]
    lang: str
    next: Annotated[str | None, Meta(description="The cursor of the next page; null on the last.")]
    terms: list[FoundTerm]


class Entry(Term, kw_only=True):
    """An entry with all that is known of it."""

    aliases: list[str]
    labels: Annotated[
        dict[str, list[str]], Meta(description="Native labels by language, the preferred first.")
    ]
    definitions: Annotated[dict[str, str], Meta(description="By language.")]
    senses: Annotated[
        list[Reference], Meta(description="Entries that share a label in another sense.")
    ]
    narrower: list[Reference]
    links: list[Link]


class Tag(Struct):
    """A subject."""

    id: str
    names: Annotated[dict[str, str], Meta(description="By language.")]
    entries: int


class GlossaryFacts(Struct, kw_only=True):
    """What a glossary says of itself."""

    id: str
    title: dict[str, str]
    description: dict[str, str]
    license: str
    attribution: str
    sites: Annotated[list[str], Meta(description="Hosts whose pages are always on topic.")]
    entries: int
    pack: Annotated[str, Meta(description="Address of its pack alone.")]


class Glossaries(Struct, kw_only=True):
    """What is served."""

    entries: int
    languages: list[str]
    tags: list[Tag]
    digest: Annotated[str, Meta(description="Of the pack of all of them: sha256, hexadecimal.")]
    pack: Annotated[str, Meta(description="The immutable address of that pack.")]
    glossaries: list[GlossaryFacts]


class Range(Struct):
    """A stretch of a page's source."""

    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=0)]


class PageSpan(Struct):
    """Where a term is in a page; inline tags may part it."""

    ranges: list[Range]
    unit: Literal["codepoint", "utf16", "byte"]
    surface: str
    ids: list[str]


class Spans(Struct):
    """The terms in a text, in order."""

    spans: list[Span]
    terms: Annotated[list[Reference], Meta(description="The entries that are named.")]


class PageSpans(Struct):
    """The terms in a page, in order; offsets are into its source without earlier marks."""

    spans: list[PageSpan]
    terms: Annotated[list[Reference], Meta(description="The entries that are named.")]
    encoding: Annotated[
        str | None, Meta(description="What the page's bytes were read as; null for JSON.")
    ]


class AnnotationPage(Struct, rename={"context": "@context"}):
    """W3C Web Annotations (https://www.w3.org/TR/annotation-model/)."""

    context: Literal["http://www.w3.org/ns/anno.jsonld"]
    id: str
    type: Literal["AnnotationPage"]
    items: list[dict[str, Any]]


class ParameterError(Struct):
    """What is wrong with one parameter."""

    parameter: str
    detail: str


class ProblemDetails(Struct, kw_only=True):
    """An error (RFC 9457)."""

    type: Annotated[str, Meta(description="Stable: /problems/ and a name.")]
    title: str
    status: int
    detail: Annotated[str, Meta(description="What was sent, and what to do.")]
    errors: list[ParameterError] | UnsetType = UNSET
    limit: int | UnsetType = UNSET
