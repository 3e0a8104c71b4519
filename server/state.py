"""What the requests read: one glossary made ready, never changed, only replaced whole."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flask import current_app

from annotator import Annotator
from terms import Glossary, load


@dataclass(frozen=True)
class State:
    """A glossary, its annotator and its pack as bytes."""

    glossary: Glossary
    annotator: Annotator

    @classmethod
    def load(cls, folders: Iterable[Path] | None) -> State:
        """Read glossary folders; raises GlossaryError."""
        glossary = load(folders)
        return cls(glossary, Annotator(glossary))

    @cached_property
    def pack(self) -> bytes:
        """The pack's JSON text."""
        return self.annotator.pack.dumps().encode()

    @cached_property
    def pack_gzip(self) -> bytes:
        """The same, compressed once; mtime 0, so that the same pack gives the same bytes."""
        return gzip.compress(self.pack, mtime=0)

    @property
    def digest(self) -> str:
        """The hexadecimal digest of the pack."""
        return self.annotator.pack.digest.removeprefix("sha256:")

    @cached_property
    def label_of(self) -> dict[str, str]:
        """Entry id -> label."""
        return {entry.id: entry.label for entry in self.glossary}


def state() -> State:
    """Return the current application's state."""
    found: State = current_app.extensions["glosslight"]
    return found
