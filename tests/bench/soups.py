"""What annotate_soup adds to BeautifulSoup's own parse and output."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup

from annotator import Annotator
from tests.bench import corpus, glossaries
from tests.bench.peers import module
from tests.bench.results import Report, Target
from tests.bench.timing import medians


def _pass(page: str, parser: str, annotator: Annotator | None) -> str:
    soup = BeautifulSoup(page, parser)
    if annotator:
        annotator.annotate_soup(soup)
    return str(soup)


def run(rounds: int) -> Iterator[Report]:
    """Measure; yield the table."""
    annotator = Annotator(glossaries.shipped())
    absent = ["A page on topic has 130 marks, which BeautifulSoup then writes out as well."]
    report = Report(
        "annotate_soup between BeautifulSoup's parse and output, shipped glossary",
        ["pages", "parser", "without s", "with s", "adds %"],
        notes=absent,
    )
    parsers = ["html.parser"] + (["lxml"] if module("lxml", absent) else [])
    for where, pages in (("corpus", corpus.pages()), ("on topic", corpus.all_on_topic())):
        contestants = {}
        for parser in parsers:
            for with_it in (None, annotator):
                contestants[f"{parser} {bool(with_it)}"] = (
                    lambda pages=pages, parser=parser, with_it=with_it: [
                        len(_pass(page, parser, with_it)) for page in pages
                    ]
                )
        taken = medians(contestants, rounds)
        for parser in parsers:
            without, with_it = taken[f"{parser} False"], taken[f"{parser} True"]
            adds = 100 * (with_it / without - 1)
            report.add(where, parser, without, with_it, adds)
            if where == "corpus":
                what = f"annotate_soup, {parser}, {where}: adds to parse and output"
                report.targets.append(Target(what, adds, "<=", 35, "%"))
    yield report
