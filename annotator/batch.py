"""A run over many files: in one process or several, with progress, and a table at the end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from annotator.listing import Job
from annotator.outcomes import UP_TO_DATE, Outcome, Work
from annotator.work import Change

if TYPE_CHECKING:
    from annotator.resume import Log

SHOWN = 200
"""Pages that the table shows; of more, only those of which there is something to say."""


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _results(
    jobs: Sequence[Job], change: Change, processes: int
) -> Iterator[Iterator[tuple[int, Outcome]]]:
    """Start the work; give each job's number and outcome as they are done."""
    work = Work(change)
    if processes < 2 or len(jobs) < 2:
        yield ((number, work(job)) for number, job in enumerate(jobs))
        return
    from annotator.pool import Pool  # noqa: PLC0415 - one process needs none

    def died(job: Job, how: str) -> Outcome:
        said = (
            f"{job.path}: the process that worked on it died ({how}). If memory is short, "
            "try fewer --jobs"
        )
        return Outcome(said, failed=True, report=change.failure(str(job.path), said))

    change.prepare()
    # The largest first: one that is begun last would be waited for.
    order = sorted(range(len(jobs)), key=lambda number: -_size(jobs[number].path))
    with Pool(min(processes, len(jobs)), jobs, work, died) as pool:
        yield pool.run(order)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


class Logs:
    """The logs of the folders that a run writes to."""

    def __init__(self, output: Path | None, key: str) -> None:
        """Read none yet; `key`: what results depend on but the page itself."""
        self._output = output
        self._key = key
        self._logs: dict[Path, Log] = {}

    def __getitem__(self, job: Job) -> Log:
        """Return the log that a job belongs in."""
        from annotator.resume import Log  # noqa: PLC0415 - one page alone needs none

        root = self._output or job.root
        if root not in self._logs:
            self._logs[root] = Log(root, self._key)
        return self._logs[root]

    def close(self) -> None:
        """Close them all."""
        for log in self._logs.values():
            log.close()


def run(
    jobs: Sequence[Job],
    change: Change,
    processes: int,
    logs: Logs | None,
    update: bool,
    everything: bool,
) -> list[Outcome]:
    """Do jobs and return the outcomes in order.

    `logs`: where results are noted. `update`: leave out what is up to date; `everything`: read that
    too, for the report.
    """
    if update and logs is not None:
        jobs = [replace(job, current=logs[job].current(job)) for job in jobs]
    outcomes = [Outcome(UP_TO_DATE)] * len(jobs)
    wanted = [number for number, job in enumerate(jobs) if everything or not job.current]
    chosen = [jobs[number] for number in wanted]
    done = 0
    try:
        # Processes first: what the terminal needs is imported while they work.
        with _results(chosen, change, processes) as results, _progress(len(chosen)) as advance:
            for at, outcome in results:
                number = wanted[at]
                outcomes[number] = outcome
                done += 1
                if logs is not None:
                    logs[jobs[number]].add(jobs[number], outcome)
                advance(done)
    except KeyboardInterrupt:
        again = "; --update goes on from there" if logs is not None else ""
        print(f"stopped: {done} of {len(chosen)} pages are done{again}", file=sys.stderr)
        raise
    finally:
        if logs is not None:
            logs.close()
    show(jobs, outcomes)
    return outcomes


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """Show how far a run is, on a terminal alone; gives what takes the number of pages done."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import
    from rich.progress import MofNCompleteColumn, Progress  # noqa: PLC0415

    # Without a thread of its own, because processes are forked from this one.
    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, auto_refresh=False, transient=True) as progress:
        task = progress.add_task("Pages", total=total)
        shown = 0.0

        def advance(done: int) -> None:
            nonlocal shown
            now = monotonic()
            if now - shown > 0.1 or done == total:
                shown = now
                progress.update(task, completed=done, refresh=True)

        yield advance


def show(jobs: Sequence[Job], outcomes: Sequence[Outcome]) -> None:
    """Say what became of the jobs: a table on a terminal, else a line each, for other programs."""
    rows = [
        (str(job.below), "; ".join([outcome.said, *outcome.notes]), outcome.failed)
        for job, outcome in zip(jobs, outcomes, strict=True)
        if len(jobs) <= SHOWN or outcome.failed or outcome.notes
    ]
    if sys.stderr.isatty():
        _show_table(rows)
    else:
        for page, said, _ in rows:
            print(page, said, sep="\t", file=sys.stderr)
    failed = sum(outcome.failed for outcome in outcomes)
    current = sum(outcome.said == UP_TO_DATE for outcome in outcomes)
    pages = f"{len(jobs)} page{'s' if len(jobs) != 1 else ''}"
    summary = f"{pages}, {failed} failed"
    print(f"{summary}, {current} up to date" if current else summary, file=sys.stderr)


def _show_table(rows: Sequence[tuple[str, str, bool]]) -> None:
    from rich.console import Console  # noqa: PLC0415 - slow to import
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table("page", "result")
    for page, said, failed in rows:
        table.add_row(Text(page), Text(said, "red" if failed else ""))
    if rows:
        Console(stderr=True).print(table)
