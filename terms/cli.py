"""The commands that concern the glossary itself: check and pack."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from terms.errors import GlosslightError


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--stats", is_flag=True, help="Also count entries, labels, forms and so on.")
@click.option("--fix", is_flag=True, help="First rewrite the files in canonical form.")
def check(folders: tuple[Path, ...], stats: bool, fix: bool) -> None:
    """Check glossary FOLDERS (the shipped one if none is named); all findings at once."""
    from terms.check import check as findings
    from terms.files import load, subject_files
    from terms.pack import SHIPPED

    if fix:
        from terms.canonical import fix as rewrite

        for folder in folders or (SHIPPED,):
            for path in subject_files(folder):
                if rewrite(path):
                    click.echo(f"{path}: rewritten", err=True)
    glossary = load(folders or None)
    problems = findings(glossary)
    for problem in problems:
        click.echo(problem, err=True)
    if stats:
        from terms.stats import show

        show(glossary)
    count = len(problems)
    summary = f"{len(glossary)} entries, {count} finding{'s' if count != 1 else ''}"
    click.echo(summary, err=bool(problems))
    if problems:
        sys.exit(1)


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write; standard output if left out.",
)
def pack(folders: tuple[Path, ...], output: Path | None) -> None:
    """Build the pack from glossary FOLDERS (the shipped one if none is named)."""
    from terms.files import load
    from terms.pack import build_pack
    from terms.writing import write_whole

    built = build_pack(load(folders or None)).dumps()
    if output is None:
        click.echo(built, nl=False)
    else:
        try:
            write_whole(output, built.encode())
        except OSError as error:
            raise GlosslightError(f"{output}: cannot be written: {error.strerror}") from error
        click.echo(f"{output}: {len(built.encode()):,} bytes", err=True)
