"""How each element is treated, as bits by name: one look instead of a dozen for every tag."""

from __future__ import annotations

from annotator.elements import (
    CLOSES_P,
    FOREIGN,
    FORMATTING,
    HEADINGS,
    INTEGRATION,
    ITEM_STOPS,
    ROW_GROUPS,
    SCOPE,
    SPECIAL,
    VOID,
)
from annotator.scope import Scope

IN_TABLE = ROW_GROUPS | frozenset("caption col colgroup td th tr".split())
"""Start tags that are ignored where no table is open."""
ROOT = frozenset(["body", "head", "html"])
ENDS_SELECT = frozenset(["input", "keygen", "select", "textarea"])

(
    IS_EXCLUDED,
    IS_TRANSPARENT,
    IS_VOID,
    IS_FORMATTING,
    # Its start tag closes an open paragraph; other elements.
    CLOSES_PARAGRAPH,
    CLOSES_OTHERS,
    # It is treated in a way of its own.
    IS_RARE,
    # What the stack of open elements keeps count of.
    IS_SPECIAL,
    IS_ITEM_STOP,
    IS_SCOPE,
    IS_FOREIGN,
    IS_ISLAND,
) = (1 << bit for bit in range(12))

_SETS = {
    IS_VOID: VOID,
    IS_FORMATTING: FORMATTING,
    CLOSES_PARAGRAPH: CLOSES_P,
    CLOSES_OTHERS: HEADINGS
    | ROW_GROUPS
    | frozenset("button caption colgroup dd dt li optgroup option table td th tr".split()),
    IS_RARE: IN_TABLE | ROOT | ENDS_SELECT | FOREIGN | {"form"},
    IS_SPECIAL: SPECIAL,
    IS_ITEM_STOP: ITEM_STOPS,
    IS_SCOPE: SCOPE,
    IS_FOREIGN: FOREIGN,
    IS_ISLAND: INTEGRATION,
}


class Treatments(dict[str, int]):
    """The treatment of each name met so far."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._sets = _SETS | {IS_EXCLUDED: scope.excluded, IS_TRANSPARENT: scope.transparent}

    def __missing__(self, name: str) -> int:
        found = self[name] = sum(bit for bit, names in self._sets.items() if name in names)
        return found
