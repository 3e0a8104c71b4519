"""The `glosslight` command: each room brings its own commands, this puts them together."""

from __future__ import annotations

import importlib
import os
import sys

import click

from terms.errors import GlosslightError

_COMMANDS = {
    "annotate": "annotator.cli",
    "check": "terms.cli",
    "define": "annotator.cli",
    "pack": "terms.cli",
    "serve": "server.serve",
    "strip": "annotator.cli",
}


class _Lazy(click.Group):
    """Imports a command's module only when the command is wanted, so that each starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(_COMMANDS[cmd_name]), cmd_name)
        return command


@click.group(cls=_Lazy)
@click.version_option(package_name="glosslight")
def cli() -> None:
    """Explain jargon where people read it."""


def main() -> None:
    """Run the command; what goes wrong on purpose is said in words, without a traceback."""
    try:
        cli()
    except GlosslightError as error:
        click.secho(f"glosslight: {error}", fg="red", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output has seen enough; a second error at exit would only puzzle.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
