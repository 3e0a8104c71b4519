"""In a process of its own: one shape at growing sizes, so that what hangs hangs alone."""

from __future__ import annotations

import sys
from functools import partial

from annotator import Annotator, strip
from tests.bench import children, glossaries, shapes
from tests.bench.timing import best

SIZES = (31_250, 62_500, 125_000, 250_000, 500_000, 1_000_000, 2_000_000, 4_000_000, 8_000_000)
"""Code points. The small ones show what is quadratic before it takes minutes."""
LONGEST = 12.0
"""CPU seconds; after a run that took more there is no larger one, unless all are asked for."""
MEMORY = 4_000
"""MB of address space; what takes more is out of memory."""


def main() -> None:
    """Say the seconds of each work at each size, and the peak memory after each.

    Arguments: a shape's name; the largest size for strip and find; the LONGEST seconds.
    """
    name, largest, longest = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    children.limit_memory(MEMORY)
    overlaps = name in shapes.OVERLAPPING
    pack = glossaries.overlapping() if overlaps else glossaries.shipped()
    annotator = Annotator(pack, common="always")
    works = {"annotate": annotator.annotate, "strip": strip, "find": annotator.find}
    for work, run in works.items():
        for size in SIZES:
            if work != "annotate" and size > largest:
                break
            text = shapes.SHAPES[name](size)
            if work == "strip" and "gl-term" not in text:
                # Else nothing is read: a page without that word has no marks.
                text = '<gl-term data-gl="lora">LoRA</gl-term>' + text
            try:
                seconds = best(partial(run, text), 1.0, 3)
            except MemoryError:
                children.say(work=work, size=size, stopped="out of memory")
                break
            children.say(work=work, size=size, seconds=seconds, peak=children.peak_megabytes())
            if seconds > longest and size < SIZES[-1]:
                children.say(work=work, size=size, stopped="slow")
                break


if __name__ == "__main__":
    main()
