"""Entries from A to Z, as readers of each language look for them.

English: by letter. Korean: by initial consonant, then Latin letters. Chinese: by the first letter
of the pinyin, among the Latin names, as Chinese indexes have it. GB 2312 has its 3,755 common
characters in the order of their pinyin; so the letter is known from the code, without a dictionary.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable

from terms.model import Entry

_INITIALS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
"""Of the 19 that a Hangul syllable can begin with; a doubled one stands with the single one."""
_SYLLABLES_AN_INITIAL = 588

_PINYIN = "ABCDEFGHJKLMNOPQRSTWXYZ"
_PINYIN_FROM = [
    *(0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC),
    *(0xC2E8, 0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9),
    0xD4D1,
]
"""The GB 2312 code of the first character of each letter."""
_PINYIN_END = 0xD7FA
_READ_OTHERWISE = {"重量": "Z", "重要": "Z", "重": "C", "调整": "T", "调参": "T", "熵": "S"}
"""How names begin that the code would put elsewhere: 重 has two readings, 熵 is not common."""

DIGITS = "0–9"
OTHER = "#"


class Letters:
    """Entries by the letter under which readers of a language look for their names."""

    def __init__(
        self, entries: Iterable[Entry], language: str, name_of: Callable[[Entry], str]
    ) -> None:
        self._name_of = name_of
        groups: dict[str, list[Entry]] = {}
        for entry in self.sorted(entries):
            groups.setdefault(letter_of(name_of(entry), language), []).append(entry)
        self.groups = {letter: groups[letter] for letter in sorted(groups, key=_place)}
        """Letter -> its entries, both in order."""

    def sorted(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return entries in the order of their names."""
        return sorted(entries, key=lambda entry: (order(self._name_of(entry)), entry.id))


def letter_of(name: str, language: str) -> str:
    """Return under which letter a name is looked for."""
    # NFKD parts an accent from its letter, and NFC puts Hangul together again.
    first = unicodedata.normalize("NFC", unicodedata.normalize("NFKD", name[:1])[:1]) or OTHER
    if "가" <= name[:1] <= "힣":
        return _INITIALS[(ord(name[0]) - ord("가")) // _SYLLABLES_AN_INITIAL]
    if first.isascii() and first.isalpha():
        return first.upper()
    if first.isdigit():
        return DIGITS
    return _pinyin(name) if language == "zh" else OTHER


def _pinyin(name: str) -> str:
    for length in (2, 1):
        if letter := _READ_OTHERWISE.get(name[:length]):
            return letter
    code = int.from_bytes(name[:1].encode("gb18030", "replace"), "big")
    if not _PINYIN_FROM[0] <= code < _PINYIN_END:
        return OTHER
    return _PINYIN[bisect_right(_PINYIN_FROM, code) - 1]


def order(name: str) -> tuple[int, bytes]:
    """Return what names are sorted by: Latin as usual, then Chinese by pinyin, or Hangul."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    # The code points of Hangul are in its own order; those of GB 18030 are not.
    hangul = "가" <= folded[:1] <= "힣"
    return hangul, folded.encode("utf-8" if hangul else "gb18030", "replace")


def _place(letter: str) -> tuple[int, str]:
    """Return where a letter stands: consonants, A to Z, digits, others."""
    if letter == OTHER:
        return 3, letter
    if letter == DIGITS:
        return 2, letter
    return int(letter.isascii()), letter
