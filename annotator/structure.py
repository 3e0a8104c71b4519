"""Which elements are open, as a browser's tree builder would have it, as far as scoping needs.

Only what bears on "is this text eligible" and "does a run end here" is kept: elements that neither
end a run nor leave text out are never looked at. Names follow the standard (HTML, 13.2.6).

No question walks the stack of open elements, or deep pages would take quadratic time: where each
name is open last is kept beside it, and an element is in scope if no barrier is open further in.
"""

from __future__ import annotations

from annotator.elements import (
    BREAKS_OUT,
    CLOSES_P,
    FONT,
    FOREIGN,
    FORMATTING,
    HEADINGS,
    IS_FOREIGN,
    IS_ISLAND,
    IS_ITEM_STOP,
    IS_SCOPE,
    IS_SPECIAL,
    KIND,
    ROW_GROUPS,
    SPECIAL,
    TABLE_PARTS,
    VOID,
)
from annotator.scope import Scope, Selected
from annotator.tokens import attributes

_TABLE_CONTEXT = frozenset(["table", "template"])
_BODY_CONTEXT = _TABLE_CONTEXT | ROW_GROUPS
_ROW_CONTEXT = _BODY_CONTEXT | {"tr"}
_ROOT = frozenset(["body", "head", "html"])
_ENDS_SELECT = frozenset(["input", "keygen", "select", "textarea"])
_IN_TABLE = ROW_GROUPS | frozenset("caption col colgroup td th tr".split())
"""Start tags that are ignored where no table is open."""
_IMPLIES = (
    CLOSES_P | ROW_GROUPS | frozenset("button caption colgroup optgroup option td th tr".split())
)

_ENCLOSING = frozenset(["frameset", "object", "select", "template"])

_OUT, _WANTED = 1, 2
"""Effects of an element: it leaves text out; it is one of those that alone are wanted."""


