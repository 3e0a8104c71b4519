"""Answers that are kept: what is asked again is answered without being looked up again.

People look up the same words. An answer depends on the glossaries, the query, Accept-Language and
the server's address, and on nothing else; it is kept with the State that it was made from, so a
reload forgets it and no reader sees another's.
"""

from __future__ import annotations

from collections.abc import Hashable

from server.api.answers import Ready
from server.state import State

MOST_BYTES = 8_000_000
"""Of bodies and keys, for each State and operation."""
LONGEST = 100_000
"""Bytes of one answer; a longer one is made anew."""

_Kept = tuple[bytes, list[tuple[str, str]]]


class Answers:
    """Some answers by what was asked, the ones kept first forgotten first."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, _Kept] = {}
        self._bytes = 0

    def get(self, key: Hashable) -> Ready | None:
        """Return the answer that is kept."""
        kept = self._kept.get(key)
        return Ready(kept[0], kept[1].copy()) if kept else None

    def put(self, key: Hashable, query: str, response: Ready) -> None:
        """Keep an answer."""
        size = len(response.body) + len(query)
        if size > LONGEST:
            return
        if self._bytes + size > MOST_BYTES:
            # All at once: rarer than one by one, and no thread has to wait for another.
            self._kept, self._bytes = {}, 0
        headers = [header for header in response.headers if header[0] != "Content-Length"]
        self._kept[key] = response.body, headers
        self._bytes += size


def answers_of(current: State, operation: str) -> Answers:
    """Return what is kept of an operation's answers."""
    return current.kept(("api.answers", operation), Answers)
