"""Timing things against each other in one run, so that a noisy machine is noisy for all."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

Work = Callable[[], object]
T = TypeVar("T")


def each(work: Callable[[T], object], inputs: Sequence[T]) -> Work:
    """Return the work on all inputs.

    Nothing is kept, so that nobody pays for the garbage collector's walks over his results.
    """

    def run() -> None:
        for given in inputs:
            work(given)

    return run


def medians(
    contestants: Mapping[str, Work],
    rounds: int,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, float]:
    """Return each contestant's median seconds over `rounds`, taken in turn.

    `clock`: CPU seconds of this process, unless another is given (time.perf_counter where others'
    processes do the work). One round before them warms up and is not counted. What the measuring
    process holds is kept from the garbage collector, whose walks over it would be charged to
    whoever makes most objects.
    """
    gc.collect()
    gc.freeze()
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(rounds + 1):
        for name, run in contestants.items():
            gc.collect()
            begin = clock()
            run()
            if number:
                taken[name].append(clock() - begin)
    return {name: statistics.median(times) for name, times in taken.items()}


def best(work: Work, least: float = 0.3, most: int = 5) -> float:
    """Return the shortest of several runs in CPU seconds: until they make `least`, or are `most`.

    For growth, where what disturbs a run only ever lengthens it.
    """
    times: list[float] = []
    while not times or (sum(times) < least and len(times) < most):
        gc.collect()
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)
