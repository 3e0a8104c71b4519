"""Annotating pages and finding in plain text, beside what others use for the same."""

from __future__ import annotations

from collections.abc import Iterator

from annotator import Annotator
from annotator.options import Options
from annotator.source import read
from terms.rules import rules
from tests.bench import corpus, glossaries, peers
from tests.bench.results import Report, Target
from tests.bench.timing import each, medians

FEW, MANY = 300, 100_000
YARDSTICK = "BeautifulSoup(html.parser)"


def run(rounds: int) -> Iterator[Report]:
    """Measure; yield the tables."""
    annotators = {
        f"{FEW} labels": Annotator(glossaries.made_up(FEW)),
        "shipped glossary": Annotator(glossaries.shipped()),
        f"{MANY:,} labels": Annotator(glossaries.made_up(MANY)),
    }
    yield _corpus(annotators, rounds)
    yield _annotators(annotators["shipped glossary"], rounds)
    yield _finders(annotators, rounds)


def _corpus(annotators: dict[str, Annotator], rounds: int) -> Report:
    pages, absent = corpus.pages(), []  # type: tuple[str, ...], list[str]
    size = corpus.megabytes(pages)
    contestants = {
        f"{name}, parsing alone": each(parse, pages)
        for name, parse in peers.parsers(absent).items()
    }
    contestants |= {
        f"annotate, {name}": each(annotator.annotate, pages)
        for name, annotator in annotators.items()
    }
    shipped = annotators["shipped glossary"]
    as_bytes = tuple(page.encode("utf-8", "surrogateescape") for page in pages)
    contestants["annotate, shipped glossary, bytes"] = each(shipped.annotate, as_bytes)
    taken = medians(contestants, rounds)
    marks = {
        f"annotate, {name}": sum(len(annotator.annotate(page).matches) for page in pages)
        for name, annotator in annotators.items()
    }
    base = taken[f"{YARDSTICK}, parsing alone"]
    report = Report(
        f"Annotating the corpus: {len(pages)} pages, {size:.1f} MB, str in and out",
        ["what", "median s", "MB/s", f"times as fast as {YARDSTICK} parsing", "marks"],
        notes=absent,
    )
    for name, seconds in taken.items():
        report.add(name, seconds, size / seconds, base / seconds, marks.get(name))
    for name, least in (("shipped glossary", 6.0), (f"{MANY:,} labels", 4.0)):
        times = base / taken[f"annotate, {name}"]
        report.targets.append(
            Target(f"annotate, {name}: times {YARDSTICK} parsing", times, ">=", least, "x")
        )
    slowdown = taken[f"annotate, {MANY:,} labels"] / taken[f"annotate, {FEW} labels"]
    report.targets.append(
        Target(f"annotate: {MANY:,} labels against {FEW}, time", slowdown, "<=", 1.6, "x")
    )
    return report


def _annotators(annotator: Annotator, rounds: int) -> Report:
    absent: list[str] = []
    # The alternation takes minutes on the whole corpus.
    pages = tuple(page for page in corpus.on_topic("en") if len(page) < 12_000)
    size = corpus.megabytes(pages)
    contestants = {"annotate": each(annotator.annotate, pages)} | {
        name: each(work, pages)
        for name, work in peers.naive_annotators(annotator.pack, absent).items()
    }
    taken = medians(contestants, min(rounds, 3))
    report = Report(
        f"Annotators, HTML in and out: shipped glossary, {len(pages)} English pages on topic, "
        f"{size:.2f} MB",
        ["what", "median s", "MB/s", "annotate is faster by"],
        notes=[*absent, "The others lose the source's bytes, nest marks and know no Hangul edges."],
    )
    for name, seconds in taken.items():
        report.add(name, seconds, size / seconds, seconds / taken["annotate"])
    return report


def _plain(page: str) -> str:
    return read(page, rules("scope"), Options()).runs.text


def _finders(annotators: dict[str, Annotator], rounds: int) -> Report:
    report = Report(
        "Finding in plain text: the eligible text of the pages on topic (the alternation: a part)",
        ["glossary", "what", "MB", "median s", "MB/s", "find is faster by"],
    )
    texts = tuple(map(_plain, corpus.all_on_topic()))
    part = ("".join(texts)[:20_000],)
    for label, annotator in annotators.items():
        absent: list[str] = []
        few = len(annotator.pack.forms) < 10_000
        finders = {"find": annotator.find} | peers.finders(annotator.pack, absent, slow=few)
        given = {name: part if name.startswith("re,") else texts for name in finders}
        taken = medians({name: each(find, given[name]) for name, find in finders.items()}, rounds)
        speed = {name: corpus.megabytes(given[name]) / seconds for name, seconds in taken.items()}
        for name, seconds in taken.items():
            ratio = speed["find"] / speed[name]
            megabytes = corpus.megabytes(given[name])
            report.add(label, name, megabytes, seconds, speed[name], ratio)
        report.notes = absent
        if not few:
            report.notes.append("No alternation of 100,000 labels: it takes minutes a MB.")
    return report
