"""The peer of the service: one Flask route that returns a constant, behind the same HTTP server.

`worker` is what a worker process runs; `main` serves it, for the time from the start to an answer.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from flask import Flask, Response

from server.gateway import Gateway


def app() -> Flask:
    """Return an application whose one route answers as many bytes as GLOSSLIGHT_BARE_BYTES says."""
    made = Flask("bare")
    body = b"x" * int(os.environ.get("GLOSSLIGHT_BARE_BYTES", "1000"))

    @made.get("/")
    def constant() -> Response:
        return Response(body, content_type="application/json")

    return made


def worker() -> Gateway:
    """Return it behind the gateway that the service has."""
    return Gateway(app(), body_seconds=20, most_bytes=1_000_000)


def imported() -> list[str]:
    """Return the modules of others that serving imports, up to its first answer."""
    from server import create_app

    create_app().test_client().get("/v1/define?text=LoRA")
    ours = {"server", "annotator", "terms", "tests", "__main__"}
    mine = sys.stdlib_module_names | ours
    return [name for name in sys.modules if name.split(".")[0] not in mine]


def main() -> None:
    """`bare.py imports`: list them. `bare.py PORT INTERFACE MODULES`: serve with them imported."""
    if sys.argv[1] == "imports":
        print(json.dumps(imported()))
        return
    port, interface, modules = sys.argv[1:]
    for name in json.loads(modules):
        try:
            import_module(name)
        except ImportError:
            continue  # a part that its package makes by itself
    serve(int(port), interface)


def serve(port: int, interface: str) -> None:
    """Serve with the settings of `glosslight serve`."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    settings: dict[str, Any] = {"interface": Interfaces.RSGI}
    target: Callable[..., Any] = worker
    if interface == "wsgi":
        settings = {"interface": Interfaces.WSGI, "blocking_threads": 4}
        target = app
    Granian(
        f"tests.bench.bare:{target.__name__}",
        factory=True,
        port=port,
        http=HTTPModes.http1,
        backpressure=4096,
        websockets=False,
        log_level=LogLevels.error,
        **settings,
    ).serve()


if __name__ == "__main__":
    main()
