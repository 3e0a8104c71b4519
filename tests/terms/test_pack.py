"""The pack: the same from the same glossary, and refused when damaged."""

import json

import pytest

from terms import PackError, build_pack, read_pack
from tests.conftest import ROOT


def test_the_shipped_pack_is_built_from_the_shipped_glossary(glossary):
    shipped = (ROOT / "extension/glossary.json").read_text("utf-8")
    assert shipped == build_pack(glossary).dumps(), (
        "extension/glossary.json is stale; run: make pack"
    )


def test_a_pack_reads_back_the_same(glossary):
    pack = build_pack(glossary)
    assert read_pack(pack.dumps()).data == json.loads(pack.dumps())
    assert read_pack(pack.dumps()).digest == pack.digest


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text[:-10], "is not JSON"),
        (lambda text: text.replace('"format":1', '"format":2'), "has format 2"),
        (lambda text: text.replace("LoRA", "LoRa"), "does not have its digest"),
        (lambda text: "[]", "has format 'list'"),
    ],
)
def test_a_damaged_pack_is_refused_in_words(glossary, change, said):
    with pytest.raises(PackError, match=said):
        read_pack(change(build_pack(glossary).dumps()))
