"""`make bench`: our speed beside our peers', as ratios, in one run.

Reads the corpus named by GLOSSLIGHT_CORPUS; ../shared/corpus where that is unset.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench import annotating

TOPICS = {"annotating": annotating.run}


def corpus() -> list[str]:
    """Return the corpus' pages as text."""
    root = Path(os.environ.get("GLOSSLIGHT_CORPUS", "../shared/corpus"))
    pages = sorted([*root.glob("pages/*.html"), *root.glob("on-topic/*/*.html")])
    if not pages:
        sys.exit(f"No pages in {root}; name the corpus: GLOSSLIGHT_CORPUS=FOLDER make bench")
    return [page.read_bytes().decode("utf-8", "surrogateescape") for page in pages]


def main() -> None:
    """Run the topics named, all of them if none is."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("topics", nargs="*", choices=[[], *TOPICS])
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    pages = corpus()
    console = Console(width=110)
    for topic in chosen.topics or TOPICS:
        for table in TOPICS[topic](pages, chosen.rounds):
            assert isinstance(table, Table)
            console.print(table)


if __name__ == "__main__":
    main()
