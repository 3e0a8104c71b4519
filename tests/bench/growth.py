"""How time grows with the size of hostile pages: it must be linear, whatever the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import track

from tests.bench import children
from tests.bench.growth_child import LONGEST, MEMORY, SIZES
from tests.bench.results import Report, Target
from tests.bench.shapes import SHAPES

PATIENCE = 120.0
"""Seconds a shape."""
TELLING = 0.2
"""CPU seconds. What takes less is spent on memory touched for the first time as much as on work,
and nothing can be told from its growth."""
OTHERS = 2_000_000
"""The largest size for strip and find, which share the reader and the matcher with annotate."""
FROM = 1_000_000
"""Code points, the size whose doublings count."""
BOUND = 2.3


@dataclass
class Grown:
    """What one shape took: seconds by work and size, and what stopped it."""

    taken: dict[str, dict[int, float]] = field(
        default_factory=lambda: {"annotate": {}, "strip": {}, "find": {}}
    )
    peak: float = 0.0
    stopped: list[str] = field(default_factory=list)


def measure(shape: str, *, full: bool = False) -> Grown:
    """Return what a shape takes in a process of its own; `full`: however long it takes."""
    grown = Grown()
    largest, longest = (SIZES[-1], 1e9) if full else (OTHERS, LONGEST)
    patience = PATIENCE * 10 if full else PATIENCE
    arguments = (shape, str(largest), str(longest))
    for said in children.lines("growth_child", *arguments, seconds=patience):
        if "seconds" in said:
            grown.taken[str(said["work"])][int(str(said["size"]))] = float(str(said["seconds"]))
            grown.peak = max(grown.peak, float(str(said["peak"])))
        elif "stopped" in said:
            size = int(str(said["size"])) / 1e6
            grown.stopped.append(f"{said['work']} {said['stopped']} at {size:.2g} MB")
        elif said["ended"] != "well":
            grown.stopped.append(str(said["ended"]))
    return grown


def run(rounds: int, full: bool = False) -> Iterator[Report]:
    """Measure; yield the table."""
    del rounds  # a shape is repeated until the clock can tell
    report = Report(
        "Hostile pages up to 8 MB: worst growth a doubling, and CPU seconds a MB at the largest",
        ["shape", "annotate", "s/MB", "strip", "s/MB ", "find", "s/MB  ", "peak MB", "verdict"],
        notes=[
            f"-: under {TELLING} s at the largest, too fast to tell.",
            f"Strip and find up to {(SIZES[-1] if full else OTHERS) / 1e6:g} MB.",
            f"Slow: a run of over {LONGEST:g} s, no larger one. Out of memory: over "
            f"{MEMORY / 1000:g} GB.",
            "The shipped glossary, everyday words on; labels of 1 to 20 a (b, 一) where the shape "
            "is made of them.",
        ],
    )
    worst = (0.0, "none")
    console = Console(stderr=True)
    linear = 0
    for shape in track(SHAPES, "Shapes", console=console, disable=not console.is_terminal):
        grown = measure(shape, full=full)
        cells: list[float | None] = []
        growths: list[tuple[float, str]] = []
        for work, taken in grown.taken.items():
            growth = worst_growth(taken)
            growths.append((growth or 0.0, work))
            cells += [growth, max(taken.items())[1] / max(taken) * 1e6 if taken else None]
        grows, work = max(growths)
        worst = max(worst, (grows, f"{shape}, {work}"))
        verdict = "linear" if grows <= BOUND else f"{work} grows"
        broken = any("slow" not in said for said in grown.stopped)
        linear += verdict == "linear" and not broken
        report.add(shape, *cells, grown.peak, "; ".join([verdict, *grown.stopped]))
    report.targets += [
        Target(f"growth a doubling, worst: {worst[1]}", worst[0], "<=", BOUND, "x"),
        Target("hostile shapes linear, of all", linear, ">=", len(SHAPES)),
    ]
    yield report


def worst_growth(taken: dict[int, float]) -> float | None:
    """Return the largest ratio of a size's seconds to those of half of it; None if too fast.

    From FROM on, where it was reached: below, a page that outgrows a cache shows as much as the
    work does.
    """
    ratios = {
        size: seconds / taken[size // 2]
        for size, seconds in taken.items()
        if seconds >= TELLING and size // 2 in taken
    }
    large = [ratio for size, ratio in ratios.items() if size // 2 >= FROM]
    return max(large or ratios.values(), default=None)
