"""What a page's reader may take: the scope rules with a caller's switches, and his selectors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from annotator.options import Options
from annotator.tokens import attributes


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


@dataclass(frozen=True)
class Selected:
    """Elements that a caller's selectors name, by where their start tags begin in the source."""

    only: frozenset[int] | None
    """Those that alone are wanted; None where all are."""
    skip: frozenset[int]
