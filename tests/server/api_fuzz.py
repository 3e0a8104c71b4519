"""Schemathesis over the API's own OpenAPI document, in this process: `make fuzz-api`.

Examples, the coverage of every keyword, random requests and chains of requests; each answer is
checked against the document. Whatever the document forbids must be refused, what it allows taken.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from server import create_app

REFUSED = ["400", "401", "404", "405", "406", "413", "414", "415", "422"]
# What no schema can say: the answer's type rules options out, a cursor is of another list.
BY_MEANING = ("POST /v1/annotate", "GET /v1/terms")


@dataclass
class Fuzzed:
    """What was found."""

    cases: int = 0
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    """By operation and status."""
    failures: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """By operation, kind and title: how to see it."""


def fuzz(examples: int, seed: int, seconds: float = float("inf")) -> Fuzzed:
    """Try so many random requests an operation; stop early, between two, after some seconds."""
    app = create_app({"RATE_LIMIT": "", "RATE_LIMIT_POST": "", "LOG": "off"})
    refused = {"negative_data_rejection": {"expected-statuses": REFUSED}}
    unsure = {"positive_data_acceptance": {"enabled": False}}
    config = SchemathesisConfig.from_dict(
        {
            "seed": seed,
            # The client in this process does not undo codings.
            "headers": {"Accept-Encoding": "identity"},
            "generation": {"max-examples": examples},
            "checks": refused,
            "operations": [
                {"include-name": name, "checks": {**refused, **unsure}} for name in BY_MEANING
            ],
        }
    )
    schema = schemathesis.openapi.from_wsgi("/v1/openapi.json", app, config=config)
    schema.hook("map_case")(_in_one_place)
    found, begin = Fuzzed(), time.monotonic()
    stream = from_schema(schema).execute()
    for event in stream:
        if isinstance(event, events.ScenarioFinished):
            _read(event, found)
        elif isinstance(event, events.NonFatalError | events.FatalError):
            found.failures["engine", type(event).__name__, str(event)] = repr(vars(event))
        if time.monotonic() - begin > seconds:
            stream.stop()
    return found


def _in_one_place(_context: object, case: schemathesis.Case) -> schemathesis.Case:
    """Leave the options of a JSON body alone: those of the query would mostly contradict them."""
    if case.media_type == "application/json" and case.meta:
        if case.meta.generation.mode.is_positive:
            case.query = {}
    return case


def _read(event: events.ScenarioFinished, found: Fuzzed) -> None:
    recorder = event.recorder
    for case_id, interaction in recorder.interactions.items():
        found.cases += 1
        case = recorder.cases[case_id].value
        if interaction.response is not None:
            found.statuses[case.operation.label, interaction.response.status_code] += 1
    for case_id, checks in recorder.checks.items():
        label = recorder.cases[case_id].value.operation.label
        for check in checks:
            if check.failure_info is not None:
                failure = check.failure_info.failure
                key = label, type(failure).__name__, failure.title
                found.failures.setdefault(key, f"{failure}\n{check.failure_info.code_sample}")


def main() -> None:
    """Fuzz for some minutes, with another seed each time."""
    parser = argparse.ArgumentParser(prog="python -m tests.server.api_fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--examples", type=int, default=200, help="an operation and a round")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    chosen = parser.parse_args()
    end = time.monotonic() + chosen.minutes * 60
    seed, cases, failures = chosen.seed, 0, dict[tuple[str, str, str], str]()
    statuses: Counter[tuple[str, int]] = Counter()
    while (left := end - time.monotonic()) > 0:
        found = fuzz(chosen.examples, seed, left)
        cases, failures = cases + found.cases, found.failures | failures
        statuses += found.statuses
        print(f"seed {seed}: {found.cases:,} requests, {len(found.failures)} findings", flush=True)
        seed += 1
    for (label, status), count in sorted(statuses.items()):
        print(f"{label:32} {status} {count:7,}")
    for (label, kind, _), text in failures.items():
        print(f"\n{label}: {kind}\n{text}")
    print(f"{cases:,} requests, {len(failures)} findings")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
