"""What a caller may choose, checked when it is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from annotator.errors import OptionError

Density = Literal["all", "page", "section", "block"]
Common = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How much is marked, and where."""

    density: Density = "all"
    """Every occurrence, or the first on the page, in each section, in each block."""
    common: Common = "auto"
    """Everyday words: where the text is on topic, always, or never."""
    host: str | None = None
    """The page's host; on one of the glossary's sites a page is always on topic."""
    language: str = "en"
    """What explanations are in, where a page is made to explain itself."""
    index: bool = False
    """Where a page is made to explain itself, list its terms at its end, in sight."""
    text_language: str | None = None
    """What the text is in; only tr and az matter (dotless i)."""
    links: bool = False
    """Mark inside links too."""
    headings: bool = True
    """Mark inside headings too."""
    only: str | None = None
    """CSS selectors: mark inside these elements alone."""
    skip: str | None = None
    """CSS selectors: mark nothing inside these elements."""
    max_per_term: int | None = None
    min_length: int = 1
    """Shortest surface that is marked, in code points."""
    without: frozenset[str] = frozenset()
    """Ids of entries that are never marked, such as those a reader knows."""
    stop_words: frozenset[str] = frozenset()
    """Surfaces that are never marked, in any letter case or spelling that folds alike."""
    numbers: bool = True
    """Mark surfaces of digits alone too."""
    whole_words: bool = True
    """Mark nothing inside a word. Without it, the edges of MATCHING ask for nothing."""
    longest: bool = True
    """Of overlapping terms the leftmost and longest; without it all, which `find` alone can."""

    def __post_init__(self) -> None:
        for name, value, known in (
            ("density", self.density, get_args(Density)),
            ("common", self.common, get_args(Common)),
        ):
            if value not in known:
                raise OptionError(f"{name}={value!r}: must be one of {', '.join(known)}")
        if self.max_per_term is not None and self.max_per_term < 1:
            raise OptionError(f"max_per_term={self.max_per_term}: must be 1 or more, or None")

    @property
    def chooses(self) -> bool:
        """Tell whether some terms are left out by what they are or by their surface."""
        return bool(self.without or self.stop_words or self.min_length > 1 or not self.numbers)

    @property
    def turkic(self) -> bool:
        """Tell whether I lowers to ı here."""
        return (self.text_language or "").split("-")[0].lower() in {"tr", "az"}
