"""The Python matcher gives the vectors' answers."""

import json
from pathlib import Path

import pytest

from annotator.matcher import Matcher
from annotator.options import Options
from annotator.runs import Runs
from terms import build_pack, load, read_pack

VECTORS = Path(__file__).parent.parent / "vectors"
PACK = VECTORS / "pack.json"


def cases():
    for path in sorted(VECTORS.glob("*.json")):
        if path != PACK:
            for case in json.loads(path.read_text("utf-8"))["cases"]:
                yield pytest.param(case, id=f"{path.stem}: {case['name']}")


@pytest.fixture(scope="module")
def matcher():
    return Matcher(read_pack(PACK))


@pytest.mark.parametrize("case", list(cases()))
def test_vector(case, matcher):
    text = case["input"]
    for expected in case["expected"]:
        surface = text[expected["start"] : expected["start"] + len(expected["surface"])]
        assert surface == expected["surface"], "the vector itself is wrong"
    options = dict(case.get("options", {}))
    sections = options.pop("sections", [])
    if "without" in options:
        options["without"] = frozenset(options["without"])
    found = matcher.find(Runs(text, sections), Options(**options))
    assert [
        {"start": match.start, "surface": match.surface, "ids": list(match.ids)} for match in found
    ] == case["expected"], case["why"]


def test_the_vectors_pack_is_built_from_their_glossary():
    built = build_pack(load(VECTORS / "glossary")).dumps()
    assert PACK.read_text("utf-8") == built, (
        "tests/vectors/pack.json is stale; run: "
        "glosslight pack tests/vectors/glossary -o tests/vectors/pack.json"
    )
