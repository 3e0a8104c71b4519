"""Between the HTTP server (RSGI) and the application (WSGI).

Why not the server's own WSGI: there a thread of Python waits for each body, so a few senders who
trickle hold all threads, and a waiting thread cannot be called off. Here a body is received without
a thread, for a limited time. A request without one is answered at once, on the event loop: it takes
under a millisecond, and threads that compete for the interpreter would make all of them slower and
some of them very slow. What has a body may take long, and goes to a few threads.

RSGI: https://github.com/emmett-framework/granian/blob/master/docs/spec/RSGI.md
"""

from __future__ import annotations

import asyncio
import io
import logging
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from server.problems import Problem

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment
    from granian._granian import RSGIHTTPProtocol as HTTPProtocol
    from granian.rsgi import Scope

_log = logging.getLogger(__name__)

THREADS = 4
"""For requests with a body, in one worker process."""
MOST_WAITING = 128_000_000
"""Bytes of bodies that a worker process holds at once; who would exceed it is to come again."""
RECEIVED_WHOLE = 256_000
"""Bytes of a body up to which its parts are not looked at as they arrive."""

_BODILESS = frozenset(["GET", "HEAD", "OPTIONS"])
_Answer = tuple[int, list[tuple[str, str]], bytes]


class Gateway:
    """Answers RSGI's calls with a WSGI application."""

    def __init__(self, app: WSGIApplication, *, body_seconds: float, most_bytes: int) -> None:
        """`body_seconds`: that a body may take to arrive.

        `most_bytes`: of a longer body one byte more is received, for the application to see that.
        """
        self._app = app
        self._seconds = body_seconds
        self._most = most_bytes
        self._held = 0
        self._pool = ThreadPoolExecutor(THREADS, "answer")
        self.closing = False
        """Whether each answer ends its connection, so that a server about to stop loses none."""

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Answer one request."""
        if scope.method in _BODILESS:
            self._answer(_environ(scope, io.BytesIO()), protocol)
        else:
            await self._with_body(scope, protocol)

    async def _with_body(self, scope: Scope, protocol: HTTPProtocol) -> None:
        parts: list[bytes] = []
        try:
            given: io.RawIOBase | io.BytesIO
            try:
                async with asyncio.timeout(self._seconds):
                    await self._receive(scope, protocol, parts)
                given = io.BytesIO(b"".join(parts))
            except TimeoutError:
                given = _Refused(
                    "slow-body",
                    f"The body did not arrive within {self._seconds:g} seconds; send it faster, "
                    "or a smaller one.",
                    headers={"Connection": "close"},
                )
            except _Full:
                given = _Refused(
                    "busy",
                    "Too many bodies are held already; try again in a moment.",
                    headers={"Retry-After": "1"},
                )
            environ = _environ(scope, given)
            if "CONTENT_LENGTH" not in environ:
                # It came in chunks. Werkzeug cuts what is too long without a word, unless it is
                # told the length.
                environ["CONTENT_LENGTH"] = str(sum(map(len, parts)))
                environ.pop("HTTP_TRANSFER_ENCODING", None)
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(self._pool, self._answer, environ, protocol)
        finally:
            self._held -= sum(map(len, parts))

    async def _receive(self, scope: Scope, protocol: HTTPProtocol, parts: list[bytes]) -> None:
        length = int(scope.headers.get("content-length") or -1)
        if length > self._most:
            return  # The application sees that by the length alone.
        if 0 <= length <= RECEIVED_WHOLE:
            # In one go, which is faster; that it is coming counts as if it were here.
            self._held += length
            try:
                if self._held > MOST_WAITING:
                    raise _Full
                whole = await protocol()
            except BaseException:
                self._held -= length
                raise
            self._held += len(whole) - length
            parts.append(whole)
            return
        received = 0
        async for part in protocol:
            parts.append(part)
            received += len(part)
            self._held += len(part)
            if received > self._most:
                return
            if self._held > MOST_WAITING:
                raise _Full

    def _answer(self, environ: WSGIEnvironment, protocol: HTTPProtocol) -> None:
        # From the thread that made it: the event loop need not come round for it first.
        protocol.response_bytes(*self._made(environ))

    def _made(self, environ: WSGIEnvironment) -> _Answer:
        begun: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], _: Any = None) -> Any:
            begun[:] = int(status[:3]), headers
            return None

        try:
            chunks = self._app(environ, start_response)
            try:
                body = b"".join(chunks)
            finally:
                _close(chunks)
        except Exception:
            _log.exception("a request failed outside of the application's own handling")
            return HTTPStatus.INTERNAL_SERVER_ERROR, [], b""
        status, headers = begun
        if self.closing:
            headers.append(("Connection", "close"))
        return status, headers, body


class _Full(Exception):
    pass


class _Refused(io.RawIOBase):
    """A body that was not received: the application is told why when it reads."""

    def __init__(self, kind: str, detail: str, **more: Any) -> None:
        self._problem = Problem(kind, detail, **more)

    def readable(self) -> bool:
        return True

    def readinto(self, _: Any) -> int:
        raise self._problem


def _close(chunks: Iterable[bytes]) -> None:
    close = getattr(chunks, "close", None)
    if close:
        close()


_BASE: dict[str, Any] = {
    "SCRIPT_NAME": "",
    "SERVER_SOFTWARE": "Granian",
    "wsgi.version": (1, 0),
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
    "wsgi.input_terminated": True,
}
_PLAIN = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}


def _environ(scope: Scope, body: io.RawIOBase | io.BytesIO) -> WSGIEnvironment:
    path = scope.path
    host, _, port = scope.server.rpartition(":")
    client, _, client_port = scope.client.rpartition(":")
    environ = _BASE | {
        "REQUEST_METHOD": scope.method,
        # WSGI wants bytes in the guise of Latin-1.
        "PATH_INFO": path if path.isascii() else path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host.strip("[]"),
        "SERVER_PORT": port,
        "REMOTE_ADDR": client.strip("[]"),
        "REMOTE_PORT": client_port,
        "SERVER_PROTOCOL": "HTTP/" + scope.http_version,
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
    }
    for name, value in scope.headers.items():
        # A name with an underscore would pass for the one with a hyphen, which a proxy has checked.
        if "_" in name:
            continue
        key = _PLAIN.get(name) or "HTTP_" + name.upper().replace("-", "_")
        if key in environ:
            joint = "; " if key == "HTTP_COOKIE" else ","
            environ[key] += f"{joint}{value}"
        else:
            environ[key] = value
    if "HTTP_HOST" not in environ and scope.authority:
        environ["HTTP_HOST"] = scope.authority
    return environ
