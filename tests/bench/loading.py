"""From a pack file to an Annotator that is ready: seconds and memory."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from terms.pack import Pack
from tests.bench import children, glossaries
from tests.bench.results import Report, Target

LABELS = 100_000


def run(rounds: int) -> Iterator[Report]:
    """Measure; yield the table."""
    report = Report(
        "From a pack file to an Annotator that has answered, in a fresh process",
        ["glossary", "entries", "forms", "file MB", "s", "of it read s", "CPU s", "peak MB"],
    )
    many = f"{LABELS:,} labels"
    packs = {
        "shipped": glossaries.shipped(),
        many: glossaries.made_up(LABELS),
        f"{LABELS:,} entries of one label": glossaries.wide(LABELS),
    }
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, pack) in enumerate(packs.items()):
            path = Path(folder, f"{number}.json")
            _measure(report, name, pack, path, rounds)
    for row in report.rows[1:]:
        report.targets += [
            Target(f"{row[0]}: pack file to ready", _figure(row[4]), "<=", 1.5, "s"),
            Target(f"{row[0]}: peak memory", _figure(row[7]), "<=", 400, "MB"),
        ]
    yield report


def _measure(report: Report, name: str, pack: Pack, path: Path, rounds: int) -> None:
    path.write_text(pack.dumps(), encoding="utf-8")
    taken = []
    for _ in range(rounds):
        said = list(children.lines("load_child", str(path), seconds=60))
        assert said[-1]["ended"] == "well", said
        taken.append(said[0])
    wall, read, cpu, peak = (
        statistics.median(_figure(facts[key]) for facts in taken)
        for key in ("wall", "read", "cpu", "peak")
    )
    size = path.stat().st_size / 1e6
    report.add(name, len(pack.entries), len(pack.forms), size, wall, read, cpu, peak)


def _figure(value: object) -> float:
    assert isinstance(value, float | int)
    return float(value)
