"""Folding compares as specified, and its offsets lead back to the original."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.fold import _PLAIN, character_class, fold, fold_form, spell


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Two LoRAs", "two loras"),
        ("DPM++ 2M—Karras", "dpm++ 2m karras"),
        ("a \t\n\u00a0\u3000 b", "a b"),
        ("a - b", "a b"),
        ("it’s itʼs it‘s", "it's it's it's"),
        ("so\u00adft z\u200bw \ufeffb", "soft zw b"),
        ("ＬｏＲＡ，１", "lora,1"),
        ("İ", "i\u0307"),
        ("ß ẞ ﬁ ㎏", "ss ss fi kg"),
        ("ΑΣ ας", "ασ ασ"),
        ("e\u0301", "é"),
        ("\u1112\u1161\u11ab", "한"),
        ("ｶﾞ", "ガ"),
        ("x²", "x2"),
    ],
)
def test_what_folds_to_what(text, folded):
    assert fold(text).text == folded


def test_every_plain_character_folds_to_its_lower_case():
    """The fast way is right for each character that takes it."""
    plain = re.compile(f"[ {_PLAIN}]")
    for code in range(0x110000):
        character = chr(code)
        if plain.match(character):
            full = unicodedata.normalize("NFKC", character).casefold()
            assert unicodedata.normalize("NFKC", full) == character.lower() != ""
            assert len(character.lower()) == 1


SCRIPTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("aZ ­-\u200b\u0301\u0307\u1100\u1161\u11a8가ﾞｶİßﬁ™Σ’\u00a0\t\u3000"),
    ),
    max_size=20,
)


@given(SCRIPTS)
def test_offsets_ascend_and_stay_inside(text):
    folded = fold(text)
    starts = [folded.start(i) for i in range(len(folded.text) + 1)]
    ends = [folded.end(i) for i in range(len(folded.text) + 1)]
    for offsets in (starts, ends):
        known = [at for at in offsets if at is not None]
        assert known == sorted(known)
        assert all(0 <= at <= len(text) for at in known)


@given(SCRIPTS)
def test_a_slice_folds_to_the_slice_of_the_fold(text):
    """Where a match may begin and end, folding the original slice gives the folded slice."""
    folded = fold(text)
    for i in range(len(folded.text) + 1):
        for j in range(i + 1, len(folded.text) + 1):
            start, end = folded.start(i), folded.end(j)
            if start is not None and end is not None:
                assert fold_form(text[start:end]) == folded.text[i:j].strip(" ")


@given(st.text(st.characters(categories=["Ll", "Lu", "Nd", "Lo"]), max_size=8))
def test_folding_is_idempotent(text):
    once = fold(text).text
    assert fold(once).text == once


def test_turkic_text_keeps_its_dotless_i():
    assert fold("Iİ", turkic=True).text == "ıi"
    assert fold("I").text == "i"


def test_spelling_keeps_letter_case_alone():
    assert spell("ＣＬＩＰ—Skip\u00ad ’s") == "CLIP Skip 's"


@pytest.mark.parametrize(
    ("character", "expected"),
    [("a", "L"), ("_", "L"), ("9", "L"), ("\u0301", "L"), ("ж", "L"), ("é", "L")]
    + [("가", "H"), ("ㄱ", "H"), ("\u1100", "H")]
    + [("炼", "C"), ("あ", "C"), ("ー", "C"), ("々", "C"), ("ก", "C"), ("ｶ", "C")]
    + [(" ", "O"), ("'", "O"), ("ʼ", "O"), ("²", "O"), ("™", "O"), ("。", "O"), ("・", "O")],
)
def test_classes(character, expected):
    assert character_class(character) == expected
