"""The BeautifulSoup reader and writer: marking a tree that somebody already holds, in place."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, RubyParenthesisString, RubyTextString, Tag

from annotator.elements import HEADINGS
from annotator.matcher import Matcher
from annotator.options import Options
from annotator.runs import SEPARATOR, Runs
from annotator.scope import Scope
from annotator.selection import Match
from annotator.selectors import wanted

_Node = Tag | NavigableString

_NO_TEXT = frozenset(["head"])
_TEXT = frozenset([NavigableString, RubyTextString, RubyParenthesisString])
"""What a page shows; comments, scripts and the like are other kinds of string."""


class _Reader:
    """Walks a tree without recursion, deep trees included."""

    def __init__(self, scope: Scope, soup: Tag, options: Options) -> None:
        only, skip = wanted(soup, options)
        self.scope = scope
        self.only = None if only is None else {id(tag) for tag in only}
        self.skip = {id(tag) for tag in skip}
        self.deciding = {"class", *scope.attributes}
        self.out = scope.excluded | _NO_TEXT
        self.parts: list[str] = []
        self.length = 0
        self.strings: list[NavigableString] = []
        self.starts: list[int] = []
        self.sections: list[int] = []
        self.run_started = False

    def break_run(self) -> None:
        if self.run_started:
            self.parts.append(SEPARATOR)
            self.length += 1
            self.run_started = False

    def read(self, root: Tag) -> Runs:
        stack: list[Any] = [iter([root])]
        leaving: list[tuple[bool, bool]] = [(False, False)]
        """For each open element: whether a run ends with it, whether it is one of those wanted."""
        wanted = 0 if self.only is not None else 1
        while stack:
            node = next(stack[-1], None)
            if node is None:
                stack.pop()
                breaks, was_wanted = leaving.pop()
                wanted -= was_wanted
                if breaks:
                    self.break_run()
                continue
            if isinstance(node, Tag):
                name = node.name.lower()
                if self._left_out(node, name):
                    if name not in _NO_TEXT:
                        self.break_run()
                    continue
                is_wanted = self.only is not None and id(node) in self.only
                wanted += is_wanted
                breaks = is_wanted or (
                    name not in self.scope.transparent and not isinstance(node, BeautifulSoup)
                )
                if breaks:
                    self.break_run()
                if name in HEADINGS:
                    self.sections.append(self.length)
                stack.append(iter(node.contents))
                leaving.append((breaks, is_wanted))
            elif wanted and type(node) in _TEXT and node:
                self.strings.append(node)
                self.starts.append(self.length)
                self.parts.append(node)
                self.length += len(node)
                self.run_started = True
        return Runs("".join(self.parts), self.sections)

    def _left_out(self, tag: Tag, name: str) -> bool:
        if name in self.out or id(tag) in self.skip:
            return True
        deciding = {
            key.lower(): " ".join(value) if isinstance(value, list) else str(value or "")
            for key, value in tag.attrs.items()
            if key.lower() in self.deciding
        }
        return bool(deciding) and self.scope.leaves_out(deciding)


def read_soup(soup: Tag, rules: dict[str, Any], options: Options) -> Runs:
    """Read a tree into runs, as `annotator.source.read` does a source.

    `rules`: the scope rules (terms/rules/scope.json).
    """
    return _Reader(Scope.of(rules, options), soup, options).read(soup)


def _has_marks(soup: Tag) -> bool:
    # Not Tag.find, which takes five times as long.
    return any(isinstance(node, Tag) and node.name == "gl-term" for node in soup.descendants)


def strip_soup(soup: Tag) -> None:
    """Take every mark out of a tree, in place."""
    for mark in soup.find_all("gl-term", attrs={"data-gl": True}):
        mark.unwrap()
    soup.smooth()


def annotate_soup(soup: Tag, matcher: Matcher, options: Options) -> list[Match]:
    """Mark the terms in a tree, in place; returns the matches.

    Old marks are taken out first, so annotating twice is annotating once. Raises OptionError where
    `only` or `skip` is no CSS selector.
    """
    if _has_marks(soup):
        strip_soup(soup)
    rules = matcher.pack.data["rules"]["scope"]
    reader = _Reader(Scope.of(rules, options), soup, options)
    matches = matcher.find(reader.read(soup), options)
    _write(soup, reader, matches)
    return matches


def _write(soup: Tag, reader: _Reader, matches: list[Match]) -> None:
    pieces: dict[int, list[tuple[int, int, dict[str, str]]]] = {}
    number = 0
    for match in matches:
        touched = _touched(reader, match)
        attributes = {"data-gl": " ".join(match.ids)}
        if len(touched) > 1:
            number += 1
            attributes["data-gl-n"] = str(number)
        for index, start, end in touched:
            pieces.setdefault(index, []).append((start, end, attributes))
    replaced: dict[int, dict[int, list[_Node]]] = {}
    parents: dict[int, Tag] = {}
    for index, cuts in pieces.items():
        string = reader.strings[index]
        parent = string.parent
        assert parent is not None
        parents[id(parent)] = parent
        replaced.setdefault(id(parent), {})[id(string)] = _link(string, _cut(string, cuts))
    for key, parent in parents.items():
        contents: list[PageElement] = []
        for node in parent.contents:
            contents += replaced[key].get(id(node)) or [node]
        parent.contents[:] = contents


def _touched(reader: _Reader, match: Match) -> list[tuple[int, int, int]]:
    """Return the strings that a match lies in: index, start and end within each."""
    index = bisect_right(reader.starts, match.start) - 1
    touched = []
    while index < len(reader.starts) and reader.starts[index] < match.end:
        begin = reader.starts[index]
        start = max(0, match.start - begin)
        end = min(len(reader.strings[index]), match.end - begin)
        if start < end:
            touched.append((index, start, end))
        index += 1
    return touched


def _cut(string: NavigableString, cuts: list[tuple[int, int, dict[str, str]]]) -> list[_Node]:
    """Return what a string becomes, in order: marks, and the text between them."""
    kind = type(string)
    made: list[_Node] = []
    done = 0
    for start, end, attributes in cuts:
        if start > done:
            made.append(kind(string[done:start]))
        mark = Tag(name="gl-term", attrs=dict(attributes))
        mark.append(kind(string[start:end]))
        made.append(mark)
        done = end
    if done < len(string):
        made.append(kind(string[done:]))
    return made


def _link(string: NavigableString, made: list[_Node]) -> list[_Node]:
    """Tie what a string becomes into the tree, all but its parent's list of contents.

    `replace_with` looks the string up among its siblings and each new one's neighbours again: two
    thirds of the time that marking took, and quadratic where there are many siblings.
    """
    element, sibling = string.previous_element, string.previous_sibling
    for node in made:
        node.parent = string.parent
        node.previous_element, node.previous_sibling = element, sibling
        if element is not None:
            element.next_element = node
        if sibling is not None:
            sibling.next_sibling = node
        element, sibling = node.contents[-1] if isinstance(node, Tag) else node, node
    following, next_sibling = string.next_element, string.next_sibling
    assert element is not None
    assert sibling is not None
    element.next_element, sibling.next_sibling = following, next_sibling
    if following is not None:
        following.previous_element = element
    if next_sibling is not None:
        next_sibling.previous_sibling = sibling
    string.parent = string.previous_element = string.next_element = None
    string.previous_sibling = string.next_sibling = None
    return made