class Structure:
    """The open elements; `start` and `end` answer whether a run ends at the tag."""

    def __init__(self, scope: Scope, selected: Selected | None = None) -> None:
        self._scope = scope
        self._selected = selected
        self._open: list[tuple[str, int]] = []
        """Name and effect (`_OUT`, `_WANTED`) of each, the outermost first."""
        self._places: dict[str, list[int]] = {}
        """Where in `_open` each name stands, ascending."""
        self._special: list[int] = [-1]
        self._scopes: list[int] = [-1]
        self._item_stops: list[int] = [-1]
        """Where special elements stand; those that bound a scope; those that bound a list item."""
        self.out = 1 if selected and selected.only is not None else 0
        """How many of the open elements, formatting included, leave text out; 0 where text may be
        marked. Where only some elements are wanted and none is open, that counts as one."""
        self._wanted = 0
        """How many of the wanted elements are open."""
        self._formatting: list[dict[str, list[int]]] = [{}]
        """By name, the effects of the open formatting elements, from the first that has one; one
        level a marker."""
        self.simple = selected is None
        """Whether transparent tags without attributes change nothing here: not in svg, and not
        once one has left text out, lest another's end tag is taken for its."""
        self._tracks_inline = selected is not None
        self.foreign = 0
        """How many svg and math elements are open; 0 again inside their islands of HTML."""
        self._islands: list[int] = []

    @property
    def encloses(self) -> bool:
        """Tell whether an element is open in which nothing of ours would work."""
        return bool(self.foreign) or any(self._last(name) >= 0 for name in _ENCLOSING)

    def start(self, name: str, tag: str, at: int) -> bool:
        """Open an element.

        `tag`: its attributes as written, a closing slash included; `at`: where in the source its
        start tag begins.
        """
        scope = self._scope
        if name in _IN_TABLE and self._ignored_outside_tables():
            return False
        effect = _OUT if name in scope.excluded or (tag and scope.tag_leaves_out(tag)) else 0
        if self._selected:
            effect |= self._select(self._selected, at)
        if name == "head":
            if self.foreign:
                self._leave_foreign()
            return False
        if name in _ROOT:
            self._take(effect)  # never closed, so it holds for all that follows
            return False
        if effect and name in scope.transparent:
            self._tracks_inline, self.simple = True, False
        if self.foreign:
            if name in BREAKS_OUT or (name == "font" and attributes(tag).keys() & FONT):
                self._leave_foreign()
            else:
                if not tag.endswith("/"):
                    self._push(name, effect)
                return True
        if name in FORMATTING:
            return self._start_formatting(name, effect)
        if name == "form" and self._last("form") >= 0 and self._last("template") < 0:
            return False
        if name in _ENDS_SELECT and (open_select := self._find("select")) >= 0:
            self._close_to(open_select)
            if name == "select":
                return True
        if name in _IMPLIES:
            self._imply_ends(name)
        if name in VOID:
            return name not in scope.transparent
        if not effect and name in scope.transparent:
            if self._tracks_inline:
                self._push(name, 0)
            return False
        if name in FOREIGN and tag.endswith("/"):
            return True
        self._push(name, effect)
        return True

    def _ignored_outside_tables(self) -> bool:
        return not self.foreign and self._last("table") < 0 and self._last("template") < 0

    def _leave_foreign(self) -> None:
        while self.foreign:
            self._pop()

    def _select(self, selected: Selected, at: int) -> int:
        wanted = selected.only is not None and at in selected.only
        return _OUT * (at in selected.skip) | _WANTED * wanted

    def _take(self, effect: int) -> None:
        if effect & _OUT:
            self.out += 1
        if effect & _WANTED:
            self.out -= not self._wanted
            self._wanted += 1

    def _take_back(self, effect: int) -> None:
        if effect & _OUT:
            self.out -= 1
        if effect & _WANTED:
            self._wanted -= 1
            self.out += not self._wanted

    def _start_formatting(self, name: str, effect: int) -> bool:
        if name in {"a", "nobr"}:  # neither is ever inside another
            self._end_formatting(name)
        opened = self._formatting[-1].get(name)
        if effect:
            self._formatting[-1].setdefault(name, []).append(effect)
            self._take(effect)
            return True
        if opened:
            opened.append(0)
        return name not in self._scope.transparent

    def _end_formatting(self, name: str) -> bool:
        opened = self._formatting[-1].get(name)
        if not opened:
            return False
        effect = opened.pop()
        self._take_back(effect)
        return effect != 0

    def end(self, name: str) -> bool:
        """Close an element, if it is open and may be closed here."""
        if name in FORMATTING:
            if self.foreign and self._last(name) < 0 and self._formatting[-1].get(name):
                self._leave_foreign()  # an end tag from outside closes what is inside
            if not self.foreign:
                return self._end_formatting(name)
        if self._open and self._open[-1][0] == name:
            return self._pop()
        if name in _ROOT:
            return False
        if self.foreign and name in {"br", "p"}:
            self._leave_foreign()
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
        broken = False
        while len(self._open) > at:
            broken |= self._pop()
        return broken

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
        elif name in {"optgroup", "option"}:
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

    def _push(self, name: str, effect: int) -> None:
        at = len(self._open)
        self._open.append((name, effect))
        places = self._places.get(name)
        if places is None:
            self._places[name] = [at]
        else:
            places.append(at)
        if effect:
            self._take(effect)
        kind = KIND.get(name, 0)
        if kind & IS_SPECIAL:
            self._special.append(at)
            if kind & IS_ITEM_STOP:
                self._item_stops.append(at)
            if kind & IS_SCOPE:
                self._scopes.append(at)
                self._formatting.append({})
        if kind & IS_FOREIGN:
            self._set_foreign(self.foreign + 1)
        elif self.foreign and kind & IS_ISLAND:
            self._islands.append(self.foreign)
            self._set_foreign(0)

    def _pop(self) -> bool:
        """Close the innermost element; tell whether a run ends there."""
        name, effect = self._open.pop()
        self._places[name].pop()
        if effect:
            self._take_back(effect)
        kind = KIND.get(name, 0)
        if kind & IS_SPECIAL:
            self._special.pop()
            if kind & IS_ITEM_STOP:
                self._item_stops.pop()
            if kind & IS_SCOPE:
                self._scopes.pop()
                for effects in self._formatting.pop().values():
                    for left in effects:
                        self._take_back(left)
        if kind & IS_FOREIGN:
            self._set_foreign(self.foreign - 1)
        elif not self.foreign and kind & IS_ISLAND and self._islands:
            self._set_foreign(self._islands.pop())
        return effect != 0 or name not in self._scope.transparent

    def _set_foreign(self, count: int) -> None:
        self.foreign = count
        self.simple = not count and not self._tracks_inline
