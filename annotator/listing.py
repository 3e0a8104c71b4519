"""Which files a command works on, and where each goes: files, folders and globs to jobs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.errors import AnnotatorError

STANDARD_INPUT = "-"
PAGE_SUFFIXES = (".htm", ".html", ".xhtml", ".mht", ".mhtml", ".htm.gz", ".html.gz", ".xhtml.gz")
_MAGIC = frozenset("*?[")


class Refusal(AnnotatorError):
    """A file that cannot be worked on; the run goes on with the next."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to work on."""

    path: Path
    below: Path
    """Its place below the folder that was named."""
    root: Path
    """That folder; for a file, the one that it is in."""
    target: Path | None = None
    """Where it goes; standard output if None."""
    current: bool = False
    """What stands at `target` was made from this very file in this very way."""


def is_glob(named: str) -> bool:
    """Tell whether an argument is a pattern, not the name of a file."""
    return not _MAGIC.isdisjoint(named) and not Path(named).exists()


def several(named: tuple[str, ...]) -> bool:
    """Tell whether arguments may name more than one file, whatever they do name."""
    return len(named) > 1 or is_glob(named[0]) or _is_folder(named[0])


def _is_folder(named: str) -> bool:
    return named != STANDARD_INPUT and Path(named).is_dir()


def jobs(named: tuple[str, ...], output: Path | None, in_place: bool) -> list[Job]:
    """Return the files that arguments name, each once, in their order, each with its target.

    Raises Refusal where a folder cannot be listed, a pattern fits nothing or two files would be
    written to one.
    """
    found: dict[Path, Job] = {}
    for argument in named:
        for job in _named(argument, output):
            found.setdefault(job.path, job)
    placed = []
    taken: dict[Path, Path] = {}
    alone = not several(named)
    for job in found.values():
        target = _target(job, output, in_place, alone)
        if target is not None and (other := taken.setdefault(target, job.path)) is not job.path:
            raise Refusal(
                f"{other} and {job.path} would both be written to {target}; name the folder they "
                'share, or a quoted pattern: "saved/**/*.html"'
            )
        placed.append(Job(job.path, job.below, job.root, target))
    return placed


def _target(job: Job, output: Path | None, in_place: bool, alone: bool) -> Path | None:
    if in_place:
        return job.path
    if output is None or str(output) == STANDARD_INPUT:
        return None
    if alone:
        return output / job.below if output.is_dir() else output
    return output / job.below


def _named(argument: str, output: Path | None) -> Iterator[Job]:
    path = Path(argument)
    if is_glob(argument):
        return _fitting(argument, output)
    if _is_folder(argument):
        return _inside(path, output)
    return iter([Job(path, Path(path.name), path.parent)])


def _inside(folder: Path, output: Path | None) -> Iterator[Job]:
    """Return the pages in a folder, but for what a run before has put into an output in it."""
    try:
        next(folder.iterdir(), None)  # globbing would pass over in silence what it cannot list
    except OSError as error:
        raise Refusal(f"{folder}: cannot be listed: {error.strerror}") from error
    written = _below(folder, output)
    for file in sorted(folder.rglob("*")):
        if file.name.lower().endswith(PAGE_SUFFIXES) and file.is_file():
            below = file.relative_to(folder)
            if not (written and below.is_relative_to(written)):
                yield Job(file, below, folder)


def _fitting(pattern: str, output: Path | None) -> Iterator[Job]:
    """Return the files that a pattern fits; all of them if it ends in a suffix, else pages."""
    parts = Path(pattern).parts
    plain = next(at for at, part in enumerate(parts) if not _MAGIC.isdisjoint(part))
    root = Path(*parts[:plain])
    rest = "/".join(parts[plain:]) + ("/*" if parts[-1] == "**" else "")
    suffix = Path(rest).suffix
    every = bool(suffix) and _MAGIC.isdisjoint(suffix)
    written = _below(root, output)
    try:
        files = [file for file in sorted(root.glob(rest)) if file.is_file()]
    except ValueError as error:
        raise Refusal(f"{pattern}: is no pattern: {error}") from error
    found = [
        Job(file, file.relative_to(root), root)
        for file in files
        if every or file.name.lower().endswith(PAGE_SUFFIXES)
    ]
    if not found:
        raise Refusal(f"{pattern}: no page fits this pattern")
    return (job for job in found if not (written and job.below.is_relative_to(written)))


def _below(folder: Path, output: Path | None) -> Path | None:
    """Return where in a folder the output folder is, None if it is elsewhere.

    Raises Refusal where they are the same.
    """
    if output is None:
        return None
    folder, output = folder.resolve(), output.resolve()
    if folder == output:
        raise Refusal(
            f"{output}: the pages come from this folder and would be written over; "
            "name another with --output, or say --in-place"
        )
    return output.relative_to(folder) if output.is_relative_to(folder) else None
