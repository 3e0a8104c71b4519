"""MB/s by the language of the page."""

from __future__ import annotations

from collections.abc import Iterator

from annotator import Annotator
from tests.bench import corpus, glossaries
from tests.bench.results import Report, Target
from tests.bench.timing import each, medians


def run(rounds: int) -> Iterator[Report]:
    """Measure; yield the table."""
    report = Report(
        "Pages on topic, by language: annotate",
        ["glossary", "language", "pages", "MB", "marks", "MB/s", "slower than English by"],
    )
    for label, pack in (
        ("shipped", glossaries.shipped()),
        ("100,000 labels", glossaries.made_up(100_000)),
    ):
        annotator = Annotator(pack)
        pages = {language: corpus.on_topic(language) for language in corpus.LANGUAGES}
        taken = medians(
            {language: each(annotator.annotate, texts) for language, texts in pages.items()},
            max(rounds, 7),
        )
        speed = {lang: corpus.megabytes(pages[lang]) / seconds for lang, seconds in taken.items()}
        for language, name in corpus.LANGUAGES.items():
            texts = pages[language]
            marks = sum(len(annotator.annotate(text).matches) for text in texts)
            slower = speed["en"] / speed[language]
            size = corpus.megabytes(texts)
            report.add(label, name, len(texts), size, marks, speed[language], slower)
        spread = max(speed.values()) / min(speed.values())
        report.targets.append(
            Target(f"languages, {label}: fastest to slowest, MB/s", spread, "<=", 3.0, "x")
        )
    yield report
