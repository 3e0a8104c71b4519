"""Which elements are open, as a browser's tree builder would have it, as far as scoping needs.

Only what bears on "is this text eligible" and "does a run end here" is kept: elements that neither
end a run nor leave text out are never looked at. Names follow the standard (HTML, 13.2.6).

No question walks the stack of open elements, or deep pages would take quadratic time: where each
name is open last is kept beside it, and an element is in scope if no barrier is open further in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from annotator.elements import (
    BREAKS_OUT,
    CLOSES_P,
    FONT,
    FOREIGN,
    FORMATTING,
    HEADINGS,
    INTEGRATION,
    ROW_GROUPS,
    SCOPE,
    SPECIAL,
    TABLE_PARTS,
    VOID,
)
from annotator.options import Options
from annotator.tokens import attributes

_TABLE_CONTEXT = frozenset(["table", "template"])
_BODY_CONTEXT = _TABLE_CONTEXT | ROW_GROUPS
_ROW_CONTEXT = _BODY_CONTEXT | {"tr"}
_ITEM_REACHES_BEYOND = frozenset(["address", "div", "p"])
_ROOT = frozenset(["body", "head", "html"])
_IMPLIES = CLOSES_P | ROW_GROUPS | frozenset("button caption colgroup option td th tr".split())

# What the stack keeps count of, as bits by name: looked up for every element.
_IS_SPECIAL, _IS_ITEM_STOP, _IS_SCOPE, _IS_FOREIGN, _IS_ISLAND = 1, 2, 4, 8, 16
_KIND = {
    name: _IS_SPECIAL * (name in SPECIAL)
    + _IS_ITEM_STOP * (name in SPECIAL - _ITEM_REACHES_BEYOND)
    + _IS_SCOPE * (name in SCOPE)
    + _IS_FOREIGN * (name in FOREIGN)
    + _IS_ISLAND * (name in INTEGRATION)
    for name in SPECIAL | FOREIGN | INTEGRATION
}


@dataclass(frozen=True)
class Scope:
    """The scope rules (terms/rules/scope.json) with a caller's switches applied."""

    transparent: frozenset[str]
    excluded: frozenset[str]
    classes: frozenset[str]
    attributes: dict[str, list[str]]

    @classmethod
    def of(cls, rules: dict[str, Any], options: Options) -> Scope:
        """Return the scope for some options."""
        excluded, transparent = set(rules["excluded"]), set(rules["transparent"])
        switchable = rules["switchable"]
        if options.links:
            excluded -= set(switchable["links"])
            transparent |= set(switchable["links"])
        if not options.headings:
            excluded |= set(switchable["headings"])
        return cls(
            frozenset(transparent),
            frozenset(excluded),
            frozenset(rules["classes"]),
            rules["attributes"],
        )

    def tag_leaves_out(self, tag: str) -> bool:
        """Tell whether a tag's attributes, as written, leave the element out."""
        lowered = tag.lower()
        # Hardly a tag has any of these words; reading all attributes of all would be slow.
        for word in self._words:
            if word in lowered:
                return self.leaves_out(attributes(tag))
        return False

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return (*(word.lower() for word in self.classes), *self.attributes)

    def leaves_out(self, attributes: dict[str, str]) -> bool:
        """Tell whether a tag's attributes leave the element out."""
        classes = attributes.get("class")
        if classes and not self.classes.isdisjoint(classes.split()):
            return True
        return any(
            name in attributes and attributes[name].strip().lower() in values
            for name, values in self.attributes.items()
        )


