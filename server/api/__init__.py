"""The HTTP API, version 1: one small module a resource, each declared once (`operation.py`)."""

from __future__ import annotations

from server.api import annotate, define, document, glossaries, health, pack, terms
from server.api.cards import shown
from server.api.operation import DIRECT, blueprint

__all__ = [
    "DIRECT",
    "annotate",
    "blueprint",
    "define",
    "document",
    "glossaries",
    "health",
    "pack",
    "shown",
    "terms",
]
