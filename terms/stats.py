"""What is in a glossary, in numbers."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from terms.forms import surface_forms
from terms.model import LANGUAGES, Glossary


def numbers(glossary: Glossary) -> dict[str, int]:
    """Return the counts that describe a glossary."""
    forms = surface_forms(glossary)
    counts = {
        "entries": len(glossary),
        "labels": sum(
            1 + len(e.aliases) + len(e.hidden) + sum(map(len, e.labels.values())) for e in glossary
        ),
        "surface forms": len(forms),
        "homonymous forms": sum(len({e.id for e, _ in owners}) > 1 for owners in forms.values()),
        "entries with homonyms": sum(bool(e.homonyms) for e in glossary),
        "everyday entries": sum(e.common for e in glossary),
        "entries with everyday labels": sum(bool(e.common_forms) for e in glossary),
        "case-exact entries": sum(e.case == "exact" for e in glossary),
        "entries with not_in": sum(bool(e.not_in) for e in glossary),
        "links": sum(len(e.links) for e in glossary),
    }
    for language in LANGUAGES:
        counts[f"definitions in {language}"] = sum(language in e.definition for e in glossary)
        if language != "en":
            counts[f"native labels in {language}"] = sum(
                len(e.labels.get(language, ())) for e in glossary
            )
    return counts


def show(glossary: Glossary) -> None:
    """Print the counts, and the entries by tag, as tables."""
    console = Console()
    for title, counts in (("Glossary", numbers(glossary)), ("Entries by tag", glossary.tags)):
        table = Table(title=title, show_header=False)
        table.add_column()
        table.add_column(justify="right")
        for name, count in counts.items():
            table.add_row(name, f"{count:,}")
        console.print(table)
