"""Answers given without going through the application, which takes longer than making them.

What is asked again: people look up the same words, and every copy of the extension asks whether its
pack is current. Such an answer depends on the glossaries and on what `_DEPENDS` names, and on
nothing else. It is kept with the State that it was made from, so a reload forgets it.

And what an operation can answer by itself (`Direct`). Where it cannot, because of a problem or
because there are private glossaries, the application is asked. Who brings a token is never answered
here. Each answer counts as a request all the same: in limits, metrics and log.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from flask import Flask
from werkzeug.routing import Map

from server import cors
from server.observe import HEADER, Observer
from server.rate import COUNTED, Limits, address_of
from server.state import State

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST_BYTES = 8_000_000
"""Of bodies and keys, for each State."""
LONGEST = 100_000
"""Bytes of one answer with its key; a longer one is made anew."""

KEEP = "glosslight.keep"
"""Set in a request's environment by an operation whose answer may be kept: its route."""

_DEPENDS = (
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_IF_NONE_MATCH",
    "HTTP_HOST",
    "wsgi.url_scheme",
    "SCRIPT_NAME",
    "SERVER_NAME",
    "SERVER_PORT",
)
_KEPT = frozenset(["200 OK", "304 NOT MODIFIED"])

_Key = tuple[str, ...]
_Headers = list[tuple[str, str]]


class Asked(NamedTuple):
    """What an answer may be made from, besides the parameters."""

    environ: WSGIEnvironment
    config: Mapping[str, Any]
    urls: Map
    state: State
    read: Callable[[], bytes] = bytes
    """Gives the body."""


class Given(NamedTuple):
    """An answer in full: its body, and headers that say what it is."""

    body: bytes
    headers: _Headers


Direct = Callable[[Asked], Given]
"""Answers a request; whatever it raises, the application is asked instead."""


class _Body:
    """A request's body, which may be read again after it was read here."""

    def __init__(self, environ: WSGIEnvironment, most: int) -> None:
        self._environ, self._most = environ, most
        self._read: bytes | None = None

    def read(self) -> bytes:
        """Return it; raises ValueError where it is not there as announced, or too long."""
        length = int(self._environ["CONTENT_LENGTH"])
        if not 0 <= length <= self._most:
            raise ValueError(length)
        self._read = self._environ["wsgi.input"].read(length)
        if len(self._read) < length:
            raise ValueError(length)
        return self._read

    def put_back(self) -> None:
        """Let the next one read it."""
        if self._read is not None:
            self._environ["wsgi.input"] = io.BytesIO(self._read)


_Answer = tuple[str, str, tuple[tuple[str, str], ...], bytes]
"""Route, status, headers, body. Plain tuples of texts, which the garbage collector need not watch:
with thousands kept, its walks over them took a fifth of a look-up's time."""


class Answers:
    """Some answers by what was asked, all forgotten when they are too many."""

    def __init__(self) -> None:
        self._kept: dict[_Key, _Answer] = {}
        self._bytes = 0

    def get(self, key: _Key) -> _Answer | None:
        """Return the answer that is kept."""
        return self._kept.get(key)

    def put(self, key: _Key, answer: _Answer) -> None:
        """Keep an answer, unless it is long."""
        size = len(answer[3]) + sum(map(len, key))
        if size > LONGEST:
            return
        if self._bytes + size > MOST_BYTES:
            # All at once: rarer than one by one, and no thread has to wait for another.
            self._kept, self._bytes = {}, 0
        self._kept[key] = answer
        self._bytes += size


class Shortcut:
    """A WSGI application in front of another: gives what is kept, and what it can make itself."""

    def __init__(
        self,
        app: Flask,
        observer: Observer,
        limits: Limits,
        direct: Mapping[tuple[str, str], Direct],
    ) -> None:
        """`direct`: by method and path."""
        self._app: WSGIApplication = app.wsgi_app
        self._config, self._urls = app.config, app.url_map
        # With private glossaries, what a cache may do depends on more (`privacy.py`).
        self._direct = {} if app.config["PRIVATE_GLOSSARIES"] else direct
        self._most: int = app.config["MAX_CONTENT_LENGTH"]
        self._live = app.extensions["glosslight"]
        self._observer = observer
        self._limits = limits

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        direct = self._direct.get((method, path))
        if "HTTP_AUTHORIZATION" in environ or not (direct or method == "GET"):
            return self._app(environ, start_response)
        # Taken first: an answer is kept with the State that it was made from or an older one.
        current: State = self._live.library.public
        answer = None
        if method == "GET":
            answers = current.kept("answers", Answers)
            key = tuple([environ.get(name) or "" for name in _DEPENDS])
            answer = answers.get(key)
            if not (answer or direct):
                return self._keep(answers, key, environ, start_response)
        reads = method == "GET"
        if self._limits.exceeded(address_of(environ.get("REMOTE_ADDR", "")), reads=reads):
            return self._app(environ, start_response)  # which says so
        self._observer.begin(environ)
        if answer is None:
            assert direct
            body = _Body(environ, self._most)
            try:
                asked = Asked(environ, self._config, self._urls, current, body.read)
                made, headers = direct(asked)
            except Exception:
                environ[COUNTED] = True
                body.put_back()
                return self._app(environ, start_response)  # which says what is wrong
            headers.append(("Content-Length", str(len(made))))
            if reads:
                headers += cors.READ
            answer = path, "200 OK", tuple(headers), made
            if reads:
                answers.put(key, answer)
        route, status, fields, made = answer
        given = self._observer.end(environ, route, int(status[:3]), len(made))
        start_response(status, [*fields, (HEADER, given)])
        return (made,)

    def _keep(
        self, answers: Answers, key: _Key, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Let the application answer, and keep that if the operation allows it."""
        begun: list[Any] = []

        def noting(status: str, headers: _Headers, error: Any = None) -> Any:
            begun[:] = status, headers
            return start_response(status, headers, error)

        chunks = self._app(environ, noting)
        route = environ.get(KEEP)
        if route and isinstance(chunks, tuple) and begun[0].upper() in _KEPT:
            headers = tuple([header for header in begun[1] if header[0] != HEADER])
            answers.put(key, (route, begun[0], headers, b"".join(chunks)))
        return chunks
