"""The commands that find and mark: annotate, strip and define."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from annotator.errors import AnnotatorError
from terms.errors import GlosslightError

STANDARD_INPUT = "-"
HTML_SUFFIXES = frozenset([".htm", ".html", ".xhtml"])
MAX_BYTES = 200_000_000
"""A larger file is no saved page; it is refused instead of filling the memory."""

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


class Refusal(AnnotatorError):
    """A file that cannot be worked on; the run goes on with the next."""


def _pages(paths: tuple[str, ...]) -> Iterator[tuple[Path, Path]]:
    """Return the files to work on, each with its place below the folder that was named."""
    for named in paths:
        path = Path(named)
        if named != STANDARD_INPUT and path.is_dir():
            _list(path)
            for file in sorted(path.rglob("*")):
                if file.suffix.lower() in HTML_SUFFIXES and file.is_file():
                    yield file, file.relative_to(path)
        else:
            yield path, Path(path.name)


def _list(folder: Path) -> None:
    """Raise where a folder cannot be listed; globbing would pass it over in silence."""
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        raise Refusal(f"{folder}: cannot be listed: {error.strerror}") from error


def _read(path: Path) -> bytes:
    if str(path) == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Refusal(f"{path}: {size:,} bytes; at most {MAX_BYTES:,} are taken. Split it")
        return path.read_bytes()
    except OSError as error:
        raise Refusal(f"{path}: cannot be read: {error.strerror or error}") from error


def _write(path: Path, content: bytes) -> None:
    from terms.writing import write_whole

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        raise Refusal(f"{path}: cannot be written: {error.strerror or error}") from error


def _work(
    paths: tuple[str, ...],
    output: Path | None,
    in_place: bool,
    change: Callable[[bytes], tuple[bytes, str]],
) -> None:
    """Change every page; go on past one that fails; end non-zero if any did."""
    if in_place and output:
        raise click.UsageError("--in-place and --output exclude each other; give one of them")
    if in_place and STANDARD_INPUT in paths:
        raise click.UsageError("standard input has no place; leave --in-place out")
    pages = list(_pages(paths))
    several = len(pages) > 1 or any(p != STANDARD_INPUT and Path(p).is_dir() for p in paths)
    if several and not in_place and not output:
        raise click.UsageError("several pages: say where they go, with --output or --in-place")
    if not several:
        [(path, below)] = pages
        content, _ = change(_read(path))
        target = path if in_place else output
        if target is None or str(target) == STANDARD_INPUT:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            _write(target / below if target.is_dir() else target, content)
        return
    _work_on_many(pages, output, change)


def _work_on_many(
    pages: list[tuple[Path, Path]],
    output: Path | None,
    change: Callable[[bytes], tuple[bytes, str]],
) -> None:
    from rich.console import Console
    from rich.progress import track
    from rich.table import Table

    console = Console(stderr=True)
    table = Table("page", "result")
    failed = 0
    for path, below in track(pages, "Pages", console=console, disable=not console.is_terminal):
        try:
            content, said = change(_read(path))
            _write(output / below if output else path, content)
        except GlosslightError as error:
            failed += 1
            said = f"[red]{error}[/red]"
        table.add_row(str(below), said)
    console.print(table)
    console.print(f"{len(pages)} pages, {failed} failed")
    if failed:
        sys.exit(1)


@click.command()
@click.argument("paths", metavar="FILE|FOLDER...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File or folder to write to; standard output for one page if left out.",
)
@click.option("--in-place", is_flag=True, help="Write each page back where it was.")
@click.option("--bare", is_flag=True, help="Marks only, no block that explains them.")
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
@_glossaries
def annotate(
    paths: tuple[str, ...],
    output: Path | None,
    in_place: bool,
    bare: bool,
    language: str,
    density: str,
    common: str,
    folders: tuple[Path, ...],
) -> None:
    """Mark the terms in saved HTML pages; every other byte stays. - is standard input."""
    from annotator.annotator import Annotator
    from terms.cache import load_pack

    annotator = Annotator(load_pack(folders), language=language, density=density, common=common)

    def change(html: bytes) -> tuple[bytes, str]:
        page = annotator.annotate(html, standalone=not bare)
        count = len(page.matches)
        return page.html, f"{count} mark{'s' if count != 1 else ''}"

    _work(paths, output, in_place, change)


@click.command()
@click.argument("paths", metavar="FILE|FOLDER...", nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File or folder.")
@click.option("--in-place", is_flag=True, help="Write each page back where it was.")
def strip(paths: tuple[str, ...], output: Path | None, in_place: bool) -> None:
    """Take every mark out of annotated pages, to the byte. - is standard input."""
    from annotator.page import strip as strip_page

    def change(html: bytes) -> tuple[bytes, str]:
        bare = strip_page(html)
        return bare, "stripped" if bare != html else "no marks"

    _work(paths, output, in_place, change)


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
