"""What a person types finds entries by label first, then by definition, in every language."""

import pytest

from server.search import Search, Why
from terms import load
from terms.model import Entry


@pytest.fixture(scope="module")
def shipped():
    return Search(load())


def entry(entry_id, label, definition="Nothing.", **more):
    return Entry(id=entry_id, label=label, definition={"en": definition}, **more)


def found(search, q, **how):
    return [(f.entry.id, f.why) for f in search.find(q, **how)]


def test_a_label_comes_before_a_beginning_a_word_a_part_and_a_definition():
    search = Search(
        [
            entry("definition", "Other", "Where noise is told of."),
            entry("part", "Denoise"),
            entry("word", "Initial noise"),
            entry("prefix", "Noise offset"),
            entry("label", "Noise"),
        ]
    )
    assert found(search, "noise") == [
        ("label", Why.LABEL),
        ("prefix", Why.PREFIX),
        ("word", Why.WORD),
        ("part", Why.PART),
        ("definition", Why.DEFINITION),
    ]


def test_among_equals_the_preferred_label_then_the_shorter_comes_first():
    search = Search(
        [
            entry("alias", "Something", aliases=("Seed number",)),
            entry("long", "Seed of all that is"),
            entry("short", "Seed travel"),
        ]
    )
    assert [i for i, _ in found(search, "seed")] == ["short", "long", "alias"]


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("LORA", "lora"),
        ("ｌｏｒａ", "lora"),
        ("采样器", "sampler"),
        ("炼丹", "training"),
        ("체크포인트", "checkpoint"),
        ("dpm++ 2m-karras", "dpm-plus-plus-2m-karras"),
        ("Low-Rank Adaptation", "lora"),
        ("stable difusion", "stable-diffusion"),
    ],
)
def test_labels_in_any_language_and_spelling_are_found(shipped, q, first):
    assert shipped.find(q)[0].entry.id == first


def test_a_part_of_a_chinese_label_is_found():
    search = Search([entry("sampler", "Sampler", labels={"zh": ("高级采样器",)})])
    assert found(search, "采样") == [("sampler", Why.PART)]


def test_the_label_that_was_found_is_told():
    search = Search([entry("training", "Training", labels={"zh": ("训练", "炼丹")})])
    assert search.find("炼")[0].label == "炼丹"
    assert search.find("nothing")[0].label is None


def test_a_hidden_spelling_is_found_and_never_shown():
    search = Search([entry("lora", "LoRA", hidden=("Lo-RA",))])
    assert search.find("lo-ra") == [(search.entries[0], Why.LABEL, None)]


def test_every_word_must_be_held():
    search = Search(
        [
            entry("both", "Adapter", "Holds weights for style."),
            entry("one", "Weights"),
            entry("names", "Style of weights"),
        ]
    )
    assert found(search, "weights style") == [("names", Why.WORDS), ("both", Why.DEFINITION)]


@pytest.mark.parametrize("q", ["v", "va"])
def test_one_or_two_latin_letters_are_the_beginning_of_a_word(q):
    search = Search([entry("vae", "VAE"), entry("hires", "Hires vae"), entry("lava", "Lava")])
    assert [i for i, _ in found(search, q)] == ["vae", "hires"]


def test_a_misspelt_label_is_offered_only_where_no_label_holds_what_was_typed():
    search = Search([entry("checkpoint", "Checkpoint"), entry("chkpt", "Chekpoint saver")])
    assert found(search, "chekpoint") == [("chkpt", Why.PREFIX)]
    assert found(search, "chekcpoint") == [("checkpoint", Why.CLOSE)]
    assert found(search, "qqqq") == []


def test_a_tag_keeps_only_its_own():
    search = Search(
        [entry("a", "Noise", tags=("Concept",)), entry("b", "Noise offset", tags=("Training",))]
    )
    assert found(search, "noise", tag="Training") == [("b", Why.PREFIX)]
    assert found(search, "", tag="Concept") == [("a", Why.ALL)]


def test_the_language_asked_for_comes_first_among_definitions():
    search = Search(
        [
            Entry(id="a", label="A one", definition={"en": "Gewicht", "ko": "x"}),
            Entry(id="b", label="B one", definition={"en": "x", "ko": "Gewicht"}),
        ]
    )
    assert [i for i, _ in found(search, "gewicht")] == ["a", "b"]
    assert [i for i, _ in found(search, "gewicht", lang="ko")] == ["b", "a"]


def test_nothing_typed_is_everything_in_the_order_of_a_dictionary(shipped):
    every = shipped.find("  ")
    assert len(every) == len(load())
    labels = [f.entry.label for f in every]
    assert labels.index("LoRA") < labels.index("Sampler") < labels.index("VAE")


@pytest.mark.parametrize("q", ["\n", "a\nb", "\x00", "\ud800", "x" * 5000, "-", "++", "% _", "\\"])
def test_anything_may_be_typed(shipped, q):
    shipped.find(q)


def test_definitions_are_searched_without_their_reference_marks():
    search = Search([entry("a", "A one", "Has [[lora|many words]] inside.")])
    assert found(search, "many words inside") == [("a", Why.DEFINITION)]
    assert found(search, "[[lora") == []


@pytest.mark.parametrize("most", [1, 8])
@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize(
    "q",
    ["a", "s", "sam", "model", "noise", "采", "采样", "체", "latent di", "samplr", "zzzzq"],
)
def test_the_first_answers_are_those_of_the_whole_search(shipped, q, lang, most):
    assert shipped.first(q, lang, most) == shipped.find(q, lang)[:most]


def test_the_first_answers_to_each_beginning_of_a_label_are_those_of_the_whole_search(shipped):
    for one in list(load())[::40]:
        for end in range(len(one.label) + 1):
            q = one.label[:end]
            assert shipped.first(q, "en", 8) == shipped.find(q, "en")[:8], q
