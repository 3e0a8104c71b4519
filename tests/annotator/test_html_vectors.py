"""Both readers give the answers of the vectors that are about HTML (tests/vectors/html)."""

import importlib.util
import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from annotator import Annotator
from terms import read_pack
from tests.conftest import VECTORS_PACK

VECTORS = Path(__file__).parent.parent / "vectors/html"
ANNOTATOR = Annotator(read_pack(VECTORS_PACK))
PARSERS = ["html.parser", *(["lxml"] if importlib.util.find_spec("lxml") else [])]
"""lxml comes with the bench extra."""


def cases():
    for path in sorted(VECTORS.glob("*.json")):
        for case in json.loads(path.read_text("utf-8"))["cases"]:
            yield pytest.param(case, id=f"{path.stem}: {case['name']}")


def found(matches):
    return [{"surface": match.surface, "ids": list(match.ids)} for match in matches]


@pytest.mark.parametrize("case", list(cases()))
def test_from_the_source(case):
    page = ANNOTATOR.annotate(case["input"], **case.get("options", {}))
    assert found(page.matches) == case["expected"], case["why"]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("case", list(cases()))
def test_from_a_tree(case, parser):
    soup = BeautifulSoup(case["input"], parser)
    matches = ANNOTATOR.annotate_soup(soup, **case.get("options", {}))
    assert found(matches) == case["expected"], case["why"]
