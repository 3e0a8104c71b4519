"""Annotating and stripping a whole page: reader, matcher and writer put together.

The promises (tests/annotator/test_invariants.py): strip(annotate(x)) == strip(x), which is x
where x holds no marks yet, to the byte; annotate(annotate(x)) == annotate(x).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, overload

from annotator import marks, source
from annotator.encodings import Decoded, decode
from annotator.matcher import Matcher
from annotator.options import Options
from annotator.runs import Runs
from annotator.selection import Match
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


def _marks_in(text: str, page: source.Page) -> list[tuple[int, int]]:
    """Return the stretches of a source that are marks' tags or the standalone block."""
    if not page.mark_tags and not page.blocks:
        return []
    return sorted(marks.pair(text, page.mark_tags) + page.blocks)


def _find_marks(text: str) -> list[tuple[int, int]]:
    if "gl-term" not in text and marks.BLOCK_START not in text:
        return []
    return _marks_in(text, source.read(text, rules("scope"), Options()))


def decode_unmarked(data: bytes, charset: str | None = None) -> Decoded:
    """Decode a page as `annotate` reads it: without earlier marks, with the way to its bytes."""
    decoded = decode(data, charset)
    spans = _find_marks(decoded.text)
    return decode(decoded.remove(spans), charset) if spans else decoded


@overload
def strip(html: str) -> str: ...
@overload
def strip(html: bytes) -> bytes: ...
def strip(html: str | bytes) -> str | bytes:
    """Return a page without any mark or standalone block; every other byte as it was."""
    if isinstance(html, str):
        return marks.remove(html, _find_marks(html))
    decoded = decode(html)
    spans = _find_marks(decoded.text)
    return decoded.remove(spans) if spans else html


def annotate(
    html: str | bytes,
    matcher: Matcher,
    options: Options,
    standalone: Standalone | None = None,
    charset: str | None = None,
) -> AnnotatedPage[str] | AnnotatedPage[bytes]:
    """Mark the terms in a page; `standalone` makes the block that lets it explain itself.

    `charset`: what the page's bytes are said to be in from outside, as by HTTP.
    """
    scope = matcher.pack.data["rules"]["scope"]
    if isinstance(html, bytes):
        decoded = decode(html, charset)
        page = _read(decoded.text, scope, options)
        if old := _marks_in(decoded.text, page):
            decoded = decode(decoded.remove(old), charset)
            page = _read(decoded.text, scope, options)
        whole = decoded.whole
        found, inserted = _annotate_page(decoded.text, whole, page, matcher, options, standalone)
        return AnnotatedPage(decoded.splice(inserted), *found)
    page = _read(html, scope, options)
    if old := _marks_in(html, page):
        html = marks.remove(html, old)
        page = _read(html, scope, options)
    found, inserted = _annotate_page(html, len(html), page, matcher, options, standalone)
    return AnnotatedPage(marks.splice(html, inserted), *found)


def _read(text: str, scope: dict[str, Any], options: Options) -> source.Page:
    if options.only is None and options.skip is None:
        return source.read(text, scope, options)
    from annotator.selectors import select  # noqa: PLC0415 - needs bs4, which is slow to import

    return source.read(text, scope, options, select(text, options))


_Found = tuple[list[Match], list[list[tuple[int, int]]], Runs]


def _annotate_page(
    text: str,
    end: int,
    page: source.Page,
    matcher: Matcher,
    options: Options,
    standalone: Standalone | None,
) -> tuple[_Found, list[tuple[int, str]]]:
    """Return what is found in a page without marks, and what to insert where.

    `end`: the last place where something may be inserted.
    """
    kept: list[Match] = []
    spans: list[list[tuple[int, int]]] = []
    for match in matcher.find(page.runs, options):
        places = page.spans(match.start, match.end)
        if places:
            kept.append(match)
            spans.append(places)
    # What overlaps is told, but cannot be marked.
    marked = zip(kept, spans, strict=True) if options.longest else ()
    inserted = marks.insertions([(m.ids, s) for m, s in marked])
    if standalone and inserted and page.complete and not page.open_at_end:
        at = end if page.body_end is None else page.body_end
        # Where text follows </body>, marks may lie beyond it; insertions go in order.
        ids = dict.fromkeys(i for m in kept for i in m.ids)
        # Where there is a <base>, "#gl-lora" is no longer a place on this page.
        links = "<base" not in text and "<BASE" not in text
        block = standalone.block(ids, index=options.index, links=links)
        inserted.append((at, marks.BLOCK_START + block + marks.BLOCK_END))
        inserted.sort(key=lambda insertion: insertion[0])
    return (kept, spans, page.runs), inserted
