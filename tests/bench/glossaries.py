"""The glossaries that are measured with: the shipped one, and made-up ones of any size."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from terms import read_pack
from terms.model import Entry, Facts, Glossary
from terms.pack import Pack, build_pack

SEED = 20_261_121
LABELS_AN_ENTRY = 5
"""Two English ones, one in made-up words, one Chinese, one Korean; the shipped entries have 5.3."""

_SHIPPED = Path(__file__).parents[2] / "extension/glossary.json"
_ONSETS = "b br c ch d dr f fl g gr h j k l m n p pr qu r s sh st t tr v w z".split()
_VOWELS = "a e i o u ai ea ee oo ou".split()
_ENDS = ["", "", "n", "r", "s", "t", "l", "m", "nd", "st", "ck"]


@cache
def shipped() -> Pack:
    """Return the committed pack of the shipped glossary."""
    return read_pack(_SHIPPED)


class _Words:
    """Draws labels from the words of the shipped definitions and from made-up ones.

    Made-up words alone would leave the automaton at its root; real ones lead it deep, and now and
    then to a match, as those of a large glossary do.
    """

    def __init__(self) -> None:
        self.random = random.Random(SEED)
        definitions = [entry["definition"] for entry in shipped().entries]
        english = " ".join(d["en"] for d in definitions).lower()
        self.english = sorted(set(re.findall(r"[a-z]{3,}", english)))
        chinese = "".join(d["zh"] for d in definitions)
        self.chinese = re.findall("[\u4e00-\u9fff]", chinese)  # as often as they are written
        korean = " ".join(d["ko"] for d in definitions)
        self.korean = sorted(set(re.findall("[\uac00-\ud7a3]{2,4}", korean)))
        self.used: set[str] = set()

    def _new(self, draw: str) -> bool:
        if draw in self.used:
            return False
        self.used.add(draw)
        return True

    def _draw(self, kind: str) -> str:
        choice, count = self.random.choice, self.random.randint
        if kind == "english":
            return " ".join(choice(self.english) for _ in range(count(2, 4)))
        if kind == "made up":
            return " ".join(
                "".join(
                    choice(_ONSETS) + choice(_VOWELS) + choice(_ENDS) for _ in range(count(1, 3))
                )
                for _ in range(count(1, 3))
            )
        if kind == "chinese":
            return "".join(choice(self.chinese) for _ in range(count(3, 6)))
        return " ".join(choice(self.korean) for _ in range(count(1, 3)))

    def label(self, kind: str) -> str:
        """Return a label that was not drawn before."""
        while not self._new(drawn := self._draw(kind)):
            pass
        return drawn


def _definition(words: _Words, language: str) -> str:
    # As long as those of the shipped glossary, so that the file is as large as a real one.
    entries = shipped().entries
    return str(words.random.choice(entries)["definition"][language])


def _entries(labels: int) -> Iterator[Entry]:
    words = _Words()
    for number in range(labels // LABELS_AN_ENTRY):
        yield Entry(
            id=f"made-up-{number}",
            label=words.label("english"),
            aliases=(words.label("made up"), words.label("english")),
            labels={"zh": (words.label("chinese"),), "ko": (words.label("korean"),)},
            definition={language: _definition(words, language) for language in ("en", "zh", "ko")},
        )


def _pack(entries: Iterator[Entry]) -> Pack:
    facts = Facts(id="made-up", title={"en": "Made up"})
    by_id = {entry.id: entry for entry in entries}
    return build_pack(Glossary((facts,), by_id, dict.fromkeys(by_id, 0)))


@cache
def made_up(labels: int) -> Pack:
    """Return a pack of so many labels; a smaller one's labels are the first of a larger one's."""
    return _pack(_entries(labels))


def wide(labels: int) -> Pack:
    """Return a pack of so many entries of one label each, with hardly a definition."""
    words = _Words()
    kinds = ("english", "made up", "english", "chinese", "korean")
    return _pack(
        Entry(
            id=f"wide-{number}",
            label=words.label(kinds[number % len(kinds)]),
            definition={"en": "One of many."},
        )
        for number in range(labels)
    )


def overlapping(longest: int = 20) -> Pack:
    """Return a pack of labels that overlap as much as can be: a, aa, ..., 一, 一一, ..., b, b b."""
    made = {"a": "a", "b": "b ", "c": "一"}
    return _pack(
        Entry(
            id=f"{name}-{length}",
            label=(unit * length).strip(),
            inflect="none",
            definition={"en": "Overlaps."},
        )
        for name, unit in made.items()
        for length in range(1, longest + 1)
    )
