"""A job done from file to file, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from annotator.errors import UnreadableError
from annotator.listing import Job, Refusal
from annotator.work import Change, read, write
from terms.errors import GlosslightError

UP_TO_DATE = "up to date"

Stamp = tuple[int, int]
"""A file's size in bytes and time of change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job."""

    said: str
    failed: bool = False
    notes: list[str] = field(default_factory=list)
    report: list[str] = field(default_factory=list)
    read: Stamp | None = None
    """The file as it was read."""
    written: Stamp | None = None
    """The file as it was written."""


@dataclass(frozen=True)
class Work:
    """Does a job from file to file; what goes wrong is part of the outcome."""

    change: Change

    def __call__(self, job: Job) -> Outcome:
        """Read, change, write."""
        try:
            return self._do(job)
        except GlosslightError as error:
            said = str(error)
        except Exception as error:
            said = f"{job.path}: {type(error).__name__}: {error}. It is our fault; report it"
        return Outcome(said, failed=True, report=self.change.failure(str(job.path), said))

    def _do(self, job: Job) -> Outcome:
        before = stamp(job.path)
        content = read(job.path)
        try:
            changed = self.change(content, str(job.path))
        except UnreadableError as error:
            raise Refusal(f"{job.path}: {error}") from error
        if job.target is None or job.current:
            return Outcome(UP_TO_DATE, False, changed.notes, changed.report)
        # A page in its place that does not change keeps its time.
        if job.target != job.path or changed.content != content:
            write(job.target, changed.content)
        return Outcome(
            changed.said, False, changed.notes, changed.report, before, stamp(job.target)
        )


def stamp(path: Path) -> Stamp | None:
    """Return a file's stamp, None where there is none to be had."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
