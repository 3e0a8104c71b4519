"""The commands that find and mark: annotate, strip and define."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from annotator.batch import Logs
    from annotator.listing import Job
    from annotator.work import Change

_glossaries = click.option(
    "-g",
    "--glossary",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A glossary folder instead of the shipped one; may be given several times.",
)
_language = click.option(
    "--language",
    default="en",
    show_default=True,
    type=click.Choice(["en", "zh", "ko"]),
    help="The language of the explanations.",
)


_output = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File or folder to write to; standard output for one page if left out.",
)
_in_place = click.option("--in-place", is_flag=True, help="Write each page back where it was.")
_processes = click.option(
    "-j",
    "--jobs",
    "processes",
    default=1,
    show_default=True,
    type=click.IntRange(0),
    help="Processes that work side by side on several pages; 0: one a core.",
)


def _jobs(paths: tuple[str, ...], output: Path | None, in_place: bool) -> list[Job]:
    """Return what is to be done, or say why the arguments do not go together."""
    from annotator.listing import STANDARD_INPUT, jobs, several

    if in_place and output:
        raise click.UsageError("--in-place and --output exclude each other; give one of them")
    if in_place and STANDARD_INPUT in paths:
        raise click.UsageError("standard input has no place; leave --in-place out")
    if several(paths):
        if not in_place and (output is None or str(output) == STANDARD_INPUT):
            raise click.UsageError("several pages: say where they go, with --output or --in-place")
        if STANDARD_INPUT in paths:
            raise click.UsageError("standard input is one page; name no other beside it")
    return jobs(paths, output, in_place)


def _one(job: Job, change: Change) -> list[str]:
    """Work on a single page; return its pieces of the report. Raises what goes wrong."""
    from annotator.errors import UnreadableError
    from annotator.listing import Refusal
    from annotator.work import read, write

    try:
        changed = change(read(job.path), str(job.path))
    except UnreadableError as error:
        raise Refusal(f"{job.path}: {error}") from error
    if job.target is None:
        sys.stdout.buffer.write(changed.content)
        sys.stdout.buffer.flush()
    else:
        write(job.target, changed.content)
    for note in changed.notes:
        click.echo(f"glosslight: {job.path}: {note}", err=True)
    return changed.report


def _many(
    jobs: list[Job],
    change: Change,
    processes: int,
    logs: Logs | None = None,
    update: bool = False,
    everything: bool = False,
) -> tuple[list[str], bool]:
    """Work on several pages; return their pieces of the report, and whether any failed."""
    from annotator.batch import cores, run

    outcomes = run(jobs, change, processes or cores(), logs, update, everything)
    pieces = [piece for outcome in outcomes for piece in outcome.report]
    return pieces, any(outcome.failed for outcome in outcomes)


@click.command()
@click.argument("paths", metavar="FILE|FOLDER|GLOB...", nargs=-1, required=True)
@_output
@_in_place
@click.option("--bare", is_flag=True, help="Marks only, no block that explains them.")
@click.option("--index", is_flag=True, help="List the page's terms at its end, in sight.")
@_language
@click.option(
    "--density",
    default="all",
    show_default=True,
    type=click.Choice(["all", "page", "section", "block"]),
    help="Every occurrence, or the first in each page, section or block.",
)
@click.option(
    "--common",
    default="auto",
    show_default=True,
    type=click.Choice(["auto", "always", "never"]),
    help="Everyday words such as seed: where the page is on topic, always, never.",
)
@click.option("--only", help='Mark inside these elements alone: CSS selectors, "article, .post".')
@click.option("--skip", help='Mark nothing inside these elements: CSS selectors, ".sidebar".')
@_processes
@click.option("--update", is_flag=True, help="Leave out what is up to date, as after Ctrl-C.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write a JSON file that says what was marked where.",
)
@click.option(
    "--report-format",
    default="json",
    show_default=True,
    type=click.Choice(["json", "w3c"]),
    help="Our own, or W3C Web Annotations (JSON-LD).",
)
@_glossaries
def annotate(
    paths: tuple[str, ...],
    output: Path | None,
    in_place: bool,
    bare: bool,
    index: bool,
    language: str,
    density: str,
    common: str,
    only: str | None,
    skip: str | None,
    processes: int,
    update: bool,
    report: Path | None,
    report_format: str,
    folders: tuple[Path, ...],
) -> None:
    """Mark the terms in saved pages; every other byte stays.

    Pages are HTML, MHTML and gzip'd HTML (.html.gz); folders are searched for them, and so are
    quoted patterns such as "saved/**/*.html". - is standard input.
    """
    from annotator.listing import several
    from annotator.work import Annotating, write

    if bare and index:
        raise click.UsageError("--bare leaves out what --index shows; give one of them")
    options = {
        "language": language,
        "density": density,
        "common": common,
        "index": index,
        "only": only,
        "skip": skip,
    }
    wanted = report_format if report else None
    change = Annotating(folders, options, standalone=not bare, report=wanted)
    jobs = _jobs(paths, output, in_place)
    if update and jobs and jobs[0].target is None:
        raise click.UsageError("--update needs --output or --in-place")
    change.prepare()
    failed = False
    if several(paths) or update:
        from annotator.batch import Logs
        from annotator.resume import key

        root = None if in_place or not several(paths) else output
        logs = Logs(root, key(change))
        pieces, failed = _many(jobs, change, processes, logs, update, everything=bool(report))
    else:
        pieces = _one(jobs[0], change)
    if report:
        write(report, change.whole_report(pieces))
    if failed:
        sys.exit(1)


@click.command()
@click.argument("paths", metavar="FILE|FOLDER|GLOB...", nargs=-1, required=True)
@_output
@_in_place
@_processes
def strip(paths: tuple[str, ...], output: Path | None, in_place: bool, processes: int) -> None:
    """Take every mark out of annotated pages, to the byte. - is standard input."""
    from annotator.listing import several
    from annotator.work import Stripping

    jobs = _jobs(paths, output, in_place)
    if not several(paths):
        _one(jobs[0], Stripping())
    elif _many(jobs, Stripping(), processes)[1]:
        sys.exit(1)


@click.command()
@click.argument("text", nargs=-1, required=True)
@_language
@_glossaries
def define(text: tuple[str, ...], language: str, folders: tuple[Path, ...]) -> None:
    """Say what TEXT means: the term itself, the terms in it, or close spellings."""
    from annotator.annotator import Annotator
    from terms.cache import load_pack
    from terms.model import plain

    pack = load_pack(folders)
    asked = " ".join(text)
    found = Annotator(pack).look_up(asked)
    label_of = {entry["id"]: entry["label"] for entry in pack.entries}
    if not found.ids:
        click.echo(f"{asked}: no such term, and none that is spelled like it", err=True)
        sys.exit(1)
    if found.match == "close":
        click.echo(f"{asked}: no such term. Close to it:\n")
    for number, entry_id in enumerate(found.ids):
        entry = pack.entries[pack.index[entry_id]]
        if number:
            click.echo()
        native = entry.get("labels", {}).get(language, [entry["label"]])[0]
        names = [entry["label"]]
        if native != entry["label"]:
            names.append(native)
        if "expansion" in entry:
            names.append(f"({entry['expansion']})")
        click.secho("  ".join(names), bold=True)
        definition = entry["definition"].get(language) or entry["definition"]["en"]
        click.echo(plain(definition, label_of))
