"""What is known of each request afterwards: its id, a line in the log, its share of the metrics."""

from __future__ import annotations

import os
import random
import re
import time

from flask import Flask, Response, request

from server.logs import AUTO, OFF, REQUEST_ID, now, request_line
from server.metrics import Metrics

HEADER = "X-Request-ID"
_SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/+=-]{0,127}")
NO_ROUTE = "(none)"
_BEGIN = "glosslight.begin"


def register(app: Flask, metrics: Metrics) -> None:
    """Observe every request of an application; call this before anything may answer one."""
    kind = OFF if app.config["LOG"] == AUTO else app.config["LOG"]
    detail = app.config["LOG_DETAIL"]
    counted = app.config["METRICS"]

    @app.before_request
    def begin() -> None:
        environ = request.environ
        environ[_BEGIN] = time.perf_counter()
        given = environ.get("HTTP_X_REQUEST_ID")
        # An id that could break a log line or fill it is replaced.
        sane = given and _SANE.fullmatch(given)
        environ[REQUEST_ID] = given if sane else f"{random.getrandbits(64):016x}"

    @app.after_request
    def end(response: Response) -> Response:
        # Proxies to the request are slow; this runs for each of them.
        environ = request.environ
        rule = request.url_rule
        method, status = environ["REQUEST_METHOD"], response.status_code
        route = rule.rule if rule else NO_ROUTE
        seconds = time.perf_counter() - environ[_BEGIN]
        response.headers.add(HEADER, environ[REQUEST_ID])
        if counted:
            metrics.request(route, method, status, seconds)
        if kind != OFF:
            facts = {
                "time": now(),
                "level": "error" if status >= 500 else "info",
                "event": "request",
                "request_id": environ[REQUEST_ID],
                "method": method,
                "route": route,
                "status": status,
                "ms": round(seconds * 1000, 2),
                "bytes": response.content_length,
                "worker": os.getpid(),
            }
            if detail:
                facts["path"] = request.full_path.rstrip("?")
                facts["address"] = request.remote_addr
            request_line(kind, facts)
        return response
