"""The command that runs the server."""

from __future__ import annotations

import socket

import click

from terms.errors import GlosslightError


class _CannotServe(GlosslightError):
    pass


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, envvar="HOST")
@click.option(
    "--port", default=8765, show_default=True, envvar="PORT", type=click.IntRange(1, 65535)
)
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
def serve(host: str, port: int, workers: int) -> None:
    """Serve the API and the website; settings from GLOSSLIGHT_* variables."""
    from granian import Granian
    from granian.constants import Interfaces

    from server import create_app

    # Loaded once here, so that a bad glossary is one clear message, not one a worker.
    app = create_app()
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise _CannotServe(
                f"cannot listen on {host}:{port}: {error.strerror}. "
                "Choose another with --port (or PORT), or stop what runs there."
            ) from error
    entries = len(app.extensions["glosslight"].library.public.glossary)
    shown_host = f"[{host}]" if ":" in host else host
    click.echo(f"Glosslight serves {entries} entries. Open http://{shown_host}:{port}/")
    Granian(
        "server:create_app",
        factory=True,
        address=host,
        port=port,
        workers=workers,
        interface=Interfaces.WSGI,
        # An answer takes well under a millisecond of Python; more threads would only queue.
        blocking_threads=4,
        backpressure=256,
        websockets=False,
        log_access=False,
    ).serve()
