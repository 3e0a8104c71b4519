"""Annotating and stripping a whole page: reader, matcher and writer put together.

The promises (tests/annotator/test_invariants.py): strip(annotate(x)) == strip(x), which is x
where x holds no marks yet, to the byte; annotate(annotate(x)) == annotate(x).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar, overload

from annotator import marks, source
from annotator.encodings import decode
from annotator.matcher import Match, Matcher
from annotator.options import Options
from annotator.runs import Runs
from annotator.standalone import Standalone
from terms.rules import rules

Html = TypeVar("Html", str, bytes)


@dataclass(frozen=True)
class AnnotatedPage(Generic[Html]):
    """The annotated HTML, of the type that was given, and what was marked."""

    html: Html
    matches: list[Match]
    """Offsets are into `runs.text`, in code points."""
    spans: list[list[tuple[int, int]]] = field(repr=False)
    """For each match, its stretches of the source without marks, in code points."""
    runs: Runs = field(repr=False)


def _strip_text(text: str) -> tuple[str, list[tuple[int, int]]]:
    if not marks.may_have_marks(text):
        return text, []
    page = source.read(text, rules("scope"), Options(), marked=True)
    spans = sorted(marks.pair(text, page.mark_tags) + page.blocks)
    return marks.remove(text, spans), spans


@overload
def strip(html: str) -> str: ...
@overload
def strip(html: bytes) -> bytes: ...
def strip(html: str | bytes) -> str | bytes:
    """Return a page without any mark or standalone block; every other byte as it was."""
    if isinstance(html, str):
        return _strip_text(html)[0]
    decoded = decode(html)
    spans = _strip_text(decoded.text)[1]
    return decoded.remove(spans) if spans else html


def annotate(
    html: str | bytes, matcher: Matcher, options: Options, standalone: Standalone | None = None
) -> AnnotatedPage[str] | AnnotatedPage[bytes]:
    """Mark the terms in a page; `standalone` makes the block that lets it explain itself."""
    if isinstance(html, bytes):
        decoded = decode(strip(html))
        page, inserted = _annotate_text(decoded.text, matcher, options, standalone)
        return AnnotatedPage(decoded.splice(inserted), page.matches, page.spans, page.runs)
    page, inserted = _annotate_text(strip(html), matcher, options, standalone)
    text = page.html
    return AnnotatedPage(marks.splice(text, inserted), page.matches, page.spans, page.runs)


def _annotate_text(
    text: str, matcher: Matcher, options: Options, standalone: Standalone | None
) -> tuple[AnnotatedPage[str], list[tuple[int, str]]]:
    """Return what is found in a text without marks, and what to insert where."""
    page = source.read(text, matcher.pack.data["rules"]["scope"], options, marked=False)
    kept: list[Match] = []
    spans: list[list[tuple[int, int]]] = []
    for match in matcher.find(page.runs, options):
        places = page.spans(match.start, match.end)
        if places:
            kept.append(match)
            spans.append(places)
    inserted = marks.insertions([(m.ids, s) for m, s in zip(kept, spans, strict=True)])
    if standalone and kept and page.complete:
        at = page.body_end if page.body_end is not None else len(text)
        # Where text follows </body>, marks may lie beyond it; insertions go in order.
        block = standalone.block(list(dict.fromkeys(i for m in kept for i in m.ids)))
        inserted.append((at, marks.BLOCK_START + block + marks.BLOCK_END))
        inserted.sort(key=lambda insertion: insertion[0])
    return AnnotatedPage(text, kept, spans, page.runs), inserted
