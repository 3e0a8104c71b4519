"""The source reader: HTML as it is written to runs, every character with its place.

The promise: for text[i:j] of the runs, `Page.spans(i, j)` are the stretches of the source that
hold it, and nothing else. A test holds it on real pages.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from annotator.elements import HEADINGS, RAW_TEXT, RCDATA
from annotator.marks import BLOCK_END, BLOCK_START, may_have_marks
from annotator.options import Options
from annotator.runs import SEPARATOR, Runs
from annotator.structure import Scope, Structure
from annotator.tokens import REFERENCE, TOKEN, decode_reference, raw_text_end

_ODD = re.compile(r"[&\0]")
_RAW = RAW_TEXT | RCDATA | {"plaintext"}


class Page:
    """What the reader found in one source."""

    def __init__(self) -> None:
        self.runs = Runs("")
        self.body_end: int | None = None
        """Where the last </body> begins."""
        self.complete = True
        """False where the source ends inside a comment, a tag or raw text."""
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
            following = self._text[at + 1] if at + 1 < len(self._text) else end
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
    def __init__(self, source: str, scope: Scope, marked: bool) -> None:
        self.source = source
        self.marked = marked
        self.page = Page()
        self.structure = Structure(scope)
        self.transparent = scope.transparent
        # As bytes, because lowering those is many times faster.
        lowered = source.encode("utf-8", "surrogatepass").lower()
        watched = (*scope.classes, *scope.attributes)
        self.watched = any(word.encode() in lowered for word in watched)
        """Whether attributes can leave anything out here; most pages need not read any."""
        self.parts: list[str] = []
        self.length = 0
        self.sections: list[int] = []
        self.run_started = False

    def text(self, start: int, end: int) -> None:
        """Take source[start:end] into the current run."""
        page, source = self.page, self.source
        if not self.run_started:
            if source[start:end].isspace():
                return  # most of what stands between tags is indentation
            self.run_started = True
        position = start
        for odd in _ODD.finditer(source, start, end):
            at = odd.start()
            if at < position:
                continue
            if source[at] == "\0":
                self._plain(position, at)
                position = at + 1  # the tree builder drops it
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
        self._plain(position, end)

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
        source, page, structure = self.source, self.page, self.structure
        transparent, watched = self.transparent, self.watched
        marked = self.marked
        position = 0
        eligible = True
        tokens = TOKEN.finditer(source)
        while token := next(tokens, None):
            start, end = token.span()
            if eligible and start > position:
                self.text(position, start)
            position = end
            slash, name, tag, close = token.groups()
            if name is None:
                if marked and token[0] == BLOCK_START:
                    closed = source.find(BLOCK_END, position)
                    if closed >= 0:
                        position = closed + len(BLOCK_END)
                        page.blocks.append((start, position))
                        tokens = TOKEN.finditer(source, position)
                elif structure.foreign and source.startswith("<![CDATA[", start):
                    closed = source.find("]]>", start)
                    position = len(source) if closed < 0 else closed + 3
                    tokens = TOKEN.finditer(source, position)
                elif end == len(source) and not _closed(token[0]):
                    page.complete = False
                continue
            if not close:
                page.complete = False
                break
            name = name.lower()
            if marked and name == "gl-term":
                page.mark_tags.append((start, end))
            if name in transparent and not watched and not structure.foreign:
                continue
            if slash:
                broken = structure.end(name)
                if name == "body":
                    page.body_end = start
            elif name in {"html", "body", "head"}:
                broken = self._root(name, tag)
            else:
                broken = structure.start(name, tag, tag.endswith("/"), watched)
                if name in HEADINGS:
                    self.break_run()
                    self.sections.append(self.length)
                if name in _RAW and not structure.foreign:
                    closing = raw_text_end(source, end, name)
                    position = len(source) if closing is None else closing
                    page.complete = closing is not None
                    tokens = TOKEN.finditer(source, position)
            if broken:
                self.break_run()
            eligible = structure.eligible
        else:
            if eligible and position < len(source):
                self.text(position, len(source))
        page.runs = Runs("".join(self.parts), self.sections)
        return page

    def _root(self, name: str, tag: str) -> bool:
        """Take a tag of the document itself: never closed, so what it leaves out is all."""
        if self.watched and tag and name != "head":
            self.structure.leave_out_all(tag)
        return False


def _closed(token: str) -> bool:
    """Tell whether a comment or declaration at the end of the source is finished."""
    if token.startswith("<!--"):
        return token.endswith(("-->", "--!>")) or token in {"<!-->", "<!--->"}
    return token.endswith(">")


def read(
    source: str, rules: dict[str, Any], options: Options, *, marked: bool | None = None
) -> Page:
    """Read HTML source into runs.

    `rules`: the scope rules (terms/rules/scope.json); `marked`: whether the source can hold marks,
    where that is known.
    """
    if marked is None:
        marked = may_have_marks(source)
    return _Reader(source, Scope.of(rules, options), marked).read()
