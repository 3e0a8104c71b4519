"""How time grows with the size of hostile pages: it must be linear, whatever the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import track

from tests.bench import children
from tests.bench.growth_child import MEMORY, PROBES, SIZES
from tests.bench.results import Report, Target
from tests.bench.shapes import SHAPES

PATIENCE = 60.0
"""Seconds a shape."""
TELLING = 0.02
"""CPU seconds; a page that takes less says nothing of growth."""
BOUND = 2.3


@dataclass
class _Grown:
    """What one shape took: seconds by work and size, and what went wrong."""

    taken: dict[str, dict[int, float]] = field(
        default_factory=lambda: {"annotate": {}, "strip": {}, "find": {}}
    )
    peak: float = 0.0
    trouble: list[str] = field(default_factory=list)


def _measure(shape: str) -> _Grown:
    grown = _Grown()
    for said in children.lines("growth_child", shape, seconds=PATIENCE):
        if "seconds" in said:
            grown.taken[str(said["work"])][int(str(said["size"]))] = float(str(said["seconds"]))
            grown.peak = max(grown.peak, float(str(said["peak"])))
        elif "stopped" in said:
            size = int(str(said["size"])) / 1e6
            grown.trouble.append(f"{said['work']} {said['stopped']} at {size:g} MB")
        elif said["ended"] != "well":
            grown.trouble.append(str(said["ended"]))
    return grown


def run(rounds: int) -> Iterator[Report]:
    """Measure; yield the table."""
    del rounds  # a shape is repeated until the clock can tell
    sizes = ", ".join(str(size // 10**6) for size in SIZES)
    report = Report(
        f"Hostile pages of {sizes} MB: worst growth a doubling, and seconds at the largest",
        ["shape", "annotate", "s", "strip", "s ", "find", "s  ", "peak MB", "verdict"],
        notes=[
            f"-: under {TELLING} s at the largest, too fast to tell, or not reached",
            f"Out of memory: over {MEMORY / 1000:g} GB. The shipped glossary, everyday words on; "
            "labels of 1 to 20 a (b, 一) where the shape is made of them.",
        ],
    )
    worst = (0.0, "none")
    console = Console(stderr=True)
    for shape in track(SHAPES, "Shapes", console=console, disable=not console.is_terminal):
        grown = _measure(shape)
        cells: list[str | float | None] = []
        growths: list[tuple[float, str]] = []
        for work, taken in grown.taken.items():
            growth = worst_growth(taken)
            growths.append((growth or 0.0, work))
            cells += [growth, taken.get(SIZES[-1])]
        grows, work = max(growths)
        worst = max(worst, (grows, f"{shape}, {work}"))
        verdict = f"{work} grows" if grows > BOUND else "linear"
        report.add(shape, *cells, grown.peak, "; ".join(grown.trouble) or verdict)
    fine = sum(row[-1] == "linear" for row in report.rows)
    report.targets += [
        Target(f"growth a doubling, worst: {worst[1]}", worst[0], "<=", BOUND, "x"),
        Target(f"hostile shapes linear, of {len(SHAPES)}", fine, ">=", len(SHAPES)),
    ]
    yield report


def worst_growth(taken: dict[int, float]) -> float | None:
    """Return the largest ratio of a size's seconds to those of half of it; None if too fast.

    The sizes asked for count; where they were not reached, the last probe does.
    """
    reached = [size for size in taken if size in SIZES] or [s for s in taken if s in PROBES][-1:]
    ratios = [
        taken[size] / taken[size // 2]
        for size in reached
        if taken[size] >= TELLING and size // 2 in taken and size != SIZES[0]
    ]
    if not ratios and reached and reached[-1] not in SIZES[1:]:
        # Given up early: what growth there was until then.
        last = reached[-1]
        ratios = [taken[last] / taken[last // 2]] if last // 2 in taken else []
    return max(ratios, default=None)
