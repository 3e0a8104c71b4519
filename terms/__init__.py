"""What words mean: the glossary's model, its YAML reader, surface forms and the pack."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from terms.cache import load_pack
    from terms.errors import GlossaryError, GlosslightError, PackError, Problem
    from terms.files import load
    from terms.model import LANGUAGES, Entry, Facts, Glossary, Link
    from terms.pack import SHIPPED, Pack, build_pack, read_pack

__all__ = [
    "LANGUAGES",
    "SHIPPED",
    "Entry",
    "Facts",
    "Glossary",
    "GlossaryError",
    "GlosslightError",
    "Link",
    "Pack",
    "PackError",
    "Problem",
    "build_pack",
    "load",
    "load_pack",
    "read_pack",
]

_HOMES = {
    "terms.cache": ["load_pack"],
    "terms.errors": ["GlossaryError", "GlosslightError", "PackError", "Problem"],
    "terms.files": ["load"],
    "terms.model": ["LANGUAGES", "Entry", "Facts", "Glossary", "Link"],
    "terms.pack": ["SHIPPED", "Pack", "build_pack", "read_pack"],
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    # Imported when asked for: a command that needs a pack alone must not wait for a YAML reader.
    if name not in _HOME:
        raise AttributeError(f"module 'terms' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)
