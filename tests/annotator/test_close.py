"""Close spellings are those that comparing with all of them would give."""

import random

import pytest
from rapidfuzz import fuzz, process

from annotator.close import LONGEST, Close
from tests.bench.glossaries import made_up, shipped

ENOUGH, MOST = 75.0, 5


def misspelt(chance, word):
    at, letter = chance.randrange(len(word)), chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
        ]
    )


def queries(texts, count):
    chance = random.Random(7)
    drawn = (misspelt(chance, chance.choice(texts)) for _ in range(count * 2))
    return [q for q in drawn if 3 <= len(q) <= LONGEST][:count]


def by_comparing_all(texts, q):
    found = process.extract(q, texts, scorer=fuzz.ratio, limit=MOST, score_cutoff=ENOUGH)
    return [(texts[at], score) for _, score, at in found]


@pytest.mark.parametrize(
    ("pack", "missed"), [(shipped, 0), (lambda: made_up(20_000), 2)], ids=["shipped", "made up"]
)
def test_the_closest_spelling_is_found_as_by_comparing_all(pack, missed):
    texts = list(pack().forms)
    close = Close(texts)
    wrong = []
    for q in queries(texts, 300):
        all_ = by_comparing_all(texts, q)
        if all_:
            ours = close.find(q, ENOUGH, MOST)
            if not ours or ours[0][1] < all_[0][1]:
                wrong.append(q)
    assert len(wrong) <= missed, wrong


def test_the_closest_come_first_and_equals_in_the_order_given():
    close = Close(["sampling", "sampler", "simpler", "sampled"])
    assert close.find("samplr", ENOUGH, MOST) == [
        (1, pytest.approx(12 / 13 * 100)),
        (2, pytest.approx(10 / 13 * 100)),
        (3, pytest.approx(10 / 13 * 100)),
    ]
    assert [at for at, _ in close.find("samplr", ENOUGH, 1)] == [1]


@pytest.mark.parametrize("text", ["", "ab", "x" * (LONGEST + 1), "zzzzqqqq"])
def test_what_is_like_nothing_gives_nothing(text):
    assert Close(["sampler", "ab", "x" * 61]).find(text, ENOUGH, MOST) == []


def test_a_spelling_that_is_just_similar_enough_is_found():
    # Four letters more, or fewer: 2 * 6 / (6 + 10) is 75 %.
    assert Close(["abcdefghij"]).find("abcdef", ENOUGH, MOST) == [(0, 75.0)]
    assert Close(["abcdef"]).find("abcdefghij", ENOUGH, MOST) == [(0, 75.0)]
    assert Close(["abcdefghijk"]).find("abcdef", ENOUGH, MOST) == []
