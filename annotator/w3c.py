"""The report of a run as W3C Web Annotations: a JSON-LD AnnotationPage, one annotation a mark.

https://www.w3.org/TR/annotation-model/. Each has a position and a quote in the page's text: its
tags and comments taken out, references decoded, line ends as LF; as the DOM's textContent of the
document, but that nothing is moved (as browsers move text out of tables) and that templates count.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from annotator.containers import Found
from annotator.elements import FOREIGN, RAW_TEXT, RCDATA
from annotator.selection import Match
from annotator.tokens import REFERENCE, TOKEN, decode_reference, raw_text_end
from terms.pack import Pack

CONTEXT = 32
"""Characters before and after a quote, which tell it from others alike."""

_RAW = RAW_TEXT | RCDATA | {"plaintext"}
_DROPS_NEWLINE = frozenset(["listing", "pre", "textarea"])
_NEWLINE = re.compile(r"\r?\n|\r")
_REFERENCES = re.compile(rf"\r\n?|\0|{REFERENCE.pattern}")
_RAW_ODD = re.compile(r"\r\n?|\0")
_LONE = re.compile("[\ud800-\udfff]")


class PageText:
    """A page's text; every character of it with its place in the source."""

    def __init__(self, source: str) -> None:
        """Read HTML source."""
        self._source = source
        self._parts: list[str] = []
        self._length = 0
        # Where each stretch begins in the source and in the text.
        self._from: list[int] = [0]
        self._to: list[int] = [0]
        self._begun = False
        self._read()
        self.text = "".join(self._parts)

    def offset(self, at: int) -> int:
        """Return the offset in the text of a code point offset in the source."""
        stretch = bisect_right(self._from, at) - 1
        following = self._to[stretch + 1] if stretch + 1 < len(self._to) else self._length
        return min(self._to[stretch] + at - self._from[stretch], following)

    def _put(self, at: int, text: str) -> None:
        if text:
            self._from.append(at)
            self._to.append(self._length)
            self._parts.append(text)
            self._length += len(text)

    def _take(self, start: int, end: int, odd: re.Pattern[str]) -> None:
        """Take source[start:end] as text, what the pattern finds decoded."""
        source = self._source
        if not self._begun:
            # A browser passes over white space before the first element.
            while start < end and source[start] in "\t\n\f\r ":
                start += 1
            self._begun = start < end
        done = start
        for match in odd.finditer(source, start, end):
            at = match.start()
            if at < done:
                continue
            written = match[0]
            if written[0] == "&":
                decoded = decode_reference(written)
                if decoded is None:
                    continue
                length, text = decoded
            else:
                length, text = len(written), "" if written == "\0" else "\n"
            self._put(done, source[done:at])
            self._put(at, text)
            done = at + length
        self._put(done, source[done:end])

    def _read(self) -> None:
        source = self._source
        foreign = position = 0
        while True:
            token = TOKEN.search(source, position)
            if token is None:
                self._take(position, len(source), _REFERENCES)
                return
            self._take(position, token.start(), _REFERENCES)
            position = token.end()
            if not token["name"]:
                continue
            name = token["name"].lower()
            if token["slash"]:
                foreign -= foreign > 0 and name in FOREIGN
                continue
            self._begun |= name != "html"
            if name in FOREIGN:
                foreign += not token["attributes"].endswith("/")
            if name in _DROPS_NEWLINE and (newline := _NEWLINE.match(source, position)):
                position = newline.end()
            if name in _RAW and not foreign:
                end = raw_text_end(source, position, name)
                end = len(source) if end is None else end
                self._take(position, end, _REFERENCES if name in RCDATA else _RAW_ODD)
                position = end


def _iri(path: str, found: Found) -> str:
    """Return what names a page: where it was saved from, else its file."""
    if found.location and re.match(r"https?://", found.location):
        return found.location
    file = Path(path)
    name = file.as_uri() if file.is_absolute() else quote(file.as_posix())
    return f"{name}#part={found.part}" if found.part else name


class Content(Protocol):
    """A text, and where in it is what stands somewhere in its source."""

    text: str

    def offset(self, at: int) -> int:
        """Return the offset in the text of a code point offset in the source."""
        ...


class PlainText:
    """A text that is its own source."""

    def __init__(self, text: str) -> None:
        self.text = text

    def offset(self, at: int) -> int:
        """Return the offset as it is."""
        return at


def page(path: str, found: Found, pack: Pack) -> list[str]:
    """Return the JSON of a page's annotations, in order."""
    spans = [(places[0][0], places[-1][1]) for places in found.page.spans]
    matches = zip(found.page.matches, spans, strict=True)
    return web_annotations(_iri(path, found), PageText(found.text.text), matches, pack)


def web_annotations(
    source: str,
    content: Content,
    matches: Iterable[tuple[Match, tuple[int, int]]],
    pack: Pack,
    iri: Callable[[str], str] = "urn:glosslight:{}".format,
) -> list[str]:
    """Return the JSON of annotations, in order.

    `source` is the IRI of what is annotated; each match comes with its place in the source of
    `content`; `iri` names an entry by its id.
    """
    bodies: dict[tuple[str, ...], list[dict[str, str]]] = {}
    written: list[str] = []
    for match, place in matches:
        start, end = content.offset(place[0]), content.offset(place[1])
        if match.ids not in bodies:
            bodies[match.ids] = _bodies(match.ids, pack, iri)
        name = f"{source} {start} {end} {' '.join(match.ids)}"
        annotation = {
            "id": f"urn:uuid:{uuid5(NAMESPACE_URL, name)}",
            "type": "Annotation",
            "motivation": "identifying",
            "body": bodies[match.ids],
            "target": {"source": source, "selector": _selectors(content.text, start, end)},
        }
        written.append(json.dumps(annotation, ensure_ascii=False, separators=(",", ":")))
    return written


def _bodies(ids: tuple[str, ...], pack: Pack, iri: Callable[[str], str]) -> list[dict[str, str]]:
    """Return what a mark means: its entries, and of each the first page to read on."""
    bodies: list[dict[str, str]] = []
    for entry_id in ids:
        bodies.append(_resource("identifying", iri(entry_id)))
        links = pack.entries[pack.index[entry_id]].get("links", [])
        bodies += [_resource("linking", link["url"]) for link in links[:1]]
    return bodies


def _resource(purpose: str, source: str) -> dict[str, str]:
    return {"type": "SpecificResource", "purpose": purpose, "source": source}


def _selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": _unicode(text[start:end]),
            "prefix": _unicode(text[max(0, start - CONTEXT) : start]),
            "suffix": _unicode(text[end : end + CONTEXT]),
        },
    ]


def _unicode(text: str) -> str:
    return _LONE.sub("\ufffd", text)


def whole(annotations: Iterable[str]) -> bytes:
    """Return the report of the JSON of its annotations; an annotation a line."""
    items = ",\n".join(annotations)
    page_id = f"urn:uuid:{uuid5(NAMESPACE_URL, items)}"
    return (
        '{"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationPage",'
        f'"id":"{page_id}",\n"items":[\n{items}\n]}}\n'
    ).encode()
