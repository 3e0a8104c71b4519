"""What a topic yields: a table of figures and the targets that they are held to."""

from __future__ import annotations

import operator
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Target:
    """A figure with its bound."""

    what: str
    figure: float
    sign: str
    """`<=` or `>=`: on which side of the bound the figure has to be."""
    bound: float
    unit: str = ""

    @property
    def met(self) -> bool:
        compare = operator.le if self.sign == "<=" else operator.ge
        return bool(compare(self.figure, self.bound))


@dataclass
class Report:
    """One table."""

    title: str
    columns: list[str]
    rows: list[list[str | float | int | None]] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, *cells: str | float | int | None) -> None:
        assert len(cells) == len(self.columns), f"{self.title}: {cells}"
        self.rows.append(list(cells))

    def show(self, console: Console) -> None:
        table = Table(title=self.title, title_justify="left")
        for number, column in enumerate(self.columns):
            table.add_column(column, justify="right" if number else "left", overflow="fold")
        for row in self.rows:
            table.add_row(*map(_cell, row))
        console.print(table)
        for note in self.notes:
            console.print(f"  {note}", style="dim", highlight=False)
        console.print()

    def plain(self) -> dict[str, Any]:
        """Return the report as JSON takes it."""
        return {
            "title": self.title,
            "rows": [dict(zip(self.columns, row, strict=True)) for row in self.rows],
            "notes": self.notes,
            "targets": [plain_target(target) for target in self.targets],
        }


def plain_target(target: Target) -> dict[str, Any]:
    """Return a target as JSON takes it."""
    return {
        "what": target.what,
        "figure": target.figure,
        "bound": f"{target.sign} {target.bound:g}",
        "unit": target.unit,
        "met": target.met,
    }


def _cell(value: str | float | int | None) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return (
            f"{value:.1f}" if abs(value) >= 20 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"
        )
    return f"{value:,}" if isinstance(value, int) else value


def show_targets(targets: list[Target], console: Console) -> None:
    """Show every target of a run together."""
    table = Table("target", title="Targets", title_justify="left")
    for column in ("measured", "bound", ""):
        table.add_column(column, justify="right")
    for target in targets:
        style = "green" if target.met else "red"
        verdict = "met" if target.met else "MISSED"
        table.add_row(
            target.what,
            f"{_cell(float(target.figure))} {target.unit}".strip(),
            f"{target.sign} {target.bound:g} {target.unit}".strip(),
            f"[{style}]{verdict}[/]",
        )
    console.print(table)
