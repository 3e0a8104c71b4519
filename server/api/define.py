"""What a highlighted text means."""

from __future__ import annotations

from typing import Annotated

from msgspec import UNSET, Meta, Struct

from server.api import answers
from server.api.address import base_url, json_base
from server.api.cards import cards
from server.api.models import Definition, LanguageAsked, Unit
from server.api.operation import Answer, get_direct
from server.api.ranking import Context
from server.api.spans import spans
from server.language import choose_language
from server.problems import Problem
from server.shortcut import Asked, Given

LONGEST_CONTEXT = 2000


class DefineQuery(Struct, forbid_unknown_fields=True, kw_only=True):
    """What is looked up."""

    text: Annotated[
        str,
        Meta(
            description="The highlighted text.", examples=["LoRAs"], extra={"setting": "MAX_TEXT"}
        ),
    ]
    lang: LanguageAsked = ""
    context: Annotated[
        str,
        Meta(
            description="The sentence that it stands in, or the host of its page: ranks senses, "
            "and puts everyday words last where they are none of the topic.",
            max_length=LONGEST_CONTEXT,
            examples=["Started from an SDXL checkpoint with two LoRAs", "civitai.com"],
        ),
    ] = ""
    unit: Unit = "codepoint"


@get_direct(
    "/v1/define",
    query=DefineQuery,
    answers={
        200: Answer(
            "What it means, which may be nothing.",
            {"application/json": Definition},
            {"Content-Language": "The language chosen."},
        )
    },
    problems=["bad-request", "text-too-long"],
)
def define(query: DefineQuery, asked: Asked) -> Given:
    """Look up a highlighted text.

    The whole text if it is a term, in any form, letter case or spelling that is known; else the
    terms in it; else those that are spelled like it, five at most.
    """
    text = query.text
    limit = asked.config["MAX_TEXT"]
    if len(text) > limit:
        raise Problem(
            "text-too-long",
            f"text has {len(text):,} characters; {limit:,} at most. "
            "Send a longer one to POST /v1/annotate.",
            limit=limit,
        )
    current, environ = asked.state, asked.environ
    annotator = current.annotator
    language = choose_language(
        query.lang,
        environ.get("HTTP_ACCEPT_LANGUAGE", ""),
        annotator.pack.data["languages"],
    )
    found = annotator.look_up(text)
    context = Context(query.context, found, current) if query.context else None
    ids = context.ranked(found) if context else found.ids
    shown = cards(current, asked.urls)
    base = json_base(base_url(environ, asked.config))
    if found.similarity:
        close = dict(zip(found.ids, found.similarity, strict=True))
        terms = [shown.json(i, language, base, {"similarity": close[i]}) for i in ids]
    else:
        terms = [shown.json(i, language, base) for i in ids]
    return answers.given(
        Definition(
            text=text,
            match=found.match,
            lang=language,
            on_topic=context.on_topic if context else UNSET,
            terms=terms,  # type: ignore[arg-type]
            spans=spans(text, found.spans, query.unit),
        ),
        language,
    )