class Structure:
    """The open elements; `start` and `end` answer whether a run ends at the tag."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._open: list[tuple[str, bool]] = []
        """Name and whether it leaves text out, the outermost first."""
        self._places: dict[str, list[int]] = {}
        """Where in `_open` each name stands, ascending."""
        self._special: list[int] = [-1]
        self._scopes: list[int] = [-1]
        self._item_stops: list[int] = [-1]
        """Where special elements stand; those that bound a scope; those that bound a list item."""
        self.out = 0
        """How many of the open elements, formatting included, leave text out; 0 where text may be
        marked."""
        self._formatting: list[dict[str, list[bool]]] = [{}]
        """By name, the open formatting elements from the first that leaves text out, and whether
        each does; one level a marker."""
        self.simple = True
        """Whether transparent tags without attributes change nothing here: not in svg, and not
        once one has left text out, lest another's end tag is taken for its."""
        self._tracks_inline = False
        self.foreign = 0
        """How many svg and math elements are open; 0 again inside their islands of HTML."""
        self._islands: list[int] = []

    def start(self, name: str, tag: str) -> bool:
        """Open an element; `tag`: its attributes as written, a closing slash included."""
        scope = self._scope
        if name in _ROOT:
            # Never closed, so what it leaves out is all that follows.
            self.out += tag != "" and name != "head" and scope.tag_leaves_out(tag)
            return False
        left_out = name in scope.excluded
        if tag and not left_out and scope.tag_leaves_out(tag):
            left_out = True
            if name in scope.transparent:
                self._tracks_inline, self.simple = True, False
        if self.foreign:
            if name in BREAKS_OUT or (name == "font" and attributes(tag).keys() & FONT):
                while self.foreign:
                    self._pop()
            else:
                if not tag.endswith("/"):
                    self._push(name, left_out)
                return True
        if name in FORMATTING:
            return self._start_formatting(name, left_out)
        if name in _IMPLIES:
            self._imply_ends(name)
        if name in VOID:
            return name not in scope.transparent
        if not left_out and name in scope.transparent:
            if self._tracks_inline:
                self._push(name, False)
            return False
        if name in FOREIGN and tag.endswith("/"):
            return True
        self._push(name, left_out)
        return True

    def _start_formatting(self, name: str, left_out: bool) -> bool:
        if name == "a":
            self._end_formatting("a")
        opened = self._formatting[-1].get(name)
        if left_out:
            self._formatting[-1].setdefault(name, []).append(True)
            self.out += 1
            return True
        if opened:
            opened.append(False)
        return name not in self._scope.transparent

    def _end_formatting(self, name: str) -> bool:
        opened = self._formatting[-1].get(name)
        if not opened:
            return False
        left_out = opened.pop()
        self.out -= left_out
        return left_out

    def end(self, name: str) -> bool:
        """Close an element, if it is open and may be closed here."""
        if name in FORMATTING and not self.foreign:
            closed = self._end_formatting(name)
            return closed or name not in self._scope.transparent
        if self._open and self._open[-1][0] == name:
            self._pop()
            return True
        if name in _ROOT:
            return False
        if name in {"br", "p"} and self._find(name, "button") < 0:
            return True  # the parser makes an element of either
        if self.foreign:
            at = self._last(name)
        elif name in HEADINGS:
            at = max(self._find(heading) for heading in HEADINGS)
        elif name in TABLE_PARTS or name in ROW_GROUPS:
            at = self._find_in_table(name)
        elif name == "li":
            at = self._find(name, "ol", "ul")
        elif name in SPECIAL:
            at = self._find(name)
        else:
            at = self._last(name)
            if self._special[-1] > at:
                at = -1
        if at < 0:
            return False
        while len(self._open) > at:
            self._pop()
        return True

    def _imply_ends(self, name: str) -> None:
        """Close what a start tag closes by the standard's rules."""
        if name in CLOSES_P:
            if self._places.get("p"):
                self._close_to(self._find("p", "button"))
        if name in HEADINGS and self._open and self._open[-1][0] in HEADINGS:
            self._pop()
        elif name == "li":
            self._close_item(self._last("li"))
        elif name in {"dd", "dt"}:
            self._close_item(max(self._last("dd"), self._last("dt")))
        elif name == "button":
            self._close_to(self._find("button"))
        elif name == "option":
            if self._open and self._open[-1][0] == "option":
                self._pop()
        elif name in {"td", "th"}:
            self._clear_to(_ROW_CONTEXT)
        elif name == "tr":
            self._clear_to(_BODY_CONTEXT)
        elif name in ROW_GROUPS or name in {"caption", "colgroup"}:
            self._clear_to(_TABLE_CONTEXT)
        elif name == "table" and self._open and self._open[-1][0] in {"table", "tbody", "tr"}:
            self._close_to(self._find_in_table("table"))

    def _close_item(self, at: int) -> None:
        # The item itself is among the stops: it is reached if none is further in.
        if at >= 0 and self._item_stops[-1] == at:
            self._close_to(at)

    def _clear_to(self, names: frozenset[str]) -> None:
        """Pop to the nearest of `names`, which stays, if there is a table to be in."""
        at = max(self._last(name) for name in names)
        if at >= 0:
            self._close_to(at + 1)

    def _last(self, name: str) -> int:
        places = self._places.get(name)
        return places[-1] if places else -1

    def _find(self, name: str, *barriers: str) -> int:
        """Return where an element stands that is in scope, else -1.

        `barriers`: what bounds this scope besides the elements that bound any.
        """
        at = self._last(name)
        # An element that bounds scopes is found where it bounds itself.
        if at < self._scopes[-1] or any(self._last(barrier) > at for barrier in barriers):
            return -1
        return at

    def _find_in_table(self, name: str) -> int:
        """Return where an element stands that is in table scope, else -1."""
        at = self._last(name)
        return (
            at
            if at >= max(self._last("table"), self._last("template")) or (name == "table")
            else -1
        )

    def _close_to(self, at: int) -> None:
        if at >= 0:
            while len(self._open) > at:
                self._pop()

    def _push(self, name: str, left_out: bool) -> None:
        at = len(self._open)
        self._open.append((name, left_out))
        places = self._places.get(name)
        if places is None:
            self._places[name] = [at]
        else:
            places.append(at)
        self.out += left_out
        kind = _KIND.get(name, 0)
        if kind & _IS_SPECIAL:
            self._special.append(at)
            if kind & _IS_ITEM_STOP:
                self._item_stops.append(at)
            if kind & _IS_SCOPE:
                self._scopes.append(at)
                self._formatting.append({})
        if kind & _IS_FOREIGN:
            self._set_foreign(self.foreign + 1)
        elif self.foreign and kind & _IS_ISLAND:
            self._islands.append(self.foreign)
            self._set_foreign(0)

    def _pop(self) -> None:
        name, left_out = self._open.pop()
        self._places[name].pop()
        self.out -= left_out
        kind = _KIND.get(name, 0)
        if kind & _IS_SPECIAL:
            self._special.pop()
            if kind & _IS_ITEM_STOP:
                self._item_stops.pop()
            if kind & _IS_SCOPE:
                self._scopes.pop()
                self.out -= sum(map(sum, self._formatting.pop().values()))
        if kind & _IS_FOREIGN:
            self._set_foreign(self.foreign - 1)
        elif not self.foreign and kind & _IS_ISLAND and self._islands:
            self._set_foreign(self._islands.pop())

    def _set_foreign(self, count: int) -> None:
        self.foreign = count
        self.simple = not count and not self._tracks_inline
