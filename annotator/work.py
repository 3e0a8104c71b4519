"""What is done to a file's content: annotating and stripping, with all that they need.

Both are picklable, and light before they are used, so that they can be sent to other processes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from annotator.listing import STANDARD_INPUT, Refusal

if TYPE_CHECKING:
    from annotator.annotator import Annotator
    from annotator.page import AnnotatedPage, Html

MAX_BYTES = 200_000_000
"""A larger file is no saved page; it is refused instead of filling the memory."""

_PERHAPS_CONTAINER = re.compile(rb"\x1f\x8b|[\r\n]*+[A-Za-z-]+:")


@dataclass(frozen=True)
class Changed:
    """A file's new content, and what to say of it."""

    content: bytes
    said: str
    notes: list[str] = field(default_factory=list)
    report: list[str] = field(default_factory=list)
    """Pieces of the report, as JSON."""


class Change(Protocol):
    """What is done to a file's content."""

    def prepare(self) -> None:
        """Do once what takes time."""

    def __call__(self, content: bytes, path: str) -> Changed:
        """Return the content changed; raises GlosslightError."""
        ...

    def failure(self, path: str, error: str) -> list[str]:
        """Return what the report says of a file that could not be worked on."""
        ...


@dataclass(frozen=True)
class Annotating:
    """Marks the terms."""

    folders: tuple[Path, ...]
    """Of the glossaries; the shipped one if empty."""
    options: dict[str, Any]
    standalone: bool
    report: str | None = None
    """The report's format: json or w3c."""

    @cached_property
    def annotator(self) -> Annotator:
        """The annotator, made when it is first wanted."""
        from annotator.annotator import Annotator  # noqa: PLC0415 - stripping needs none
        from terms.cache import load_pack  # noqa: PLC0415

        return Annotator(load_pack(self.folders), **self.options)

    def __getstate__(self) -> dict[str, Any]:
        """Leave the annotator behind; another process makes its own."""
        return {name: value for name, value in self.__dict__.items() if name != "annotator"}

    def prepare(self) -> None:
        """Make the annotator."""
        self.annotator  # noqa: B018

    def annotate(self, html: Html) -> AnnotatedPage[Html]:
        """Return a page with marks."""
        page: AnnotatedPage[Html] = self.annotator.annotate(html, standalone=self.standalone)
        return page

    def __call__(self, content: bytes, path: str) -> Changed:
        """Return the content with marks."""
        if self.report is None and not _PERHAPS_CONTAINER.match(content):
            page = self.annotate(content)
            return Changed(page.html, _counted(len(page.matches)))
        from annotator.containers import annotate_container  # noqa: PLC0415 - few files need it

        done = annotate_container(content, self.annotate)
        count = sum(len(found.page.matches) for found in done.found)
        report: list[str] = []
        if self.report == "json":
            from annotator import report as json_report  # noqa: PLC0415

            report = [json_report.page(path, found) for found in done.found]
            if done.notes:
                report.append(json_report.notes(path, done.notes))
        elif self.report == "w3c":
            from annotator import w3c  # noqa: PLC0415

            pack = self.annotator.pack
            report = [piece for found in done.found for piece in w3c.page(path, found, pack)]
        return Changed(done.content, _counted(count), done.notes, report)

    def failure(self, path: str, error: str) -> list[str]:
        """Return what the report says of a file that could not be worked on."""
        if self.report != "json":
            return []
        from annotator import report as json_report  # noqa: PLC0415

        return [json_report.failure(path, error)]

    def whole_report(self, pieces: Iterable[str]) -> bytes:
        """Return the report of its pieces."""
        if self.report == "w3c":
            from annotator import w3c  # noqa: PLC0415

            return w3c.whole(pieces)
        from annotator import report as json_report  # noqa: PLC0415

        return json_report.whole(pieces, self.annotator.pack.digest, self.options)


def _counted(marks: int) -> str:
    return f"{marks} mark{'s' if marks != 1 else ''}"


@dataclass(frozen=True)
class Stripping:
    """Takes the marks out."""

    def prepare(self) -> None:
        """Do nothing; there is nothing to prepare."""

    def __call__(self, content: bytes, path: str) -> Changed:
        """Return the content without marks."""
        if _PERHAPS_CONTAINER.match(content):
            from annotator.containers import strip_container  # noqa: PLC0415 - few files need it

            bare = strip_container(content)
        else:
            from annotator.page import strip  # noqa: PLC0415 - annotating needs none

            bare = strip(content)
        return Changed(bare, "stripped" if bare != content else "no marks")

    def failure(self, path: str, error: str) -> list[str]:
        """Return nothing; stripping reports nothing."""
        return []


def read(path: Path) -> bytes:
    """Return a file's content, standard input's for -; raises Refusal."""
    if str(path) == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Refusal(f"{path}: {size:,} bytes; at most {MAX_BYTES:,} are taken. Split it")
        return path.read_bytes()
    except OSError as error:
        raise Refusal(f"{path}: cannot be read: {error.strerror or error}") from error


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, with the folders it needs; raises Refusal."""
    from terms.writing import write_whole  # noqa: PLC0415 - not needed for standard output

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        raise Refusal(f"{path}: cannot be written: {error.strerror or error}") from error
