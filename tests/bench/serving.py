"""The service beside a bare Flask route that returns a constant of the same size.

Both behind the same HTTP server with one worker process; the service as it comes, with its log, its
metrics and its count of requests an address (the limit itself set high).
"""

from __future__ import annotations

import contextlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from annotator import Annotator
from terms.model import LANGUAGES
from tests.bench import corpus, glossaries, queries, servers
from tests.bench.results import Report, Target
from tests.bench.servers import Client

LABELS = 100_000
RATE = 200.0
"""Requests a second at which latency is measured."""
FIRST = "/v1/define?text=LoRA"
_UNLIMITED = {
    "GLOSSLIGHT_RATE_LIMIT": "100000000 per minute",
    "GLOSSLIGHT_RATE_LIMIT_POST": "100000000 per minute",
    "GLOSSLIGHT_LOG": "json",
}


def run(rounds: int) -> Iterator[Report]:
    """Measure; yield the tables."""
    if not servers.has_wrk():
        yield Report("The service", ["what"], notes=[f"not measured: {servers.HOW_TO_GET_WRK}"])
        return
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        port, bare_port, wsgi_port = (servers.free_port() for _ in range(3))
        with contextlib.ExitStack() as stack:

            def start(command: list[str], port: int, path: str, **more: str) -> float:
                return stack.enter_context(servers.running(command, port, path, more))

            start(servers.ours(port), port, FIRST, **_UNLIMITED)
            size = str(len(Client(port).request("GET", FIRST)[2]))
            start(servers.bare(bare_port), bare_port, "/", GLOSSLIGHT_BARE_BYTES=size)
            start(servers.bare(wsgi_port, "wsgi"), wsgi_port, "/", GLOSSLIGHT_BARE_BYTES=size)
            shipped = glossaries.shipped()
            labels = [label for entry in shipped.entries for label in _labels(entry)]
            new = queries.never_asked(labels)
            yield _throughput(port, bare_port, wsgi_port, size, labels, new, rounds, folder)
            yield _latency(port, bare_port, labels, rounds)
            yield _annotating(port, rounds)
            many = folder / "many"
            write(many, LABELS)
            many_port = servers.free_port()
            more = {"GLOSSLIGHT_GLOSSARIES": str(many), **_UNLIMITED}
            start(servers.ours(many_port), many_port, "/v1/define?text=x", **more)
            yield _many(port, many_port, labels, new, rounds, folder)
        yield _starting(rounds)


def _labels(entry: Mapping[str, object]) -> list[str]:
    aliases = entry.get("aliases", [])
    assert isinstance(aliases, list)
    return [str(entry["label"]), *aliases]


def _throughput(
    port: int,
    bare_port: int,
    wsgi_port: int,
    size: str,
    labels: list[str],
    new: Iterator[list[str]],
    rounds: int,
    folder: Path,
) -> Report:
    etag = Client(port).request("GET", "/v1/pack")[1]["ETag"]
    bare = f"a bare Flask route, {int(size):,} bytes"
    kinds = {
        "sentences": queries.sentences(labels),
        "misspelt terms": queries.misspelt(labels),
        "unknown words": queries.unknown(),
    }

    def asking(made: Iterator[list[str]]) -> Callable[[], float]:
        return lambda: servers.requests_a_second(port, next(made), folder)

    contestants: dict[str, Callable[[], float]] = {
        bare: lambda: servers.requests_a_second(bare_port, ["/"], folder),
        "the same through the HTTP server's own WSGI": lambda: servers.requests_a_second(
            wsgi_port, ["/"], folder
        ),
        "/v1/define, one text": lambda: servers.requests_a_second(port, [FIRST], folder),
        f"/v1/define, {len(labels):,} labels in turn": lambda: servers.requests_a_second(
            port, queries.defines(labels), folder
        ),
        "/v1/define, texts never asked before": lambda: servers.requests_a_second(
            port, next(new), folder
        ),
        **{f"/v1/define, {name} never asked before": asking(made) for name, made in kinds.items()},
        "/v1/pack, 304": lambda: servers.requests_a_second(
            port, ["/v1/pack"], folder, If_None_Match=etag
        ),
    }
    measured: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(min(rounds, 5) + 1):
        for name, measure in contestants.items():
            figure = measure()
            if number:
                measured[name].append(figure)
    report = Report(
        f"Requests a second, one worker, {servers.CONNECTIONS} connections, 2 s a run",
        ["what", "requests/s", "of bare"],
    )
    ratios = {}
    for name, figures in measured.items():
        # Round by round, so that what disturbs one round disturbs both sides of its ratio.
        beside = [ours / peer for ours, peer in zip(figures, measured[bare], strict=True)]
        ratios[name] = statistics.median(beside)
        report.add(name, statistics.median(figures), ratios[name])
    for name, ratio in list(ratios.items())[2:8]:
        report.targets.append(Target(f"{name}: of bare's requests/s", ratio, ">=", 0.6, "x"))
    report.targets.append(
        Target("304 of the pack: of bare's requests/s", ratios["/v1/pack, 304"], ">=", 0.9, "x")
    )
    return report


