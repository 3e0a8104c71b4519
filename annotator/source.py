"""The source reader: HTML as it is written to runs, every character with its place.

The promise: for text[i:j] of the runs, `Page.spans(i, j)` are the stretches of the source that
hold it, and nothing else. A test holds it on real pages.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from annotator.elements import HEADINGS, RAW_TEXT, RCDATA
from annotator.marks import BLOCK_END, BLOCK_START
from annotator.options import Options
from annotator.runs import SEPARATOR, Runs
from annotator.scope import Scope, Selected
from annotator.structure import Structure
from annotator.tokens import REFERENCE, TOKEN, decode_reference, raw_text_end

_ODD = re.compile(r"[&\0]")
_RAW = RAW_TEXT | RCDATA | {"plaintext"}
_NOTED = _RAW | HEADINGS | {"body", "gl-term"}
_NONE: frozenset[str] = frozenset()


class Page:
    """What the reader found in one source."""

    def __init__(self) -> None:
        self.runs = Runs("")
        self.body_end: int | None = None
        """Where the last </body> begins."""
        self.complete = True
        """False where the source ends inside a comment, a tag or raw text."""
        self.open_at_end = False
        """True where what is added at the end would stand inside svg, a template or the like."""
        self.mark_tags: list[tuple[int, int]] = []
        """Every gl-term tag, in order."""
        self.blocks: list[tuple[int, int]] = []
        """Every standalone block, in order."""
        # Segments of the text: where each begins in the text and in the source, and for a
        # character reference its length in the source, else 0.
        self._text: list[int] = []
        self._source: list[int] = []
        self._reference: list[int] = []

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the source stretches of text[start:end], those that touch made one.

        Empty where it begins or ends inside a character reference.
        """
        spans: list[tuple[int, int]] = []
        at = bisect_right(self._text, start) - 1
        while at < len(self._text) and self._text[at] < end:
            text, source, reference = self._text[at], self._source[at], self._reference[at]
            following = self._text[at + 1] if at + 1 < len(self._text) else len(self.runs.text)
            if reference:
                if start > text or end < following:
                    return []
                span = (source, source + reference)
            else:
                shift = source - text
                span = (max(start, text) + shift, min(end, following) + shift)
            if spans and spans[-1][1] == span[0]:
                spans[-1] = (spans[-1][0], span[1])
            elif span[0] < span[1]:
                spans.append(span)
            at += 1
        return spans


