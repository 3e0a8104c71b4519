"""One glossary made ready: never changed, only replaced whole.

What is made from a glossary (an index, a search, a page) must hang on its State, as a cached
property or by `State.kept`: anything kept elsewhere would outlive a reload, and show a private
glossary to everyone. `reading.py` is the way to the State that a request may read.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar

from annotator import Annotator
from server.search import Search
from terms import Glossary, Pack
from terms.model import merge

T = TypeVar("T")

MOST_KEPT = 256
"""Things that a State keeps by a key; the ones used longest ago go first."""


@dataclass(frozen=True)
class State:
    """A glossary, its annotator and its pack as bytes."""

    glossary: Glossary
    """All of them as one."""
    annotator: Annotator
    parts: Mapping[str, Glossary] = field(repr=False)
    """Each glossary that it is made of by its id, the later overriding the earlier."""
    _kept: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @classmethod
    def of(cls, parts: Iterable[Glossary], pack: Pack | None = None) -> State:
        """Make glossaries of one id each ready, as one; `pack` is that of all, if it is there."""
        by_id = {glossary.facts[0].id: glossary for glossary in parts}
        glossary = merge(by_id.values())
        return cls(glossary, Annotator(pack or glossary), by_id)

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` made when it was first asked for under a key."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        made = make()  # outside the lock: it may take long, and twice does no harm
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return made

    def only(self, ids: Iterable[str]) -> State:
        """Return the State of some of the glossaries alone.

        Raises KeyError with the id of one that is not here, or may not be read.
        """
        chosen = frozenset(ids)
        for name in chosen:
            self.parts[name]
        if len(chosen) == len(self.parts):
            return self
        parts = [glossary for name, glossary in self.parts.items() if name in chosen]
        return self.kept(("only", chosen), lambda: State.of(parts))

    def prepare(self) -> None:
        """Make all that is made on demand, so that no request has to wait for it."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                getattr(self, name)
        self.search.prepare()
        self.annotator.matcher.close.prepare()

    @cached_property
    def pack(self) -> bytes:
        """The pack's JSON text."""
        return self.annotator.pack.dumps().encode()

    @cached_property
    def search(self) -> Search:
        """The search of its entries."""
        return Search(self.glossary)

    @property
    def digest(self) -> str:
        """The hexadecimal digest of the pack."""
        return self.annotator.pack.digest.removeprefix("sha256:")

    @cached_property
    def label_of(self) -> dict[str, str]:
        """Entry id -> label."""
        return {entry.id: entry.label for entry in self.glossary}
