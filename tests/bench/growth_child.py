"""In a process of its own: one shape at growing sizes, so that what hangs hangs alone."""

from __future__ import annotations

import sys

from annotator import Annotator, strip
from tests.bench import children, glossaries, shapes
from tests.bench.timing import best

PROBES = (31_250, 62_500, 125_000, 250_000, 500_000)
"""Sizes at which quadratic work shows before it takes minutes."""
SIZES = (1_000_000, 2_000_000, 4_000_000, 8_000_000)
SLOWEST = 5.0
"""CPU seconds a MB; what is slower is given up before the next size, as far too slow."""
MEMORY = 4_000
"""MB of address space; what takes more is out of memory."""


def main() -> None:
    """Say the seconds of each work at each size, and the peak memory after each."""
    name = sys.argv[1]
    children.limit_memory(MEMORY)
    overlaps = name in shapes.OVERLAPPING
    pack = glossaries.overlapping() if overlaps else glossaries.shipped()
    annotator = Annotator(pack, common="always")
    works = {"annotate": annotator.annotate, "strip": strip, "find": annotator.find}
    for work, run in works.items():
        for size in (*PROBES, *SIZES):
            text = shapes.SHAPES[name](size)
            if work == "strip" and "gl-term" not in text:
                # Else nothing is read: a page without that word has no marks.
                text = '<gl-term data-gl="lora">LoRA</gl-term>' + text
            try:
                if size in PROBES:
                    seconds = best(lambda run=run, text=text: run(text), most=1)  # type: ignore[misc]
                else:
                    seconds = best(lambda run=run, text=text: run(text), 0.1, 3)  # type: ignore[misc]
            except MemoryError:
                children.say(work=work, size=size, stopped="out of memory")
                break
            children.say(work=work, size=size, seconds=seconds, peak=children.peak_megabytes())
            if seconds > 0.5 and seconds > SLOWEST * size / 1e6:
                children.say(work=work, size=size, stopped="far too slow")
                break


if __name__ == "__main__":
    main()
