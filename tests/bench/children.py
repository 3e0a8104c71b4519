"""Work in processes of its own: what it takes from the start, how much memory, and no more."""

from __future__ import annotations

import contextlib
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


def peak_megabytes() -> float:
    """Return the most memory that this process has held, in MB (10^6 bytes)."""
    try:
        # getrusage counts what the parent held when it forked too; this begins with the program.
        status = Path("/proc/self/status").read_text(encoding="ascii")
        kilobytes = next(line.split()[1] for line in status.splitlines() if "VmHWM" in line)
        return int(kilobytes) * 1024 / 1e6
    except (OSError, StopIteration):
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def cpu_of_children() -> float:
    """Return the CPU seconds of all processes that this one has started and that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def limit_memory(megabytes: int) -> None:
    """Let this process fail instead of filling the machine, where the system can do so."""
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 10**6, megabytes * 10**6))


def say(**facts: object) -> None:
    """Tell the parent a line of JSON."""
    print(json.dumps(facts), flush=True)


def lines(module: str, *arguments: str, seconds: float) -> Iterator[dict[str, object]]:
    """Run a module of this package and yield what it says; the last line has `ended`.

    `ended` is how: "well", "timed out", or the last line of its standard error.
    """
    command = [sys.executable, "-W", "ignore", "-m", f"tests.bench.{module}", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
        output, code, error = done.stdout, done.returncode, done.stderr
    except subprocess.TimeoutExpired as expired:
        output, code, error = (expired.stdout or b"").decode(), None, ""
    for line in output.splitlines():
        if line.endswith("}"):
            yield json.loads(line)
    if code == 0:
        yield {"ended": "well"}
    elif code is None:
        yield {"ended": f"over {seconds:g} s"}
    else:
        yield {"ended": (error.strip().splitlines() or [f"exit status {code}"])[-1]}
