"""In a process of its own: a pack file to an Annotator that has answered once."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from annotator import Annotator
from terms import read_pack
from tests.bench.children import peak_megabytes, say


def main() -> None:
    imported = peak_megabytes()
    begin, cpu = time.perf_counter(), time.process_time()
    pack = read_pack(Path(sys.argv[1]))
    read = time.perf_counter()
    annotator = Annotator(pack)
    annotator.find("two LoRAs")
    say(
        wall=time.perf_counter() - begin,
        cpu=time.process_time() - cpu,
        read=read - begin,
        peak=peak_megabytes(),
        imported=imported,
    )


if __name__ == "__main__":
    main()
