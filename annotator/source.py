"""The source reader: HTML as it is written to runs, every character with its place.

The promise: for text[i:j] of the runs, `Page.spans(i, j)` are the stretches of the source that
hold it, and nothing else. A test holds it on real pages.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import Any

from annotator.elements import HEADINGS, RAW_TEXT, RCDATA
from annotator.marks import BLOCK_END, BLOCK_START
from annotator.options import Options
from annotator.runs import SEPARATOR, Runs
from annotator.scope import Scope, Selected
from annotator.structure import Structure
from annotator.tokens import ELEMENT, REFERENCE, TOKEN, decode_reference, raw_text_end

_ODD = re.compile(r"[&\0]")
_RAW = RAW_TEXT | RCDATA | {"plaintext"}
_NOTED = _RAW | HEADINGS | {"body", "gl-term"}
_NONE: frozenset[str] = frozenset()


class _Lowered(dict[str, str]):
    """The lower case of each tag name met so far."""

    def __missing__(self, name: str) -> str:
        lowered = name.lower()
        # A page may have any number of names, and this is kept for all pages.
        if len(self) < 1000 and len(name) < 32:
            self[name] = lowered
        return lowered


_LOWERED = _Lowered()


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
        # The text in parts: each as it stands in the runs, where it begins in the source (None for
        # a separator), and, of those that are character references, the length in the source.
        self._parts: list[str] = []
        self._sources: list[int | None] = []
        self._references: dict[int, int] = {}

    @cached_property
    def _starts(self) -> list[int]:
        """Where each part begins in the text, and the end."""
        return list(accumulate(map(len, self._parts), initial=0))

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the source stretches of text[start:end], those that touch made one.

        Empty where it begins or ends inside a character reference.
        """
        starts, sources = self._starts, self._sources
        at = bisect_right(starts, start) - 1
        if end <= starts[at + 1] and at not in self._references:
            if (first := sources[at]) is not None:
                shift = first - starts[at]
                return [(start + shift, end + shift)]
        spans: list[tuple[int, int]] = []
        while at < len(sources) and starts[at] < end:
            text, source, following = starts[at], sources[at], starts[at + 1]
            reference = self._references.get(at) if self._references else None
            at += 1
            if source is None:
                continue
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
        return spans


