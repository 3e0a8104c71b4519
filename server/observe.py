"""What is known of each request afterwards: its id, a line in the log, its share of the metrics."""

from __future__ import annotations

import os
import random
import re
import time

from flask import Flask, Response, g, request

from server.logs import AUTO, OFF, now, request_line
from server.metrics import Metrics

HEADER = "X-Request-ID"
_SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/+=-]{0,127}")
NO_ROUTE = "(none)"


def register(app: Flask, metrics: Metrics) -> None:
    """Observe every request of an application; call this before anything may answer one."""
    kind = OFF if app.config["LOG"] == AUTO else app.config["LOG"]
    detail = app.config["LOG_DETAIL"]
    counted = app.config["METRICS"]

    @app.before_request
    def begin() -> None:
        g.glosslight_begin = time.perf_counter()
        given = request.environ.get("HTTP_X_REQUEST_ID")
        # An id that could break a log line or fill it is replaced.
        sane = given and _SANE.fullmatch(given)
        g.glosslight_request_id = given if sane else f"{random.getrandbits(64):016x}"

    @app.after_request
    def end(response: Response) -> Response:
        seconds = time.perf_counter() - g.glosslight_begin
        response.headers[HEADER] = g.glosslight_request_id
        route = request.url_rule.rule if request.url_rule else NO_ROUTE
        if counted:
            metrics.request(route, request.method, response.status_code, seconds)
        if kind != OFF:
            facts = {
                "time": now(),
                "level": "error" if response.status_code >= 500 else "info",
                "event": "request",
                "request_id": g.glosslight_request_id,
                "method": request.method,
                "route": route,
                "status": response.status_code,
                "ms": round(seconds * 1000, 2),
                "bytes": response.content_length,
                "worker": os.getpid(),
            }
            if detail:
                facts["path"] = request.full_path.rstrip("?")
                facts["address"] = request.remote_addr
            request_line(kind, facts)
        return response
