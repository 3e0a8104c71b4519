"""Folding: text as it is compared, with a map back to the text as it stands.

What folds together (see MATCHING, Folding): a character with the combining marks after it, by
NFKC, full case folding and NFKC again; a run of white space, hyphens and dashes, to one space;
curly and modifier apostrophes, to '. Soft hyphens and other invisible characters are dropped.

The promise: `Folded.start(i)` and `Folded.end(i)` give offsets into the original text, in code
points, or None where a match may not begin or end, because i lies inside what folds together.

Nearly all text is made of characters whose folding is `str.lower`, one for one. Those runs are
lowered whole in C; only what lies between them (`_RUN`) is looked at, once per distinct run.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache

from terms.rules import rules


def _span(ranges: list[list[str]]) -> str:
    """Return ranges of hexadecimal code points as the inside of a regex character class."""
    return "".join(f"\\U{int(a, 16):08x}-\\U{int(b, 16):08x}" for a, b in ranges)


def _members(ranges: list[list[str]]) -> frozenset[str]:
    return frozenset(chr(c) for a, b in ranges for c in range(int(a, 16), int(b, 16) + 1))


_CHARACTERS = rules("characters")
_SPACE = _members(_CHARACTERS["space"])
_DROPPED = _members(_CHARACTERS["dropped"])
_APOSTROPHES = _members(_CHARACTERS["apostrophes"])
LONGEST_CLUSTER = 32
"""Code points. NFKC takes quadratic time over stacked marks; no language stacks half as many."""

_S, _D = (_span(_CHARACTERS[name]) for name in ("space", "dropped"))
_SPACES = re.compile(f"[{_S}][{_S}{_D}]*")
_PARTS = re.compile(f"{_SPACES.pattern}|.", re.DOTALL)
_TO_APOSTROPHE = dict.fromkeys(map(ord, _APOSTROPHES), "'")
_CONJOINING = _members(_CHARACTERS["conjoining"])
_VOICING = _members(_CHARACTERS["voicing"])

# Characters whose folding is their lower case, one for one, when nothing combines with them;
# a test holds this for each. U+FFFF, which parts runs of text, is one of them.
_PLAIN = (
    r"!-,./-~"
    "\uffff"
    "\u00a1-\u00a7\u00a9\u00ab\u00ac\u00ae\u00b0\u00b1\u00b6\u00b7\u00bb\u00bf-\u00de\u00e0-\u00ff"
    "\u0391-\u03a1\u03a4-\u03a9\u03b1-\u03c1\u03c3-\u03c9\u0400-\u0481\u048a-\u04bf"
    "\u05d0-\u05ea\u0620-\u064a\u0e01-\u0e30\u0e40-\u0e46\u201c\u201d\u2022"
    "\u3001\u3002\u3005-\u301b\u3041-\u3096\u30a1-\u30fe\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
)
# Any stretch of other characters but a single one of these, which is a space however it folds. It
# begins with a character set, which the regular expression engine skips to at several times the
# speed of anything else.
_RUN = re.compile(f"[^{_PLAIN}](?:[^{_PLAIN}]+|(?<![ \\n-]))")

_SURROGATE = re.compile("[\ud800-\udfff]")
_TURKIC = {ord("I"): "ı", ord("İ"): "i"}


def _extends(character: str) -> bool:
    """Tell whether a character joins the one before it in a cluster."""
    return (
        unicodedata.category(character)[0] == "M"
        or character in _CONJOINING
        or character in _VOICING
    )


def _clusters(text: str) -> list[str]:
    """Part a text into what folds together; a run of spaces is one, unless a mark sits on it."""
    clusters: list[str] = []
    for part in _PARTS.findall(text):
        before = clusters[-1] if clusters else ""
        if before and _joins(before, part):
            if len(before) > 1 and before[0] in _SPACE and before[-1] in _SPACE:
                clusters[-1] = before[:-1]
                clusters.append(before[-1] + part)
            elif len(before) < LONGEST_CLUSTER:
                clusters[-1] += part
            else:
                clusters.append(part)
        else:
            clusters.append(part)
    return clusters


def _joins(cluster: str, character: str) -> bool:
    if len(character) != 1:
        return False
    if unicodedata.category(character)[0] == "M" or character in _VOICING:
        # A mark after a dropped character has nothing to sit on.
        return cluster[-1] not in _DROPPED or unicodedata.category(cluster[-1])[0] == "M"
    # Conjoining jamo, as they compose: L V, then T; the next L begins another syllable.
    last = cluster[-1]
    if "\u1161" <= character <= "\u1175":
        return "\u1100" <= last <= "\u1112"
    if "\u11a8" <= character <= "\u11c2":
        open_syllable = "\uac00" <= last <= "\ud7a3" and (ord(last) - 0xAC00) % 28 == 0
        return open_syllable or "\u1161" <= last <= "\u1175"
    return False


@lru_cache(65_536)
def _fold_cluster(cluster: str, casefold: bool = True) -> str:
    kept = "".join(c for c in cluster if c not in _DROPPED)
    # Half a pair, as invalid bytes decode to, has no UTF-8.
    kept = _SURROGATE.sub("\ufffd", kept)
    folded = unicodedata.normalize("NFKC", kept)
    if casefold:
        folded = unicodedata.normalize("NFKC", folded.casefold())
    return folded.translate(_TO_APOSTROPHE)


_Piece = tuple[int, int, int, int]
"""Folded offset, source offset, folded length, source length."""

_OwnClasses = dict[int, str]
"""Folded offset -> class as written, where the folded character has another (TM in ™)."""


def _fold_long_run(run: str) -> tuple[str, tuple[_Piece, ...], _OwnClasses]:
    """Fold a stretch; pieces list what is not one character for one."""
    if _SPACES.fullmatch(run):  # nearly every long one is indentation
        return " ", ((0, 0, 1, len(run)),) if len(run) > 1 else (), {}
    out: list[str] = []
    pieces: list[_Piece] = []
    classes: _OwnClasses = {}
    length = source = 0
    for cluster in _clusters(run):
        size = len(cluster)
        if _SPACES.fullmatch(cluster):
            folded = " "
        else:
            folded = _fold_cluster(cluster)
            own = character_class(cluster[0])
            for at, character in enumerate(folded, length):
                if character_class(character) != own:
                    classes[at] = own
        if len(folded) != 1 or size != 1:
            pieces.append((length, source, len(folded), size))
        out.append(folded)
        length += len(folded)
        source += size
    return "".join(out), tuple(pieces), classes


_fold_run = lru_cache(65_536)(_fold_long_run)
_CACHED_LENGTH = 32
"""Runs are mostly a line break or a hyphen; a longer one does not come again."""


class Folded:
    """A folded text and its way back to the original; offsets are code points."""

    __slots__ = ("_folded", "original", "own_classes", "pieces", "text")

    def __init__(
        self, original: str, text: str, pieces: list[_Piece], classes: _OwnClasses
    ) -> None:
        self.original = original
        self.text = text
        self.pieces = pieces
        self.own_classes = classes
        self._folded = [piece[0] for piece in pieces]

    def class_at(self, index: int) -> str:
        """Return the class (L, H, C, O) of what stands at folded `index`, as it was written."""
        return self.own_classes.get(index) or CLASS_OF[self.text[index]]

    def start(self, index: int) -> int | None:
        """Return where in the original a match starting at folded `index` starts."""
        at = bisect_right(self._folded, index) - 1
        if at < 0:
            return index
        folded, source, folded_length, source_length = self.pieces[at]
        if index < folded + folded_length:
            return source if index == folded else None
        return source + source_length + index - folded - folded_length

    def end(self, index: int) -> int | None:
        """Return where in the original a match ending before folded `index` ends."""
        at = bisect_left(self._folded, index) - 1
        if at < 0:
            return index
        folded, source, folded_length, source_length = self.pieces[at]
        if index < folded + folded_length:
            return None
        return source + source_length + index - folded - folded_length


def fold(text: str, *, turkic: bool = False) -> Folded:
    """Fold a text of any length, in time linear in it.

    `turkic`: the text is Turkish or Azerbaijani, where I lowers to ı and İ to i.
    """
    source = text.translate(_TURKIC) if turkic else text
    out: list[str] = []
    pieces: list[_Piece] = []
    classes: _OwnClasses = {}
    done = length = 0
    for match in _RUN.finditer(source):
        start, end = match.span()
        if start > done:
            # A mark at the head of the run belongs with the plain character before it.
            if source[start] >= "\u0300" and _extends(source[start]):
                start -= 1
            plain = source[done:start]
            out.append(_fold_plain(plain))
            length += start - done
        fold_run = _fold_run if end - start <= _CACHED_LENGTH else _fold_long_run
        folded, inner, changed = fold_run(source[start:end])
        if inner:
            for at, offset, folded_length, source_length in inner:
                pieces.append((length + at, start + offset, folded_length, source_length))
        if changed:
            for at, own in changed.items():
                classes[length + at] = own
        out.append(folded)
        length += len(folded)
        done = end
    out.append(_fold_plain(source[done:]))
    return Folded(text, "".join(out), pieces, classes)


def _fold_plain(text: str) -> str:
    """Fold what `_RUN` leaves: all of it one for one."""
    return text.lower().replace("-", " ").replace("\n", " ")


def fold_form(text: str) -> str:
    """Fold a label as it is stored in a pack: folded, without spaces at its ends."""
    return fold(text).text.strip(" ")


@lru_cache(16_384)
def spell(text: str) -> str:
    """Return a text normalised as `fold` does, but with its letter case kept.

    This is what `case: exact` compares.
    """
    out: list[str] = []
    for cluster in _clusters(text):
        if _SPACES.fullmatch(cluster):
            out.append(" ")
        else:
            folded = _fold_cluster(cluster, casefold=False)
            if folded:
                out.append(folded)
    return "".join(out).strip(" ")


def _character_class(character: str) -> str:
    if character in _APOSTROPHES:
        return "O"
    code = ord(character)
    if any(a <= code <= b for a, b in _HANGUL):
        return "H"
    if any(a <= code <= b for a, b in _UNSPACED):
        return "C"
    category = unicodedata.category(character)
    return "L" if category[0] in "LM" or category == "Nd" or character == "_" else "O"


# As numbers: to compile such expressions takes a hundredth of the command's start.
_HANGUL, _UNSPACED = (
    [(int(a, 16), int(b, 16)) for a, b in _CHARACTERS[name]] for name in ("hangul", "unspaced")
)


class _Classes(dict[str, str]):
    """The class of each character met so far."""

    def __missing__(self, character: str) -> str:
        found = self[character] = _character_class(character)
        return found


CLASS_OF = _Classes()
"""Character -> the class that decides edges: L, H, C or O (see MATCHING, Edges)."""


def character_class(character: str) -> str:
    """Return the class that decides edges: L, H, C or O (see MATCHING, Edges)."""
    return CLASS_OF[character]
