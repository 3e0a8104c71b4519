"""Two processes against one: through the command's --jobs, and through multiprocessing."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from annotator import Annotator
from tests.bench import corpus, glossaries
from tests.bench.results import Report, Target
from tests.bench.starting import command
from tests.bench.timing import medians

COPIES = 6
MEMORY = Path("/dev/shm")
"""Where it exists files are kept in memory: two processes have one disk."""
_annotator: Annotator


def _prepare() -> None:
    global _annotator  # noqa: PLW0603 - one a worker process
    _annotator = Annotator(glossaries.shipped())


def _annotate(path: str) -> int:
    return len(_annotator.annotate(Path(path).read_bytes()).html)


def _pools(rounds: int) -> dict[str, float]:
    # The largest first, or one worker ends long after the other.
    paths = sorted(corpus.paths(), key=lambda path: -path.stat().st_size)
    work = [str(path) for path in paths] * COPIES
    context = multiprocessing.get_context("spawn")
    with context.Pool(1, _prepare) as one, context.Pool(2, _prepare) as two:
        return medians(
            {
                "one": lambda: one.map(_annotate, work, chunksize=8),
                "two": lambda: two.map(_annotate, work, chunksize=8),
            },
            rounds,
            time.perf_counter,
        )


def _has_jobs() -> bool:
    said = subprocess.run([*command(), "--help"], check=True, capture_output=True, text=True)
    return "--jobs" in said.stdout


def _jobs(rounds: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as named:
        folder = Path(named)
        pages, output = folder / "pages", folder / "output"
        for copy in range(COPIES):
            (pages / str(copy)).mkdir(parents=True)
            for number, path in enumerate(corpus.paths()):
                (pages / str(copy) / f"{number}-{path.name}").write_bytes(path.read_bytes())
        environment = os.environ | {"GLOSSLIGHT_CACHE": str(folder / "cache")}
        runs = iter(range(10_000))

        def started(jobs: int) -> object:
            # A fresh folder each time: what is up to date may be passed over.
            target = str(output / str(next(runs)))
            asked = ["--bare", "--jobs", str(jobs), str(pages), "-o", target]
            return subprocess.run(
                [*command(), *asked], check=True, capture_output=True, env=environment
            )

        return medians(
            {"one": lambda: started(1), "two": lambda: started(2)}, rounds, time.perf_counter
        )


def run(rounds: int) -> Iterator[Report]:
    """Measure; yield the table."""
    report = Report(
        f"Two processes against one: the corpus {COPIES} times, bytes in and out, files in memory",
        ["what", "one s", "two s", "times as fast"],
    )
    try:
        jobs = _has_jobs()
        if not jobs:
            report.notes.append("glosslight annotate has no --jobs yet: not measured")
        measured = {"glosslight annotate --jobs": _jobs(min(rounds, 3))} if jobs else {}
    except subprocess.CalledProcessError as error:
        report.notes.append(f"not measured, the command fails: {error.stderr[-200:]!r}")
        measured = {}
    measured["multiprocessing over annotate, workers up"] = _pools(rounds)
    for name, taken in measured.items():
        report.add(name, taken["one"], taken["two"], taken["one"] / taken["two"])
    load = f"load average {os.getloadavg()[0]:.1f}"
    report.notes.append(f"{os.cpu_count()} cores, {load}: what others run shows here.")
    name, taken = next(iter(measured.items()))
    report.targets.append(
        Target(f"two processes: {name}", taken["one"] / taken["two"], ">=", 1.7, "x")
    )
    yield report
