"""The website: the same answers for people, working without JavaScript where it can."""

from __future__ import annotations

# Imported for the pages that they put on the blueprint.
from server.site import (
    annotating,
    browse,
    discovery,
    docs,
    entries,
    extension,
    finding,
    home,
    shared,
)
from server.site.blueprint import blueprint

__all__ = [
    "annotating",
    "blueprint",
    "browse",
    "discovery",
    "docs",
    "entries",
    "extension",
    "finding",
    "home",
    "shared",
]
