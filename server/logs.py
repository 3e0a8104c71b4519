"""Logs: a line a request and a line an event, for programs (JSON) or for a terminal.

What people looked up, and from where, is in no line unless the setting LOG_DETAIL says so.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
from datetime import UTC, datetime
from typing import Any

import msgspec
from flask import has_request_context, request

AS_JSON = "json"
PLAIN = "plain"
OFF = "off"
AUTO = "auto"

REQUEST_ID = "glosslight.request_id"
"""Where a WSGI environment has the id of its request."""

_STREAM = 1  # standard output
_ENCODER = msgspec.json.Encoder()


def now() -> str:
    """Return the time as RFC 3339 writes it, in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Lines(logging.Formatter):
    """Writes what happened besides requests, as lines of the same kind."""

    def __init__(self, kind: str = AS_JSON) -> None:
        super().__init__()
        self._json = kind == AS_JSON

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, in plain text with its traceback below it."""
        message = record.getMessage()
        trace = self.formatException(record.exc_info) if record.exc_info else None
        request_id = request.environ.get(REQUEST_ID) if has_request_context() else None
        level = record.levelname.lower()
        if self._json:
            facts = {"time": now(), "level": level, "event": message, "worker": record.process}
            if request_id:
                facts["request_id"] = request_id
            if trace:
                facts["traceback"] = trace
            return json.dumps(facts, ensure_ascii=False)
        about = f" ({request_id})" if request_id else ""
        return f"{now()} {level}: {message}{about}" + (f"\n{trace}" if trace else "")


def configuration(kind: str) -> dict[str, Any]:
    """Return what logging.config.dictConfig takes, for ours and the HTTP server's loggers."""
    handlers: list[str] = [] if kind == OFF else ["lines"]
    logger = {"handlers": handlers, "level": "INFO", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": Lines, "kind": kind}},
        "handlers": {
            "lines": {
                "class": "logging.StreamHandler",
                "formatter": "lines",
                "stream": "ext://sys.stdout",
            }
        },
        # What the HTTP server says of its workers' coming and going is of no use to most.
        "loggers": {"server": logger, "_granian": {**logger, "level": "WARNING"}},
    }


def request_line(kind: str, facts: dict[str, Any]) -> None:
    """Write the line of a request, as a whole: several threads and processes share the stream."""
    if kind == AS_JSON:
        line = _ENCODER.encode(facts)
    else:
        shown = facts.get("path", facts["route"])
        line = (
            f"{facts['time']} {facts['status']} {facts['method']} {shown} "
            f"{facts['bytes']} B {facts['ms']} ms ({facts['request_id']})"
        ).encode("utf-8", "backslashreplace")
    # That nobody reads the log any more is no reason not to answer.
    with contextlib.suppress(OSError):
        os.write(_STREAM, line + b"\n")