def _latency(port: int, bare_port: int, labels: list[str], rounds: int) -> Report:
    contestants = {
        "a bare Flask route": (bare_port, ["/"]),
        "/v1/define": (port, queries.defines(labels)),
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in contestants}
    for number in range(min(rounds, 5) + 1):
        for name, (where, paths) in contestants.items():
            times = servers.latencies(where, paths, RATE, 3)
            if number:
                taken[name].append((statistics.median(times), servers.percentile_99(times)))
    report = Report(
        f"Milliseconds to an answer at {RATE:g} requests a second, 3 s a run",
        ["what", "median ms", "99% ms"],
    )
    tails = {}
    for name, figures in taken.items():
        middle, tails[name] = (
            statistics.median(column) * 1000 for column in zip(*figures, strict=True)
        )
        report.add(name, middle, tails[name])
    what = f"/v1/define at {RATE:g}/s: 99% against bare's"
    ratio = tails["/v1/define"] / tails["a bare Flask route"]
    report.targets.append(Target(what, ratio, "<=", 3, "x"))
    return report


def _annotating(port: int, rounds: int) -> Report:
    path = min(corpus.paths(), key=lambda path: abs(path.stat().st_size - 100_000))
    page = path.read_bytes()
    annotator = Annotator(glossaries.shipped())
    client = Client(port)

    def over_http() -> bytes:
        kind = {"Content_Type": "text/html", "Accept": "text/html"}
        status, _, body = client.request("POST", "/v1/annotate", page, **kind)
        assert status == 200, body
        return body

    contestants: dict[str, Callable[[], bytes]] = {
        "annotate()": lambda: annotator.annotate(page).html,
        "POST /v1/annotate": over_http,
    }
    assert len({work() for work in contestants.values()}) == 1, "the two give different pages"
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(20 * rounds):
        for name, work in contestants.items():
            begin = time.perf_counter()
            work()
            if number > rounds:
                taken[name].append(time.perf_counter() - begin)
    report = Report(
        f"A page of {len(page):,} bytes, one at a time", ["what", "median ms", "of annotate()"]
    )
    middle = {name: statistics.median(times) * 1000 for name, times in taken.items()}
    for name, figure in middle.items():
        report.add(name, figure, figure / middle["annotate()"])
    ratio = middle["POST /v1/annotate"] / middle["annotate()"]
    report.targets.append(Target("POST /v1/annotate: times annotate()", ratio, "<=", 1.5, "x"))
    return report


def write(folder: Path, labels: int) -> None:
    """Write a made-up glossary of so many labels as its files."""
    folder.mkdir()
    pack = glossaries.made_up(labels)
    facts = {"id": "made-up", "title": {"en": "Made up"}}
    (folder / "glossary.yaml").write_text(json.dumps(facts))
    kept = ("id", "label", "aliases", "labels", "definition")
    entries = [{key: entry[key] for key in kept} for entry in pack.entries]
    for entry in entries:
        # Borrowed from the shipped glossary, whose entries are not here.
        entry["definition"] = {
            language: entry["definition"][language].replace("[[", "").replace("]]", "")
            for language in LANGUAGES
        }
    for start in range(0, len(entries), 500):
        # JSON is YAML.
        text = json.dumps(entries[start : start + 500], ensure_ascii=False)
        (folder / f"{start:06}.yaml").write_text(text, encoding="utf-8")


def _many(
    port: int,
    many_port: int,
    labels: list[str],
    new: Iterator[list[str]],
    rounds: int,
    folder: Path,
) -> Report:
    entries = glossaries.made_up(LABELS).entries
    theirs = [label for entry in entries[: len(labels) // 3] for label in _labels(entry)]
    many_new = queries.never_asked(theirs)
    contestants: dict[str, Callable[[], tuple[float, float]]] = {
        "/v1/define, labels in turn": lambda: (
            servers.requests_a_second(port, queries.defines(labels), folder),
            servers.requests_a_second(many_port, queries.defines(theirs), folder),
        ),
        "/v1/define, never asked before": lambda: (
            servers.requests_a_second(port, next(new), folder),
            servers.requests_a_second(many_port, next(many_new), folder),
        ),
    }
    report = Report(
        f"Requests a second with the shipped glossary and with {LABELS:,} labels",
        ["what", "shipped", "many", "times as slow"],
    )
    for name, measure in contestants.items():
        measure()
        figures = [measure() for _ in range(min(rounds, 3))]
        slower = statistics.median(few / many for few, many in figures)
        few, many = (statistics.median(column) for column in zip(*figures, strict=True))
        report.add(name, few, many, slower)
        what = f"{LABELS:,} labels: times as slow, {name}"
        report.targets.append(Target(what, slower, "<=", 1.3, "x"))
    return report


def _starting(rounds: int) -> Report:
    listed = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.bench.bare", "imports"],
        check=True,
        capture_output=True,
        text=True,
        cwd=servers.ROOT,
    ).stdout
    modules = json.loads(listed)
    taken: dict[str, list[float]] = {"a bare Flask app": [], "glosslight serve": []}
    for number in range(min(rounds, 5) + 1):
        for name, figures in taken.items():
            port = servers.free_port()
            bare = name == "a bare Flask app"
            command = servers.bare(port, "rsgi", modules) if bare else servers.ours(port)
            with servers.running(command, port, "/" if bare else FIRST, _UNLIMITED) as seconds:
                if number:
                    figures.append(seconds)
    report = Report(
        "Seconds from the start to the first answer, one worker, shipped glossary",
        ["what", "median s"],
    )
    middle = {name: statistics.median(figures) for name, figures in taken.items()}
    for name, figure in middle.items():
        report.add(name, figure)
    report.notes.append(f"The bare app imports the same {len(modules)} modules of others.")
    ratio = middle["glosslight serve"] / middle["a bare Flask app"]
    report.targets.append(
        Target("start to first answer: times a bare app's", ratio, "<=", 1.5, "x")
    )
    return report
