"""The command that runs the server: several worker processes behind one socket.

The glossaries are read once, before the workers are forked: a bad one is one clear message, and the
workers share what was read. SIGHUP reads them again, in every worker, between requests. SIGTERM
stops in two steps, so that no request is lost: for a moment each answer ends its connection and
/healthz says that the server is closing, then nothing more is taken and what has begun is ended.
"""

from __future__ import annotations

import contextlib
import gc
import logging.config
import os
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from server import config, logs
from terms.errors import GlosslightError

if TYPE_CHECKING:
    from flask import Flask

    from server.gateway import Gateway

CONNECTIONS = 4096
"""Open at once in a worker. One costs little; the HTTP server counts idle ones too."""
HEADER_MS = 10_000
"""Milliseconds that a request's head may take to arrive, and that a connection may be idle."""
STOP_SECONDS = 30
"""How long requests that have begun may take to end when the server is stopped."""


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
    # What is read and imported from here on stays: the collector need not look for garbage in it.
    gc.disable()
    with tempfile.TemporaryDirectory(prefix="glosslight-metrics-") as counted:
        # Before the application is imported: prometheus_client looks for it then.
        os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", counted)
        _serve(host, port, workers)


def _serve(host: str, port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    kind = os.environ.get("GLOSSLIGHT_LOG", logs.AUTO)
    if kind == logs.AUTO:
        kind = logs.PLAIN if sys.stdout.isatty() else logs.AS_JSON
        os.environ["GLOSSLIGHT_LOG"] = kind
    app = prepared()
    _can_listen(host, port)
    configuration = logs.configuration(kind)
    logging.config.dictConfig(configuration)
    _say(app, host, port)
    server = Granian(
        "server.serve:worker",
        factory=True,
        address=host,
        port=port,
        workers=workers,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_MS),
        backpressure=CONNECTIONS,
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning,
        log_dictconfig=configuration,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )
    server.on_startup(lambda: _listen_to_signals(server, app.config["STOP_DELAY"]))
    server.serve()


_app: Flask | None = None


def prepared() -> Flask:
    """Return the application, made once a process and handed on to those forked from it."""
    global _app  # noqa: PLW0603
    if _app is None:
        from server import create_app

        # Later neither, nor need a worker copy it for that.
        gc.disable()
        _app = create_app()
        gc.freeze()
        gc.enable()
    return _app


def worker() -> Gateway:
    """Return what answers in a worker process, watching its glossaries."""
    from server.gateway import Gateway

    app = prepared()
    live = app.extensions["glosslight"]
    gateway = Gateway(
        app,
        body_seconds=app.config["BODY_SECONDS"],
        most_bytes=app.config["MAX_CONTENT_LENGTH"],
    )

    def close() -> None:
        gateway.closing = live.closing = True

    _on(_RELOAD, live.ask)
    _on(_CLOSE, close)
    _hear()
    live.catch_up()
    live.watch()
    return gateway


_RELOAD = getattr(signal, "SIGHUP", None)
_CLOSE = getattr(signal, "SIGUSR1", None)
"""Tells a worker that the server is about to stop."""


def _on(signal_number: signal.Signals | None, act: Callable[[], None]) -> None:
    if signal_number:
        signal.signal(signal_number, lambda *_: act())


def _hear() -> None:
    """In a worker: no longer block what the main process has blocked for itself."""
    if _RELOAD:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM, _RELOAD})


def _listen_to_signals(server: Any, delay: float) -> None:
    """In the main process: pass signals on to the workers, and stop in two steps.

    By a thread of its own, while all others have them blocked. A handler runs in the main thread,
    which would not wake up for the second of two signals that come at once.
    """
    if not (_RELOAD and _CLOSE):
        return
    heard = {signal.SIGTERM, _RELOAD}

    def tell(signal_number: signal.Signals) -> None:
        for running in list(server.wrks):
            with contextlib.suppress(OSError):
                os.kill(running.inner.pid, signal_number)

    def listen() -> None:
        while signal.sigwait(heard) == _RELOAD:
            tell(_RELOAD)
        tell(_CLOSE)
        threading.Timer(delay, server.signal_handler_interrupt).start()
        while signal.sigwait(heard) != signal.SIGTERM:
            pass
        server.signal_handler_interrupt()  # A second time it stops at once.

    def in_worker() -> None:
        # Until it has handlers of its own: it has nothing to end, and looks at its files anyway.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(_RELOAD, signal.SIG_IGN)
        signal.signal(_CLOSE, signal.SIG_IGN)
        _hear()

    signal.pthread_sigmask(signal.SIG_BLOCK, heard)
    os.register_at_fork(after_in_child=in_worker)
    threading.Thread(target=listen, name="signals", daemon=True).start()


def _can_listen(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise _CannotServe(
                f"cannot listen on {host}:{port}: {error.strerror}. "
                "Choose another with --port (or PORT), or stop what runs there."
            ) from error


def _say(app: Flask, host: str, port: int) -> None:
    for warning in config.misspelt():
        click.echo(f"glosslight: {warning}", err=True)
    entries = len(app.extensions["glosslight"].library.public.glossary)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Glosslight serves {entries} entries. Open http://{shown}:{port}/", err=True)
