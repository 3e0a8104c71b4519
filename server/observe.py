"""What is known of each request afterwards: its id, a line in the log, its share of the metrics."""

from __future__ import annotations

import os
import random
import re
import time
from typing import TYPE_CHECKING

from flask import Flask, Response, request

from server.logs import AUTO, OFF, REQUEST_ID, now, request_line
from server.metrics import Metrics

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

HEADER = "X-Request-ID"
_SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/+=-]{0,127}")
NO_ROUTE = "(none)"
_BEGIN = "glosslight.begin"


class Observer:
    """Gives requests their ids, and notes how they were answered."""

    def __init__(self, app: Flask, metrics: Metrics) -> None:
        kind = app.config["LOG"]
        self._kind = OFF if kind == AUTO else kind
        self._detail = app.config["LOG_DETAIL"]
        self._metrics = metrics if app.config["METRICS"] else None

    def begin(self, environ: WSGIEnvironment) -> None:
        """Note that a request has come."""
        environ[_BEGIN] = time.perf_counter()
        given = environ.get("HTTP_X_REQUEST_ID")
        # An id that could break a log line or fill it is replaced.
        sane = given and _SANE.fullmatch(given)
        environ[REQUEST_ID] = given if sane else f"{random.getrandbits(64):016x}"

    def end(self, environ: WSGIEnvironment, route: str, status: int, size: int | None) -> str:
        """Note that it is answered, with `size` bytes of content; return its id."""
        method = environ["REQUEST_METHOD"]
        seconds = time.perf_counter() - environ[_BEGIN]
        request_id: str = environ[REQUEST_ID]
        if self._metrics:
            self._metrics.request(route, method, status, seconds)
        if self._kind != OFF:
            facts = {
                "time": now(),
                "level": "error" if status >= 500 else "info",
                "event": "request",
                "request_id": request_id,
                "method": method,
                "route": route,
                "status": status,
                "ms": round(seconds * 1000, 2),
                "bytes": size,
                "worker": os.getpid(),
            }
            if self._detail:
                facts["path"] = _path(environ)
                facts["address"] = environ.get("REMOTE_ADDR")
            request_line(self._kind, facts)
        return request_id


def _path(environ: WSGIEnvironment) -> str:
    path: str = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
    query = environ.get("QUERY_STRING")
    return f"{path}?{query}" if query else path


def register(app: Flask, observer: Observer) -> None:
    """Observe every request of an application; call this before anything may answer one."""

    @app.before_request
    def begin() -> None:
        observer.begin(request.environ)

    @app.after_request
    def end(response: Response) -> Response:
        rule = request.url_rule
        route = rule.rule if rule else NO_ROUTE
        size = response.content_length
        # Proxies to the request are slow; this runs for each of them.
        request_id = observer.end(request.environ, route, response.status_code, size)
        response.headers.add(HEADER, request_id)
        return response
