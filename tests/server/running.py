"""A server in processes of its own, as people run it, and load on it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 90
"""Seconds for what takes well under one: nothing may hang, and a machine may be slow."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Running:
    """`glosslight serve`, up and answering until the end of the with block."""

    def __init__(self, workers=2, **settings):
        self.port = free_port()
        names = {f"GLOSSLIGHT_{name}": str(value) for name, value in settings.items()}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "server", "serve", "--port", str(self.port)]
            + ["--workers", str(workers)],
            cwd=ROOT,
            env={**os.environ, **names},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self._lines = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        self._lines.extend(iter(self.process.stdout.readline, b""))

    @property
    def output(self):
        return b"".join(self._lines).decode()

    def __enter__(self):
        self.until(lambda: self.process.poll() is not None or self._answers())
        assert self.process.poll() is None, self.output
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise
        self._reader.join(PATIENCE)
        self.process.stdout.close()

    def _answers(self):
        try:
            return self.get("/healthz")[0] == 200
        except OSError:
            return False

    def until(self, what):
        end = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < end, f"it did not happen; the server said:\n{self.output}"
            time.sleep(0.02)

    def connect(self, seconds=PATIENCE):
        return socket.create_connection(("127.0.0.1", self.port), seconds)

    def request(self, method, path, body=None, headers=None):
        """Return status, headers, body, over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def get(self, path, headers=None):
        return self.request("GET", path, None, headers)


@dataclass
class Load:
    """Requests from several threads for as long as the with block lasts, each counted."""

    server: Running
    path: str = "/v1/define?text=LoRA"
    threads: int = 4
    answers: Counter = field(default_factory=Counter)
    """Answers by status; what failed by why."""
    bodies: set = field(default_factory=set)
    answered: set = field(default_factory=set)
    """The request ids that have their whole answer."""
    _numbers: count = field(default_factory=count)
    _end: threading.Event = field(default_factory=threading.Event)

    def __enter__(self):
        self._threads = [threading.Thread(target=self._run) for _ in range(self.threads)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    def _run(self):
        while not self._end.is_set():
            try:
                answered, body = self._one()
            except ConnectionRefusedError:
                # Nobody listens any more: the request was never taken.
                self.answers["refused"] += 1
                time.sleep(0.01)
                continue
            except (OSError, http.client.HTTPException) as error:
                answered, body = type(error).__name__, None
            self.answers[answered] += 1
            self.bodies.add(body)

    def _one(self):
        status, _, body = self.send("GET", self.path)
        return status, body

    def send(self, method, path, body=None, headers=None):
        """Send a request with an id of its own, which the server logs."""
        request_id = self.next_id()
        given = {"X-Request-ID": request_id, **(headers or {})}
        answer = self.server.request(method, path, body, given)
        self.answered.add(request_id)
        return answer

    def next_id(self):
        return f"load-{next(self._numbers)}"

    def taken(self):
        """Return the ids of the requests that the server has taken up, by its log."""
        lines = [line for line in self.server.output.splitlines() if '"load-' in line]
        return {json.loads(line)["request_id"] for line in lines}

    @property
    def count(self):
        return sum(self.answers.values())
