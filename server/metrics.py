"""What the server does, in numbers, at /metrics (Prometheus' text format).

Several worker processes count into files of one folder (PROMETHEUS_MULTIPROC_DIR, which
`glosslight serve` makes), and any of them answers for all. Labels are route templates, never what
was asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from flask import Blueprint, Response, abort, current_app
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client import generate_latest as text_of
from prometheus_client.multiprocess import MultiProcessCollector

blueprint = Blueprint("metrics", __name__)

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_METHODS = frozenset(["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"])


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        self._own = registry = CollectorRegistry()
        self._requests = Histogram(
            "glosslight_request_seconds",
            "Time from a request's arrival in the application to its answer",
            ["route", "method", "status"],
            buckets=SECONDS,
            registry=registry,
        )
        self._limited = Counter(
            "glosslight_rate_limited", "Requests refused for their number", registry=registry
        )
        self._reloads = Counter(
            "glosslight_reloads",
            "Reloads of the glossaries, by every worker process",
            ["result"],
            registry=registry,
        )
        self._entries = Gauge(
            "glosslight_entries",
            "Entries that everyone may read",
            multiprocess_mode="mostrecent",
            registry=registry,
        )
        self.limited = self._limited.inc
        self.entries = self._entries.set
        self._observe: dict[tuple[str, str, int], Callable[[float], None]] = {}

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request that was answered; `route` is its template."""
        key = (route, method, status)
        observe = self._observe.get(key)
        if observe is None:
            # Whatever a stranger sends as a method is one label, or he could make any number.
            shown = method if method in _METHODS else "other"
            child = self._requests.labels(route, shown, str(status))
            observe = child.observe
            if shown == method:
                self._observe[key] = observe
        observe(seconds)

    def reloaded(self, result: str) -> None:
        """Count a reload: `taken` or `refused`."""
        self._reloads.labels(result).inc()

    def text(self) -> bytes:
        """Return all of them as Prometheus reads them."""
        if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
            return text_of(self._own)
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return text_of(registry)


@blueprint.get("/metrics")
def metrics() -> Response:
    """Answer with the numbers of all worker processes."""
    if not current_app.config["METRICS"]:
        abort(404)
    kept: Metrics = current_app.extensions["glosslight_metrics"]
    return Response(kept.text(), content_type=CONTENT_TYPE_LATEST)
