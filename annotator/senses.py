"""What an occurrence of a form may mean: its senses, by how it is written and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from terms.fold import Folded, character_class, spell


class Owner(NamedTuple):
    """An entry that a form belongs to, and as what."""

    entry: int
    id: str
    kind: int
    spelling: str
    exact: bool
    common: bool
    contexts: tuple[tuple[str, int], ...]
    """A folded context and where in it the form begins."""


class Senses:
    """What an occurrence may mean, the likeliest first."""

    __slots__ = ("ids", "owners", "rare")

    def __init__(self, owners: Sequence[Owner]) -> None:
        self.owners = owners
        self.ids = tuple(dict.fromkeys(owner.id for owner in owners))
        rare = [owner for owner in owners if not owner.common]
        self.rare: Senses | None
        """Those that are no everyday words."""
        if len(rare) == len(owners):
            self.rare = self
        else:
            self.rare = Senses(rare) if rare else None


class Form:
    """What deciding on a candidate needs to know of its form."""

    __slots__ = (
        "_by_spelling",
        "_contexts",
        "_senses",
        "alone",
        "always",
        "asks_left",
        "asks_right",
    )

    def __init__(self, folded: str, owners: list[Owner]) -> None:
        left, right = character_class(folded[0]), character_class(folded[-1])
        # O and C edges ask nothing of their neighbour.
        self.asks_left = left if left in "LH" else ""
        self.asks_right = right if right in "LH" else ""
        self.alone = len(folded) == 1 and right == "H"
        self._senses = Senses(owners)
        one = len(owners) == 1 and not owners[0].exact
        self._by_spelling: dict[str, Senses | None] | None = None if one else {}
        self._contexts = any(owner.contexts for owner in owners)
        self.always = self._senses if one and not self._contexts else None
        """What every occurrence means, if that depends on nothing."""

    def senses(self, folded: Folded, begin: int, written: str) -> Senses | None:
        """Return what this occurrence may mean, None where it is no occurrence.

        `begin`: where it begins in the folded text; `written`: as it stands in the original.
        """
        senses: Senses | None = self._senses
        if self._by_spelling is not None:
            if written not in self._by_spelling:
                if len(self._by_spelling) > 1000:
                    self._by_spelling.clear()
                self._by_spelling[written] = self._spelled(written)
            senses = self._by_spelling[written]
        if self._contexts and senses:
            kept = [owner for owner in senses.owners if not _within(owner, folded, begin)]
            if len(kept) < len(senses.owners):
                return Senses(kept) if kept else None
        return senses

    def _spelled(self, written: str) -> Senses | None:
        """Return the senses by letter case, ties in the specified order."""
        spelling = spell(written)
        kept = [o for o in self._senses.owners if not o.exact or o.spelling == spelling]
        # Stable: within equals, the pack's own order (kind, glossary, id) stands.
        kept.sort(key=lambda owner: (owner.spelling != spelling, owner.kind))
        return Senses(kept) if kept else None


def _within(owner: Owner, folded: Folded, begin: int) -> bool:
    """Tell whether an occurrence lies inside a context that rules its owner out."""
    return any(
        at <= begin and folded.text.startswith(context, begin - at)
        for context, at in owner.contexts
    )


def owner_of(row: list[Any], form: str, entries: list[dict[str, Any]]) -> Owner:
    """Return the owner that a row of the pack names."""
    index, kind = row[0], row[1]
    entry = entries[index]
    contexts = tuple(
        (context, at)
        for context in entry.get("not_in_folded", ())
        for at in range(len(context) - len(form) + 1)
        if context.startswith(form, at)
    )
    spelling = row[2] if len(row) > 2 else form
    flags = row[3] if len(row) > 3 else 0
    exact = entry.get("case") == "exact" or bool(flags & 2)
    common = entry.get("common", False) or bool(flags & 1)
    return Owner(index, entry["id"], kind, spelling, exact, common, contexts)
