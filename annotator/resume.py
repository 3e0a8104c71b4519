"""What runs before have done, so that a run need not do it again.

A log a folder of results, kept with the packs (terms/cache.py) and not in the folder, which may be
on its way to a web server. A page is up to date where nothing it depends on has changed: the file
it was made from, the result itself, the glossary, the options and this code. Without a log, as
after the cache was deleted, nothing is; that only costs time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from annotator.listing import Job
from annotator.outcomes import Outcome, stamp
from annotator.work import Annotating
from terms.cache import cache_folder

KEPT = 100
"""Logs that are kept; the oldest go first."""


def key(work: Annotating) -> str:
    """Return what stands for all that a result depends on but the page itself."""
    depends = [work.annotator.pack.digest, work.options, work.standalone, list(_code())]
    return hashlib.sha256(json.dumps(depends, default=str).encode()).hexdigest()[:32]


def _code() -> Iterator[tuple[str, int, int]]:
    here = Path(__file__).parent
    for folder in (here, here / "standalone", here.parent / "terms"):
        with os.scandir(folder) as found:
            for item in sorted(found, key=lambda item: item.name):
                if item.is_file():
                    status = item.stat()
                    yield item.name, status.st_size, status.st_mtime_ns


class Log:
    """What is known of the results in one folder; grows with every page, so a run may be cut."""

    def __init__(self, root: Path, key: str) -> None:
        """Read what runs before have left; where there is nothing, know nothing."""
        self._key = key
        name = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:32]
        self._path = cache_folder() / "results" / f"{name}.jsonl"
        self._known: dict[str, list[Any]] = {}
        self._file: TextIOWrapper | None = None
        lines = 0
        try:
            with self._path.open(encoding="utf-8") as log:
                for line in log:
                    lines += 1
                    self._learn(line)
        except (OSError, UnicodeError):
            pass
        if lines > 2 * len(self._known) + 100:
            self._shorten()

    def _learn(self, line: str) -> None:
        try:
            target, *rest = json.loads(line)
        except (ValueError, TypeError):
            return  # a run was cut within this line
        if isinstance(target, str) and len(rest) == 4:
            self._known[target] = rest

    def _shorten(self) -> None:
        from terms.writing import write_whole  # noqa: PLC0415 - seldom needed

        lines = "".join(json.dumps([name, *rest]) + "\n" for name, rest in self._known.items())
        with suppress(OSError):  # a longer log is a log too
            write_whole(self._path, lines.encode())

    def current(self, job: Job) -> bool:
        """Tell whether a job's result is up to date."""
        if job.target is None:
            return False
        known = self._known.get(str(job.target.absolute()))
        if known is None:
            return False
        key, page, read, written = known
        result = stamp(job.target)
        if key != self._key or result is None or list(result) != written:
            return False
        if job.target == job.path:
            return True
        source = stamp(job.path)
        return source is not None and page == str(job.path.absolute()) and list(source) == read

    def add(self, job: Job, outcome: Outcome) -> None:
        """Note a result. A log that cannot be written only costs time, some other day."""
        if job.target is None or outcome.read is None or outcome.written is None:
            return
        target, page = str(job.target.absolute()), str(job.path.absolute())
        line = json.dumps([target, self._key, page, outcome.read, outcome.written])
        try:
            if self._file is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._forget_others()
                self._file = self._path.open("a", encoding="utf-8")
            self._file.write(f"{line}\n")
            self._file.flush()
        except OSError:
            pass

    def _forget_others(self) -> None:
        logs = sorted(self._path.parent.glob("*.jsonl"), key=lambda log: log.stat().st_mtime_ns)
        for log in logs[:-KEPT]:
            log.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the log's file."""
        if self._file is not None:
            self._file.close()
