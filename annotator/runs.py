"""What readers give and the matcher takes: the eligible text of a page, run after run.

A page has thousands of short runs. Matching each by itself would cost more than the matching, so
all runs stand in one string with `SEPARATOR` between them: no form contains it, it is nobody's
letter, so nothing matches across it and every edge beside it holds.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

SEPARATOR = "\uffff"


@dataclass(frozen=True, slots=True)
class Runs:
    """Eligible text in document order; a run ends at `SEPARATOR` or at the end."""

    text: str
    sections: list[int] = field(default_factory=list)
    """Offsets into `text`, ascending, at which a heading begins."""

    def section(self, offset: int) -> int:
        """Return the number of the section that an offset lies in, 0 before the first heading."""
        return bisect_right(self.sections, offset)
