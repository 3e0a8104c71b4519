"""Serves the site on a free port of 127.0.0.1 for the browser tests, and says which.

Standard input is a glossary of its own as JSON ({file name: content}), or nothing for the shipped
one; the server ends when that is closed.
"""

import json
import sys
import tempfile
import threading
from pathlib import Path

from werkzeug.serving import WSGIRequestHandler, make_server

from server import create_app


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, *_: object) -> None:
        pass


def main() -> None:
    files = json.loads(sys.stdin.readline())
    settings = {"RATE_LIMIT": "", "RATE_LIMIT_POST": ""}
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_text(json.dumps(content), encoding="utf-8")
        if files:
            settings["GLOSSARIES"] = folder
        server = make_server(
            "127.0.0.1", 0, create_app(settings), threaded=True, request_handler=_Quiet
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(server.port, flush=True)
        sys.stdin.read()
        server.shutdown()


main()
