"""Which elements are open, as a browser's tree builder would have it, as far as scoping needs.

Only what bears on "is this text eligible" and "does a run end here" is kept: elements that neither
end a run nor leave text out are never looked at. Names follow the standard (HTML, 13.2.6).
"""

from __future__ import annotations

from annotator.elements import (
    BREAKS_OUT,
    FONT,
    FOREIGN,
    FORMATTING,
    HEADINGS,
    ROW_GROUPS,
    SPECIAL,
    TABLE_PARTS,
)
from annotator.open_elements import OUT, WANTED, OpenElements
from annotator.scope import Scope, Selected
from annotator.tokens import attributes
from annotator.treatments import (
    CLOSES_OTHERS,
    CLOSES_PARAGRAPH,
    ENDS_SELECT,
    IN_TABLE,
    IS_EXCLUDED,
    IS_FORMATTING,
    IS_RARE,
    IS_TRANSPARENT,
    IS_VOID,
    ROOT,
)

_TABLE_CONTEXT = frozenset(["table", "template"])
_BODY_CONTEXT = _TABLE_CONTEXT | ROW_GROUPS
_ROW_CONTEXT = _BODY_CONTEXT | {"tr"}
_PASSED = frozenset(["code", "dfn", "kbd", "samp"])


class Structure(OpenElements):
    """The open elements; `start` and `end` answer whether a run ends at the tag."""

    def __init__(self, scope: Scope, selected: Selected | None = None) -> None:
        super().__init__(scope, selected)
        self._scope = scope
        self._selected = selected
        self._passed = scope.excluded & (_PASSED | {"a"}) if selected is None else frozenset()

    def passes_over(self, name: str) -> bool:
        """Tell whether an element that holds text alone is left out, and nothing else follows."""
        if name not in self._passed or self.foreign:
            return False
        return name != "a" or not self._formatting[-1].get("a")  # which it would close

    def start(self, name: str, tag: str, at: int) -> bool:
        """Open an element.

        `tag`: its attributes as written, a closing slash included; `at`: where in the source its
        start tag begins.
        """
        treatment = self._treatments[name]
        if treatment & IS_EXCLUDED:
            effect = OUT
        else:
            effect = OUT if tag and self._scope.tag_leaves_out(tag) else 0
        if self.foreign or self._selected or treatment & IS_RARE:
            return self._start_rarely(name, tag, at, treatment, effect)
        if effect and treatment & IS_TRANSPARENT:
            self._tracks_inline, self.simple = True, False
        if treatment & IS_FORMATTING:
            return self._start_formatting(name, effect, treatment)
        return self._start_ordinary(name, treatment, effect)

    def _start_rarely(self, name: str, tag: str, at: int, treatment: int, effect: int) -> bool:
        """Open an element that is treated in a way of its own, or where anything may be."""
        if name in IN_TABLE and self._ignored_outside_tables():
            return False
        if self._selected:
            effect |= self._select(self._selected, at)
        if name == "head":
            if self.foreign:
                self._leave_foreign()
            return False
        if name in ROOT:
            self._take(effect)  # never closed, so it holds for all that follows
            return False
        if effect and treatment & IS_TRANSPARENT:
            self._tracks_inline, self.simple = True, False
        if self.foreign:
            if name in BREAKS_OUT or (name == "font" and attributes(tag).keys() & FONT):
                self._leave_foreign()
            else:
                if not tag.endswith("/"):
                    self._push(name, effect, treatment)
                return True
        if treatment & IS_FORMATTING:
            return self._start_formatting(name, effect, treatment)
        if name == "form" and self._last("form") >= 0 and self._last("template") < 0:
            return False
        if name in ENDS_SELECT and (open_select := self._find("select")) >= 0:
            self._close_to(open_select)
            if name == "select":
                return True
        if name in FOREIGN and tag.endswith("/"):
            return True
        return self._start_ordinary(name, treatment, effect)

    def _start_ordinary(self, name: str, treatment: int, effect: int) -> bool:
        if treatment & CLOSES_PARAGRAPH and self._places.get("p"):
            self._close_to(self._find("p", "button"))
        if treatment & CLOSES_OTHERS:
            self._imply_ends(name)
        if treatment & IS_VOID:
            return not treatment & IS_TRANSPARENT
        if not effect and treatment & IS_TRANSPARENT:
            if self._tracks_inline:
                self._push(name, 0, treatment)
            return False
        self._push(name, effect, treatment)
        return True

    def _ignored_outside_tables(self) -> bool:
        return not self.foreign and self._last("table") < 0 and self._last("template") < 0

    def _select(self, selected: Selected, at: int) -> int:
        wanted = selected.only is not None and at in selected.only
        return OUT * (at in selected.skip) | WANTED * wanted

    def _start_formatting(self, name: str, effect: int, treatment: int) -> bool:
        if name in {"a", "nobr"}:  # neither is ever inside another
            self._end_formatting(name)
        opened = self._formatting[-1].get(name)
        if effect:
            self._formatting[-1].setdefault(name, []).append(effect)
            self._take(effect)
            return True
        if opened:
            opened.append(0)
        return not treatment & IS_TRANSPARENT

    def _end_formatting(self, name: str) -> bool:
        opened = self._formatting[-1].get(name)
        if not opened:
            return False
        effect = opened.pop()
        self._take_back(effect)
        return effect != 0

    def end(self, name: str) -> bool:
        """Close an element, if it is open and may be closed here."""
        if self._open and self._open[-1][0] == name:
            return self._pop()  # never a formatting element, but in svg and math
        if name in FORMATTING:
            if self.foreign and self._last(name) < 0 and self._formatting[-1].get(name):
                self._leave_foreign()  # an end tag from outside closes what is inside
            if not self.foreign:
                return self._end_formatting(name)
        if name in ROOT:
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
        """Close what a start tag closes by the standard's rules, besides a paragraph."""
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
