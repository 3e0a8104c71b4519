"""Everything that can go wrong in terms/.

GlosslightError
├── GlossaryError   a glossary cannot be read; carries every problem found, not only the first
└── PackError       a pack is damaged, of another format, or does not have its digest
"""

from __future__ import annotations

from dataclasses import dataclass


class GlosslightError(Exception):
    """Base of the errors that Glosslight raises on purpose; its text is fit to be shown."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding in a glossary file: where it is and how to mend it."""

    file: str
    line: int
    """1-based; 0 where no single line is to blame."""
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.message}"


class GlossaryError(GlosslightError):
    """One or more glossary files cannot be used; `problems` has all that was found."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        count = len(self.problems)
        heading = f"{count} problem{'s' if count != 1 else ''} in the glossary:"
        super().__init__("\n".join([heading, *map(str, self.problems)]))


class PackError(GlosslightError):
    """A pack cannot be used; the text says why and what to do."""