class _Reader:
    def __init__(self, source: str, scope: Scope, selected: Selected | None) -> None:
        self.source = source
        self.page = Page()
        self.structure = Structure(scope, selected)
        # A mark changes nothing either, but has to be seen.
        self.transparent = scope.transparent - {"gl-term"}
        self.nul = "\0" in source
        self.parts: list[str] = []
        self.length = 0
        self.sections: list[int] = []
        self.run_started = False

    def text(self, start: int, end: int) -> None:
        """Take source[start:end] into the current run."""
        source = self.source
        if not self.run_started:
            if source[start:end].isspace():
                return  # most of what stands between tags is indentation
            self.run_started = True
        if self.nul or source.find("&", start, end) >= 0:
            start = self._odd(start, end)
        self._plain(start, end)

    def _odd(self, start: int, end: int) -> int:
        """Take source[start:end] up to its last character reference or NUL; return where that ends.

        The tree builder drops NUL.
        """
        page, source = self.page, self.source
        position = start
        for odd in _ODD.finditer(source, start, end):
            at = odd.start()
            if at < position:
                continue
            if source[at] == "\0":
                self._plain(position, at)
                position = at + 1
                continue
            written = REFERENCE.match(source, at, end)
            decoded = decode_reference(written[0]) if written else None
            if decoded is None:
                continue
            length, characters = decoded
            self._plain(position, at)
            page._text.append(self.length)
            page._source.append(at)
            page._reference.append(length)
            self.parts.append(characters)
            self.length += len(characters)
            position = at + length
        return position

    def _plain(self, start: int, end: int) -> None:
        if start < end:
            page = self.page
            page._text.append(self.length)
            page._source.append(start)
            page._reference.append(0)
            self.parts.append(self.source[start:end])
            self.length += end - start

    def break_run(self) -> None:
        if self.run_started:
            self.parts.append(SEPARATOR)
            self.length += 1
            self.run_started = False

    def read(self) -> Page:
        position: int | None = 0
        while position is not None:
            position = self._read_from(position, self.structure)
        page = self.page
        page.runs = Runs("".join(self.parts), self.sections)
        if page.body_end is None:
            page.open_at_end = self.structure.encloses
        if self.source.endswith("</"):
            page.complete = False  # whatever follows would become a comment
        return page

    def _read_from(self, position: int, structure: Structure) -> int | None:
        """Read on until something swallows markup; return where to go on, None at the end."""
        source, page = self.source, self.page
        # Tags that change nothing, unless they have attributes.
        skipped = self.transparent if structure.simple else _NONE
        eligible = not structure.out
        token = None
        for token in TOKEN.finditer(source, position):
            start, end = token.span()
            if eligible and start > position:
                self.text(position, start)
            position = end
            slash, name, tag, _ = token.groups()
            if name in skipped and not tag:
                continue
            if name is None:
                if (after := self._declaration(start, end)) is not None:
                    return after
                continue
            name = name.lower()
            if name in _NOTED and (after := self._note(name, slash, start, end)) is not None:
                structure.start(name, tag, start)
                self.break_run()
                return after if after >= 0 else None
            if structure.end(name) if slash else structure.start(name, tag, start):
                self.break_run()
            eligible = not structure.out
            skipped = self.transparent if structure.simple else _NONE
        if token and token["name"] and not token["close"]:
            page.complete = False  # an unfinished tag has swallowed the rest
        elif eligible and position < len(source):
            self.text(position, len(source))
        return None

    def _note(self, name: str, slash: str, start: int, end: int) -> int | None:
        """Take note of a tag of one of `_NOTED`.

        Returns where its raw text ends, -1 where that never ends, None where it has none.
        """
        page = self.page
        if name == "gl-term":
            page.mark_tags.append((start, end))
        elif slash:
            if name == "body":
                page.body_end = start
                page.open_at_end = self.structure.encloses
        elif name in HEADINGS:
            self.break_run()
            self.sections.append(self.length)
        elif name in _RAW and not self.structure.foreign:
            closing = raw_text_end(self.source, end, name)
            page.complete = closing is not None
            return -1 if closing is None else closing
        return None

    def _declaration(self, start: int, end: int) -> int | None:
        """Take a comment or the like; return where to go on where it ends elsewhere."""
        source, page = self.source, self.page
        if source.startswith(BLOCK_START, start):
            closed = source.find(BLOCK_END, end)
            # Another start before that end: this one is a stray, for a block holds none.
            if closed >= 0 and source.find(BLOCK_START, end, closed) < 0:
                page.blocks.append((start, closed + len(BLOCK_END)))
                return closed + len(BLOCK_END)
        elif self.structure.foreign and source.startswith("<![CDATA[", start):
            closed = source.find("]]>", start)
            page.complete = closed >= 0
            return len(source) if closed < 0 else closed + 3
        elif end == len(source) and not _closed(source[start:end]):
            page.complete = False
        return None


def _closed(token: str) -> bool:
    """Tell whether a comment or declaration at the end of the source is finished."""
    if token.startswith("<!--"):
        return token.endswith(("-->", "--!>")) or token in {"<!-->", "<!--->"}
    return token.endswith(">")


def read(
    source: str, rules: dict[str, Any], options: Options, selected: Selected | None = None
) -> Page:
    """Read HTML source into runs.

    `rules`: the scope rules (terms/rules/scope.json); `selected`: what the options' selectors name.
    """
    return _Reader(source, Scope.of(rules, options), selected).read()
