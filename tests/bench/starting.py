"""`glosslight annotate page.html`, the whole process, beside importing what it stands on."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench import children, corpus
from tests.bench.results import Report, Target
from tests.bench.timing import Work, medians

RUNS = 11
_YARDSTICK = "python -c 'import bs4, yaml'"
_COMMAND = "glosslight annotate page.html"


def command() -> list[str]:
    """Return the command as it is installed beside this Python, else as it would be."""
    installed = Path(sys.executable).with_name("glosslight")
    if installed.is_file():
        return [str(installed), "annotate"]
    return [sys.executable, "-c", "from server.cli import main; main()", "annotate"]


def run(rounds: int) -> Iterator[Report]:
    """Measure; yield the table."""
    report = Report(
        f"Cold start, whole process, {RUNS} runs each in turn",
        ["what", "median s", f"against {_YARDSTICK}", "CPU s", "CPU against"],
    )
    with tempfile.TemporaryDirectory() as folder:
        # An ordinary page: the one of median size.
        pages = sorted(corpus.paths(), key=lambda path: path.stat().st_size)
        page = Path(folder, "page.html")
        page.write_bytes(pages[len(pages) // 2].read_bytes())
        environment = os.environ | {"GLOSSLIGHT_CACHE": str(Path(folder, "cache"))}

        def started(*command: str) -> Work:
            return lambda: subprocess.run(command, check=True, capture_output=True, env=environment)

        python = (sys.executable, "-c")
        contestants = {
            "python -c pass": started(*python, "pass"),
            _YARDSTICK: started(*python, "import bs4, yaml"),
            _COMMAND: started(*command(), str(page)),
            "glosslight annotate --bare page.html": started(*command(), "--bare", str(page)),
        }
        try:
            contestants[_COMMAND]()  # so that the pack is kept
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode("utf-8", "replace").strip().splitlines() or ["(no words)"]
            report.notes.append(f"not measured, the command fails: {said[-1]}")
            yield report
            return
        wall = medians(contestants, max(RUNS, rounds), time.perf_counter)
        cpu = medians(contestants, max(RUNS, rounds), children.cpu_of_children)
        size = page.stat().st_size
    for name in contestants:
        ratios = wall[name] / wall[_YARDSTICK], cpu[name] / cpu[_YARDSTICK]
        report.add(name, wall[name], ratios[0], cpu[name], ratios[1])
    report.notes.append(f"The page has {size:,} bytes; the pack is kept from an earlier run.")
    report.targets.append(
        Target(f"{_COMMAND}: times {_YARDSTICK}", wall[_COMMAND] / wall[_YARDSTICK], "<=", 2.5, "x")
    )
    yield report
