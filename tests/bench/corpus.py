"""The pages that are measured on: those in the folder named by GLOSSLIGHT_CORPUS."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

LANGUAGES = {"en": "English", "zh": "Chinese", "ko": "Korean"}


def folder() -> Path:
    """Return the corpus' folder; ../shared/corpus where none is named."""
    return Path(os.environ.get("GLOSSLIGHT_CORPUS", "../shared/corpus"))


def paths() -> list[Path]:
    """Return the pages' files; ends the program where there are none."""
    found = sorted([*folder().glob("pages/*.html"), *folder().glob("on-topic/*/*.html")])
    if not found:
        sys.exit(f"No pages in {folder()}; name the corpus: GLOSSLIGHT_CORPUS=FOLDER make bench")
    return found


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


@cache
def pages() -> tuple[str, ...]:
    """Return all pages as text."""
    return tuple(_text(path) for path in paths())


@cache
def on_topic(language: str) -> tuple[str, ...]:
    """Return the pages about the shipped glossary's subject in one language."""
    paths()
    return tuple(_text(path) for path in sorted(folder().glob(f"on-topic/{language}/*.html")))


def all_on_topic() -> tuple[str, ...]:
    """Return the pages about the shipped glossary's subject in all languages."""
    return tuple(page for language in LANGUAGES for page in on_topic(language))


def megabytes(texts: tuple[str, ...]) -> float:
    """Return the texts' size in MB (10^6 bytes) of UTF-8."""
    return sum(len(text.encode("utf-8", "surrogateescape")) for text in texts) / 1e6
