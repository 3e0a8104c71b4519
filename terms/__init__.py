"""What words mean: the glossary's model, its YAML reader, surface forms and the pack."""

from terms.errors import GlossaryError, GlosslightError, PackError, Problem
from terms.files import SHIPPED, load
from terms.model import LANGUAGES, Entry, Facts, Glossary, Link
from terms.pack import Pack, build_pack, read_pack

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
    "read_pack",
]
