"""The elements that are open at a place in a source, and what follows from them.

No question walks the stack, or deep pages would take quadratic time: where each name is open last
is kept beside it, and an element is in scope if no barrier is open further in.
"""

from __future__ import annotations

from annotator.scope import Scope, Selected
from annotator.treatments import (
    IS_FOREIGN,
    IS_ISLAND,
    IS_ITEM_STOP,
    IS_SCOPE,
    IS_SPECIAL,
    IS_TRANSPARENT,
    Treatments,
)

_ENCLOSING = frozenset(["frameset", "object", "select", "template"])

OUT, WANTED = 1, 2
"""Effects of an element: it leaves text out; it is one of those that alone are wanted."""


class OpenElements:
    """The stack of open elements, and the formatting elements that stay open across it."""

    def __init__(self, scope: Scope, selected: Selected | None) -> None:
        self._treatments = Treatments(scope)
        self._open: list[tuple[str, int, int]] = []
        """Name, effect (`OUT`, `WANTED`) and treatment of each, the outermost first."""
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
        """Whether transparent tags that leave nothing out change nothing here: not in svg, and not
        once one has left text out, lest another's end tag is taken for its."""
        self._tracks_inline = selected is not None
        self.foreign = 0
        """How many svg and math elements are open; 0 again inside their islands of HTML."""
        self._islands: list[int] = []

    @property
    def encloses(self) -> bool:
        """Tell whether an element is open in which nothing of ours would work."""
        return bool(self.foreign) or any(self._last(name) >= 0 for name in _ENCLOSING)

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
        if name == "table" or at >= max(self._last("table"), self._last("template")):
            return at
        return -1

    def _take(self, effect: int) -> None:
        if effect & OUT:
            self.out += 1
        if effect & WANTED:
            self.out -= not self._wanted
            self._wanted += 1

    def _take_back(self, effect: int) -> None:
        if effect & OUT:
            self.out -= 1
        if effect & WANTED:
            self._wanted -= 1
            self.out += not self._wanted

    def _push(self, name: str, effect: int, treatment: int) -> None:
        at = len(self._open)
        self._open.append((name, effect, treatment))
        places = self._places.get(name)
        if places is None:
            self._places[name] = [at]
        else:
            places.append(at)
        if effect:
            self._take(effect)
        if treatment & IS_SPECIAL:
            self._special.append(at)
            if treatment & IS_ITEM_STOP:
                self._item_stops.append(at)
            if treatment & IS_SCOPE:
                self._scopes.append(at)
                self._formatting.append({})
        if treatment & IS_FOREIGN:
            self._set_foreign(self.foreign + 1)
        elif self.foreign and treatment & IS_ISLAND:
            self._islands.append(self.foreign)
            self._set_foreign(0)

    def _pop(self) -> bool:
        """Close the innermost element; tell whether a run ends there."""
        name, effect, treatment = self._open.pop()
        self._places[name].pop()
        if effect:
            self._take_back(effect)
        if treatment & IS_SPECIAL:
            self._special.pop()
            if treatment & IS_ITEM_STOP:
                self._item_stops.pop()
            if treatment & IS_SCOPE:
                self._scopes.pop()
                for effects in self._formatting.pop().values():
                    for left in effects:
                        self._take_back(left)
        if treatment & IS_FOREIGN:
            self._set_foreign(self.foreign - 1)
        elif treatment & IS_ISLAND and not self.foreign and self._islands:
            self._set_foreign(self._islands.pop())
        return effect != 0 or not treatment & IS_TRANSPARENT

    def _close_to(self, at: int) -> None:
        if at >= 0:
            while len(self._open) > at:
                self._pop()

    def _set_foreign(self, count: int) -> None:
        self.foreign = count
        self.simple = not count and not self._tracks_inline

    def _leave_foreign(self) -> None:
        while self.foreign:
            self._pop()
