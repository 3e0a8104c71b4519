"""Processes that do jobs side by side, each of which may die without taking the others along.

(The standard library's pools give up, or hang, when a process dies.)
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

# Forked processes have all that was prepared, at once; elsewhere than on Linux forking is not
# safe, and each prepares itself.
if sys.platform == "linux":
    _CONTEXT = multiprocessing.get_context("fork")
else:
    _CONTEXT = multiprocessing.get_context("spawn")


_AHEAD = 2
"""Tasks that a process is given: one to do, and one so that it need not wait for the next."""


class _Worker:
    """A process and the tasks that it has."""

    def __init__(
        self, do: Callable[[Task], Result], tasks: Sequence[Task], others: list[Connection]
    ) -> None:
        self.connection, remote = _CONTEXT.Pipe()
        # A forked process has the other pipes too and would keep them open.
        inherited = [*others, self.connection] if _CONTEXT.get_start_method() == "fork" else []
        # All tasks at once, which a forked process has already: then a number says which.
        arguments = (remote, inherited, do, tasks)
        self.process = _CONTEXT.Process(target=_serve, args=arguments, daemon=True)
        self.process.start()
        remote.close()
        self.tasks: deque[int] = deque()
        """The first is the one that it does."""


def _serve(
    connection: Connection,
    inherited: list[Connection],
    do: Callable[[Task], Result],
    tasks: Sequence[Task],
) -> None:
    """Do tasks by their numbers until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us too; the parent ends us
    signal.signal(signal.SIGTERM, _leave)
    for other in inherited:
        other.close()
    try:
        while True:
            connection.send(do(tasks[connection.recv()]))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass


def _leave(number: int, frame: object) -> None:
    # Not the death that it would be else: a file that is being written is put away first.
    sys.exit(128 + number)


class Pool(Generic[Task, Result]):
    """A few processes; use it in a with statement."""

    def __init__(
        self,
        size: int,
        tasks: Sequence[Task],
        do: Callable[[Task], Result],
        died: Callable[[Task, str], Result],
    ) -> None:
        """Start the processes.

        `do`: does a task, in a process; where processes are not forked, it must be picklable, and
        the tasks too.
        `died`: the result of a task whose process died, and how that is said.
        """
        self._tasks = tasks
        self._do = do
        self._died = died
        self._workers: list[_Worker] = []
        self._waiting: deque[int] = deque()
        # What was prepared is for good; collecting it in a forked process would copy it there.
        gc.collect()
        gc.freeze()
        for _ in range(size):
            self._start()

    def _start(self) -> _Worker:
        worker = _Worker(self._do, self._tasks, [other.connection for other in self._workers])
        self._workers.append(worker)
        return worker

    def __enter__(self) -> Pool[Task, Result]:
        """Return the pool."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the processes; at once, if something went wrong."""
        for worker in self._workers:
            worker.connection.close()
            if kind is not None and os.name == "posix":
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join()

    def run(self, order: Sequence[int]) -> Iterator[tuple[int, Result]]:
        """Do tasks, begun in the order given; yields a task's number and result when it is done."""
        self._waiting = deque(order)
        for _ in range(_AHEAD):
            for worker in self._workers:
                self._give(worker)
        while busy := {w.connection: w for w in self._workers if w.tasks}:
            for ready in wait(list(busy)):
                worker = busy[ready]  # type: ignore[index]
                try:
                    result: Result = worker.connection.recv()
                    number = worker.tasks.popleft()
                except (EOFError, OSError):
                    number = worker.tasks.popleft()
                    self._waiting.extendleft(reversed(worker.tasks))
                    result = self._died(self._tasks[number], self._bury(worker))
                    worker = self._start()
                    self._give(worker)
                self._give(worker)
                yield number, result

    def _give(self, worker: _Worker) -> None:
        if not self._waiting:
            return
        number = self._waiting.popleft()
        worker.tasks.append(number)
        with suppress(OSError):  # it is dead, which reading from it will tell
            worker.connection.send(number)

    def _bury(self, worker: _Worker) -> str:
        """Take a dead process out of the pool; return how it died."""
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join()
        code = worker.process.exitcode or 0
        if code < 0:
            return signal.Signals(-code).name
        return f"exit status {code}"
