"""`make bench`: our speed beside our peers', as ratios, in one run.

Reads the corpus named by GLOSSLIGHT_CORPUS; ../shared/corpus where that is unset.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
import warnings
from importlib import import_module
from pathlib import Path

from rich.console import Console

from tests.bench.results import Report, Target, plain_target, show_targets

TOPICS = {
    "annotating": "pages and plain text, beside peers",
    "languages": "English, Chinese and Korean pages",
    "soups": "annotate_soup, beside BeautifulSoup's own work",
    "loading": "a pack file to a ready Annotator, time and memory",
    "starting": "the command's cold start",
    "processes": "two processes against one",
    "serving": "the service, beside a bare Flask route (needs wrk)",
    "growth": "hostile pages of 1, 2, 4 and 8 MB",
}


def main() -> None:
    """Run the topics named, all of them if none is."""
    listed = "\n".join(f"  {name:12}{what}" for name, what in TOPICS.items())
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description=__doc__,
        epilog=f"topics:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("topics", nargs="*", choices=[[], *TOPICS], metavar="TOPIC")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured")
    parser.add_argument("--full", action="store_true", help="growth: every work to the last size")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there")
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    console = Console(width=120)
    begin = time.perf_counter()
    reports: dict[str, list[Report]] = {}
    targets: list[Target] = []
    for topic in chosen.topics or TOPICS:
        reports[topic] = []
        more = {"full": chosen.full} if topic == "growth" else {}
        for report in import_module(f"tests.bench.{topic}").run(chosen.rounds, **more):
            report.show(console)
            reports[topic].append(report)
            targets += report.targets
    show_targets(targets, console)
    seconds = time.perf_counter() - begin
    console.print(f"{seconds:.0f} s, Python {platform.python_version()}, {os.cpu_count()} cores")
    if chosen.json:
        written = {
            "python": platform.python_version(),
            "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
            "seconds": round(seconds, 1),
            "targets": [plain_target(target) for target in targets],
            "topics": {name: [r.plain() for r in of] for name, of in reports.items()},
        }
        text = json.dumps(written, ensure_ascii=False, indent=1)
        chosen.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
