"""What a context tells of a text's senses: a sentence that it stands in, or its page's host.

Terms of the sentence vote for the senses they are related to: most for one that they name as
broader or related (or that names them), less for one of the same parent, least for a shared tag,
the more the rarer the tag is. A host votes for the glossary whose site it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log

from annotator.lookup import Lookup
from server.state import State
from terms.model import Entry

_HOST = re.compile(
    r"(?:https?://)?((?:[\w-]+\.)+[a-z][\w-]+|localhost)(?::\d+)?(?:[/?#]\S*)?", re.I
)

RELATED = 3.0
SAME_PARENT = 2.0
SAME_TAG = 1.0
HOST = 2.0
EVERYDAY = 0.5
"""The weight of a term of the sentence that is an everyday word too."""


class Context:
    """A context, read once."""

    def __init__(self, context: str, found: Lookup, current: State) -> None:
        self._glossary = current.glossary
        host = _HOST.fullmatch(context.strip())
        self._sites = self._of_host(host[1].lower()) if host else frozenset()
        self._votes: dict[str, float] = {}
        asked = set(found.ids)
        if not host:
            for match in current.annotator.find(context, common="always"):
                # The text itself, in its sentence, tells nothing of itself.
                if asked.isdisjoint(match.ids):
                    for entry_id in match.ids:
                        everyday = self._glossary[entry_id].common
                        weight = (EVERYDAY if everyday else 1.0) / len(match.ids)
                        self._votes[entry_id] = max(weight, self._votes.get(entry_id, 0.0))
        rare = sum(not self._glossary[entry_id].common for entry_id in {*self._votes, *asked})
        self.on_topic = bool(self._sites) or rare >= 2
        """Whether everyday words are terms here."""

    def _of_host(self, host: str) -> frozenset[int]:
        """Return the glossaries, by index, of which a host is a site."""
        return frozenset(
            at
            for at, facts in enumerate(self._glossary.facts)
            if any(host == site or host.endswith("." + site) for site in facts.sites)
        )

    def ranked(self, found: Lookup) -> list[str]:
        """Return the ids of a look-up, the likeliest first."""
        ids: Sequence[str] = found.ids
        if found.match != "within":
            # Stable: where the context says nothing, the order stands.
            ids = sorted(ids, key=lambda entry_id: -self._score(self._glossary[entry_id]))
        if self.on_topic:
            return list(ids)
        return sorted(ids, key=lambda entry_id: self._glossary[entry_id].common)

    def _score(self, entry: Entry) -> float:
        score = HOST if self._glossary.origin[entry.id] in self._sites else 0.0
        for other_id, weight in self._votes.items():
            score += weight * self._likeness(entry, self._glossary[other_id])
        return score

    def _likeness(self, entry: Entry, other: Entry) -> float:
        if (
            other.id == entry.broader
            or entry.id == other.broader
            or other.id in entry.related
            or entry.id in other.related
        ):
            return RELATED
        if entry.broader is not None and entry.broader == other.broader:
            return SAME_PARENT
        counts, every = self._glossary.tags, log(len(self._glossary) + 1)
        return SAME_TAG * sum(
            1 - log(counts[tag]) / every for tag in entry.tags if tag in other.tags
        )
