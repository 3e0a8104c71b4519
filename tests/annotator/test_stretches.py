"""A large text is looked at a stretch at a time; where stretches meet must not matter.

The peer is the same matcher with a stretch longer than the text.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import matcher as module
from annotator.matcher import Matcher
from annotator.options import Options
from terms import read_pack
from tests.annotator.test_vectors import VECTORS, topics

MATCHER = Matcher(read_pack(VECTORS / "pack.json"))
LONGER = 1 << 20
TEXTS = sorted({case["input"] for _, topic in topics() for case in topic["cases"]})
OPTIONS = st.builds(
    Options,
    common=st.sampled_from(["auto", "always", "never"]),
    longest=st.booleans(),
    whole_words=st.booleans(),
    without=st.sampled_from([frozenset(), frozenset({"lora", "checkpoint"})]),
)


def found(text, options, stretch):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "STRETCH", stretch)
        return MATCHER.find(text, options)


@given(
    st.lists(st.sampled_from([*TEXTS, "™lora ", "e\u0301", " "]), max_size=4).map("".join),
    OPTIONS,
    st.integers(1, 40),
)
def test_a_match_is_found_wherever_stretches_meet(text, options, stretch):
    assert found(text, options, stretch) == found(text, options, LONGER)


@pytest.mark.parametrize("stretch", range(1, 20))
def test_a_term_over_several_stretches_is_one_match(stretch):
    text = "A Stable Diffusion checkpoint."
    surfaces = [match.surface for match in found(text, Options(), stretch)]
    assert surfaces == ["Stable Diffusion", "checkpoint"]


@pytest.mark.parametrize("stretch", [1, 7, 30])
def test_a_topic_that_shows_late_counts_for_what_came_before(stretch):
    """As MATCHING has it, everyday words are marked when two other terms are on the page."""
    words = "A seed here. " * 3
    assert found(words, Options(), stretch) == []
    late = found(words + "LoRA and Stable Diffusion", Options(), stretch)
    assert [match.surface for match in late][:3] == ["seed"] * 3