class _Reader:
    def __init__(self, source: str, scope: Scope, selected: Selected | None) -> None:
        self.source = source
        self.page = Page()
        self.scope = scope
        self.structure = Structure(scope, selected)
        # A mark changes nothing either, but has to be seen.
        self.transparent = scope.transparent - {"gl-term"}
        self.nul = "\0" in source
        self.parts = self.page._parts
        self.sources = self.page._sources
        self.sections: list[int] = []
        """Before which part each heading begins."""
        self.run_started = False
        self.block_end: int | None = None
        """Where the next end of a standalone block begins, len(source) if nowhere."""

    def text(self, text: str, start: int) -> None:
        """Take a stretch of the source into the current run; `start`: where it begins."""
        self.run_started = True
        if "&" in text or self.nul:
            self._odd(start, start + len(text))
        else:
            self.parts.append(text)
            self.sources.append(start)

    def _odd(self, start: int, end: int) -> None:
        """Take source[start:end], in which a character reference or NUL may stand.

        The tree builder drops NUL.
        """
        source = self.source
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
            self.page._references[len(self.parts)] = length
            self.parts.append(characters)
            self.sources.append(at)
            position = at + length
        self._plain(position, end)

    def _plain(self, start: int, end: int) -> None:
        if start < end:
            self.parts.append(self.source[start:end])
            self.sources.append(start)

    def break_run(self) -> None:
        if self.run_started:
            self.parts.append(SEPARATOR)
            self.sources.append(None)
            self.run_started = False

    def read(self) -> Page:
        position: int | None = 0
        while position is not None:
            position = self._read_from(position, self.structure)
        page = self.page
        sections = [page._starts[part] for part in self.sections] if self.sections else []
        page.runs = Runs("".join(self.parts), sections)
        if page.body_end is None:
            page.open_at_end = self.structure.encloses
        if self.source.endswith("</"):
            page.complete = False  # whatever follows would become a comment
        return page

    def _read_from(self, position: int, structure: Structure) -> int | None:
        """Read on until something swallows markup; return where to go on, None at the end.

        What is a name here, and not a call or an attribute, is so for speed.
        """
        source, lowered = self.source, _LOWERED
        # Tags that change nothing, unless they leave text out.
        skipped = self.transparent if structure.simple else _NONE
        eligible = not structure.out
        token = None
        for token in ELEMENT.finditer(source, position):
            start, end = token.span()
            if eligible and start > position:
                text = source[position:start]
                # Most of what stands between tags is indentation.
                if self.run_started or not text.isspace():
                    self.text(text, position)
            position = end
            name, tag, inner, closing = token.groups()
            if name is not None:
                if name in skipped and not (tag and self.scope.tag_leaves_out(tag)):
                    if inner and eligible and (self.run_started or not inner.isspace()):
                        self.text(inner, token.start(3))
                    continue
                name = lowered[name]
                if name in _NOTED and (after := self._note_start(name, token)) is not None:
                    structure.start(name, tag, start)
                    self.break_run()
                    return after if after >= 0 else None
                if inner is not None and structure.passes_over(name):
                    if self.run_started:
                        self.break_run()
                    continue
                if structure.start(name, tag, start) and self.run_started:
                    self.break_run()
                if inner is not None:
                    if inner and not structure.out and name not in _RAW:
                        if self.run_started or not inner.isspace():
                            self.text(inner, token.start(3))
                    if structure.end(name) and self.run_started:
                        self.break_run()
            elif closing is None:
                if (after := self._declaration(start, end)) is not None:
                    return after
                continue
            elif closing in skipped:
                continue
            else:
                closing = lowered[closing]
                if closing in _NOTED:
                    self._note_end(closing, start, end)
                if structure.end(closing) and self.run_started:
                    self.break_run()
            eligible = not structure.out
            skipped = self.transparent if structure.simple else _NONE
        if token and position == len(source) and _is_unfinished(source, token.start()):
            self.page.complete = False  # it has swallowed the rest
        elif eligible and position < len(source):
            text = source[position:]
            if self.run_started or not text.isspace():
                self.text(text, position)
        return None

    def _note_start(self, name: str, token: re.Match[str]) -> int | None:
        """Take note of a start tag of one of `_NOTED`.

        Returns where its raw text ends, -1 where that never ends, None where it has none.
        """
        inner = token.start(3)
        end = token.end() if inner < 0 else inner
        if name == "gl-term":
            self.page.mark_tags.append((token.start(), end))
            if inner >= 0:
                self.page.mark_tags.append((token.end(3), token.end()))
        elif name == "body":
            if inner >= 0:
                self._note_end(name, token.end(3), token.end())
        elif name in HEADINGS:
            self.break_run()
            self.sections.append(len(self.parts))
        elif name in _RAW and not self.structure.foreign:
            if inner >= 0 and name != "plaintext":
                return None  # all of its raw text is in the token
            closing = raw_text_end(self.source, end, name)
            self.page.complete = closing is not None
            return -1 if closing is None else closing
        return None

    def _note_end(self, name: str, start: int, end: int) -> None:
        """Take note of an end tag of one of `_NOTED`."""
        page = self.page
        if name == "gl-term":
            page.mark_tags.append((start, end))
        elif name == "body":
            page.body_end = start
            page.open_at_end = self.structure.encloses

    def _next_block_end(self, position: int) -> int:
        """Return where the next end of a standalone block begins, -1 where there is none."""
        # Kept, or many starts before one end would each look for it anew.
        if self.block_end is not None and self.block_end < position:
            self.block_end = None
        if self.block_end is None:
            found = self.source.find(BLOCK_END, position)
            self.block_end = found if found >= 0 else len(self.source)
        return self.block_end if self.block_end < len(self.source) else -1

    def _declaration(self, start: int, end: int) -> int | None:
        """Take a comment or the like; return where to go on where it ends elsewhere."""
        source, page = self.source, self.page
        if source.startswith(BLOCK_START, start):
            closed = self._next_block_end(end)
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


def _is_unfinished(source: str, start: int) -> bool:
    """Tell whether a token, the last one, is a tag without its end."""
    tag = TOKEN.match(source, start)
    return tag is not None and tag["name"] is not None and not tag["close"]


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
