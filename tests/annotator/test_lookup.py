"""A highlighted text is explained, or something close to it is offered."""

import pytest


@pytest.mark.parametrize(
    ("text", "match", "first"),
    [
        ("LoRAs", "exact", "lora"),
        ("  lora ", "exact", "lora"),
        ("LoRA's", "exact", "lora"),
        ("체크포인트에서는", "exact", "checkpoint"),
        ("dpm++ 2m karass", "close", "dpm-plus-plus-2m-karras"),
        ("clip", "exact", "clip"),
        ("seed", "exact", "seed"),
        ("two LoRAs and a seed", "within", "lora"),
        ("炼丹", "exact", "training"),
        ("LoRA.", "exact", "lora"),
        ("the quick brown fox", "none", None),
        ("", "none", None),
        ("   ", "none", None),
        ("x" * 900, "none", None),
    ],
)
def test_look_up(annotator, text, match, first):
    found = annotator.look_up(text)
    assert found.match == match
    assert (found.ids[0] if found.ids else None) == first
    for span in found.spans:
        assert text[span.start : span.end] == span.surface


@pytest.mark.parametrize("text", ["(Canny ControlNet)", "(Tile ControlNet)", "“LoRA”"])
def test_a_term_in_brackets_is_that_term_not_a_longer_one_misspelt(annotator, text):
    # The entry has "Canny (ControlNet)" too, which is longer and spelled nearly the same.
    found = annotator.look_up(text)
    assert (found.match, [span.surface for span in found.spans]) == ("within", [text[1:-1]])


def test_at_most_five_close_spellings_are_offered(annotator):
    found = annotator.look_up("dpm++ 2m sde karas")
    assert found.match == "close"
    assert 1 <= len(found.ids) <= 5
