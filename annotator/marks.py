"""Marks: writing them into a source, and taking every one of them out again.

A mark is `<gl-term data-gl="ids">text</gl-term>`; the pieces of one that crosses tags share a
`data-gl-n`. A mark holds text alone, never a tag, so that taking marks out is exact: both tags
go, nothing else. Inside comments, scripts and the like a mark is just characters, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from annotator.tokens import TOKEN

BLOCK_START = "<!--glosslight-->"
BLOCK_END = "<!--/glosslight-->"

_START_TAG = re.compile(
    r'<gl-term data-gl="[a-z0-9 -]+"(?: data-gl-n="[0-9]+")?'
    # What the script of a standalone page sets, where a browser has saved the page again.
    r'(?: tabindex="(?:-1"|0" role="button" aria-expanded="(?:true|false)"'
    r' aria-describedby="gl-[a-z0-9 -]+"))?>'
)
_END_TAG = "</gl-term>"

Span = tuple[int, int]


@lru_cache(4096)
def start_tag(ids: tuple[str, ...], number: int | None = None) -> str:
    """Return the start tag of a mark; `number` only where the match has several pieces."""
    shared = f' data-gl-n="{number}"' if number is not None else ""
    return f'<gl-term data-gl="{" ".join(ids)}"{shared}>'


def insertions(marks: Sequence[tuple[tuple[str, ...], list[Span]]]) -> list[tuple[int, str]]:
    """Return what to insert where, in order, for matches given as ids and source spans."""
    inserted: list[tuple[int, str]] = []
    number = 0
    for ids, spans in marks:
        if len(spans) > 1:
            number += 1
            tag = start_tag(ids, number)
        else:
            tag = start_tag(ids)
        for start, end in spans:
            inserted.append((start, tag))
            inserted.append((end, _END_TAG))
    return inserted


def splice(source: str, inserted: Iterable[tuple[int, str]]) -> str:
    """Return the source with texts inserted at ascending offsets; every other byte stays."""
    parts: list[str] = []
    done = 0
    for at, text in inserted:
        parts.append(source[done:at])
        parts.append(text)
        done = at
    parts.append(source[done:])
    return "".join(parts)


def pair(source: str, tags: Iterable[Span]) -> list[Span]:
    """Return those of the gl-term tags, in order, that are marks' tags.

    `tags`: every gl-term tag that the reader saw. A start tag as we write it and the next end tag
    make a mark if nothing but text and other marks is between them.
    """
    marks: list[Span] = []
    pending: list[Span] = []
    """Start tags that have no end tag yet."""
    done: list[int] = []
    """For each of them, up to where nothing but text and marks has been seen to follow it."""
    for start, end in tags:
        if pending and TOKEN.search(source, done[-1], start):
            pending.clear()  # this is inside all of them
            done.clear()
        if _START_TAG.fullmatch(source, start, end):
            pending.append((start, end))
            done.append(end)
        elif source[start:end] == _END_TAG and pending:
            marks += [pending.pop(), (start, end)]
            done.pop()
            if done:
                done[-1] = end
        else:
            pending.clear()
            done.clear()
    return sorted(marks)


def remove(source: str, spans: Iterable[Span]) -> str:
    """Return the source without some stretches, given in order."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts.append(source[done:start])
        done = end
    parts.append(source[done:])
    return "".join(parts)
