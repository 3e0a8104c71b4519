"""What is served: the glossaries, their tags and their packs."""

from __future__ import annotations

from flask import Response, request

from server.api import answers
from server.api.address import base_url
from server.api.models import Glossaries, GlossaryFacts, Tag
from server.api.operation import Answer, get
from server.reading import state


@get(
    "/v1/glossaries",
    answers={200: Answer("The glossaries that may be read.", {"application/json": Glossaries})},
)
def glossaries(_: object) -> Response:
    """The glossaries that are served, and the tags of their entries."""
    current = state()
    base, glossary, pack = base_url(request.environ), current.glossary, current.annotator.pack.data
    counts: dict[int, int] = {}
    for at in glossary.origin.values():
        counts[at] = counts.get(at, 0) + 1
    return answers.json(
        Glossaries(
            entries=len(glossary),
            languages=list(pack["languages"]),
            tags=[Tag(tag, pack["tags"].get(tag, {}), n) for tag, n in glossary.tags.items()],
            digest=current.digest,
            pack=f"{base}/v1/pack/{current.digest}",
            glossaries=[
                GlossaryFacts(
                    id=facts.id,
                    title=dict(facts.title),
                    description=dict(facts.description),
                    license=facts.license,
                    attribution=facts.attribution,
                    sites=list(facts.sites),
                    entries=counts.get(at, 0),
                    pack=f"{base}/v1/pack?glossary={facts.id}",
                )
                for at, facts in enumerate(glossary.facts)
            ],
        )
    )
