"""Annotating the corpus, beside BeautifulSoup parsing it."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup
from rich.table import Table

from annotator import Annotator
from terms import load
from tests.bench.timing import medians


def run(pages: list[str], rounds: int) -> Iterator[Table]:
    """Measure; yield the table."""
    annotator = Annotator(load())
    size = sum(map(len, pages)) / 1e6
    taken = medians(
        {
            "BeautifulSoup(html.parser), parsing alone": lambda: [
                BeautifulSoup(page, "html.parser") for page in pages
            ],
            "annotate, str in and out": lambda: [annotator.annotate(page) for page in pages],
        },
        rounds,
    )
    base = next(iter(taken.values()))
    table = Table(
        "what",
        "median s",
        "MB/s",
        "times as fast",
        title=f"{len(pages)} pages, {size:.1f} M characters",
    )
    for name, seconds in taken.items():
        table.add_row(name, f"{seconds:.3f}", f"{size / seconds:.1f}", f"{base / seconds:.2f}")
    yield table
