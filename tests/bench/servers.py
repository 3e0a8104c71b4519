"""Servers in processes of their own, and what sends them requests."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds within which a server has to answer; reading a hundred thousand labels takes long."""

WRK = "wrk"
HOW_TO_GET_WRK = "wrk is missing: apt-get install wrk (Debian, Ubuntu) or brew install wrk (macOS)"
CONNECTIONS = 16


def has_wrk() -> bool:
    """Tell whether wrk is there."""
    return shutil.which(WRK) is not None


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def running(
    command: Sequence[str], port: int, path: str, more: Mapping[str, str]
) -> Iterator[float]:
    """Have a server run; yields the seconds from its start to its first answer."""
    environment = {**os.environ, **more}
    # What is installed has its bytecode; so have we, from the first start on.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        while not _answers(port, path):
            if process.poll() is not None:
                raise RuntimeError(f"{' '.join(command)} ended before it answered")
            if time.perf_counter() - begin > PATIENCE:
                raise RuntimeError(f"{' '.join(command)} did not answer in {PATIENCE:g} s")
            time.sleep(0.002)
        yield time.perf_counter() - begin
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(port: int, path: str) -> bool:
    try:
        return Client(port).status(path) == 200
    except OSError:
        return False


def ours(port: int) -> list[str]:
    """Return the command that serves, with one worker."""
    return [sys.executable, "-m", "server", "serve", "--port", str(port), "--workers", "1"]


def bare(port: int, interface: str = "rsgi", modules: Sequence[str] = ()) -> list[str]:
    """Return the command that serves the constant, with one worker."""
    listed = json.dumps(list(modules))
    return [sys.executable, "-W", "ignore", "-m", "tests.bench.bare", str(port), interface, listed]


class Client:
    """One connection."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def status(self, path: str) -> int:
        """Return the status of an answer."""
        return self.request("GET", path)[0]

    def request(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Return status, headers, body."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._connection.request(method, path, body, named)
        answer = self._connection.getresponse()
        return answer.status, answer.headers, answer.read()


def requests_a_second(port: int, paths: Sequence[str], folder: Path, **headers: str) -> float:
    """Return how many requests wrk gets answered in a second, going through the paths in turn.

    Raises RuntimeError where one is answered by an error.
    """
    script = folder / "requests.lua"
    listed = ",\n".join(json.dumps(path) for path in paths)
    script.write_text(
        f"local paths = {{\n{listed}\n}}\nlocal at = 0\n"
        "function request()\n  at = at % #paths + 1\n"
        '  return wrk.format("GET", paths[at])\nend\n'
        "function done(summary)\n"
        '  io.write("bad ", summary.errors.status + summary.errors.connect '
        '+ summary.errors.read + summary.errors.timeout, "\\n")\nend\n'
    )
    named = [f"-H{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    said = subprocess.run(
        [WRK, "-t1", f"-c{CONNECTIONS}", "-d2s", f"-s{script}", *named, f"http://127.0.0.1:{port}"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    if "bad 0\n" not in said:
        raise RuntimeError(f"not all requests were answered well:\n{said}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert found, said
    return float(found[1])


def latencies(port: int, paths: Sequence[str], rate: float, seconds: float) -> list[float]:
    """Return the seconds that each request took, of so many a second at even distances.

    Counted from when a request was due, not from when it was sent: a slow answer makes those
    behind it late, and that is what people would feel.
    """
    client = Client(port)
    taken = []
    begin = time.perf_counter()
    for number in range(int(rate * seconds)):
        due = begin + number / rate
        while (left := due - time.perf_counter()) > 0:
            time.sleep(left if left > 0.002 else 0)
        client.status(paths[number % len(paths)])
        taken.append(time.perf_counter() - due)
    return taken


def percentile_99(taken: Sequence[float]) -> float:
    """Return what 99 of 100 stay below."""
    return statistics.quantiles(taken, n=100)[98]
