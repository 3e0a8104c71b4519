"""The Python matcher gives the vectors' answers."""

import json
from functools import cache
from pathlib import Path

import pytest

from annotator.lookup import look_up
from annotator.matcher import Matcher
from annotator.options import Options
from annotator.runs import Runs
from terms import build_pack, load, read_pack

VECTORS = Path(__file__).parent.parent / "vectors"
PACKS = {"pack.json": ["glossary"], "later/pack.json": ["glossary", "later"]}
"""Each pack with the glossaries that it is built from, in their order."""


def topics():
    for path in sorted(VECTORS.glob("*.json")):
        if path.name != "pack.json":
            yield path.stem, json.loads(path.read_text("utf-8"))


def cases(kind):
    for stem, topic in topics():
        for case in topic["cases"]:
            if kind in case:
                pack = topic.get("pack", "pack.json")
                yield pytest.param(case, pack, id=f"{stem}: {case['name']}")


@cache
def matcher(pack):
    return Matcher(read_pack(VECTORS / pack))


@pytest.mark.parametrize(("case", "pack"), list(cases("expected")))
def test_vector(case, pack):
    text = case["input"]
    for expected in case["expected"]:
        surface = text[expected["start"] : expected["start"] + len(expected["surface"])]
        assert surface == expected["surface"], "the vector itself is wrong"
    options = dict(case.get("options", {}))
    sections = options.pop("sections", [])
    if "without" in options:
        options["without"] = frozenset(options["without"])
    found = matcher(pack).find(Runs(text, sections), Options(**options))
    assert [
        {"start": match.start, "surface": match.surface, "ids": list(match.ids)} for match in found
    ] == case["expected"], case["why"]


@pytest.mark.parametrize(("case", "pack"), list(cases("look_up")))
def test_vector_of_a_look_up(case, pack):
    found = look_up(case["input"], matcher(pack))
    assert {"match": found.match, "ids": list(found.ids)} == case["look_up"], case["why"]


@pytest.mark.parametrize("topic", [pytest.param(topic, id=stem) for stem, topic in topics()])
def test_names_are_unique_in_a_topic(topic):
    names = [case["name"] for case in topic["cases"]]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(("pack", "glossaries"), list(PACKS.items()))
def test_the_vectors_packs_are_built_from_their_glossaries(pack, glossaries):
    built = build_pack(load([VECTORS / name for name in glossaries])).dumps()
    folders = " ".join(f"tests/vectors/{name}" for name in glossaries)
    assert (VECTORS / pack).read_text("utf-8") == built, (
        f"tests/vectors/{pack} is stale; run: glosslight pack {folders} -o tests/vectors/{pack}"
    )
