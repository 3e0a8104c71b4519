"""The relations of an entry as an SVG: a tree that fits a phone, its labels never one on another.

From above: what the entry belongs to; the entry; then, on either side of a trunk, what belongs to
it and what is related. Each label is a link; colours come from the style sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from markupsafe import Markup

from server.site.text_width import text_width, wrapped

WIDTH = 352
"""Pixels, and units of the drawing: as wide as the column of a phone."""
_MIDDLE = WIDTH / 2
_SIZE = 13
_LINE = 16
_PADDING = 11
_HEIGHT = {1: 30, 2: 45}
_GAP = 8
_BRANCH = 17
"""From the trunk to a label."""
_BEND = 9
_WIDEST = _MIDDLE - _BRANCH - 1
_CAPTION = 11.5


class Node(NamedTuple):
    """One entry in the drawing."""

    name: str
    language: str
    address: str


class Group(NamedTuple):
    """Entries that stand in one relation."""

    kind: str
    """narrower or related: a class of the style sheet."""
    caption: str
    nodes: Sequence[Node]


@dataclass
class _Drawing:
    lines: list[Markup] = field(default_factory=list)
    labels: list[Markup] = field(default_factory=list)
    y: float = 1

    def line(self, kind: str, path: str) -> None:
        self.lines.append(Markup('<path class="{}" d="{}"/>').format(kind, path))

    def caption(self, text: str) -> None:
        width = text_width(text, _CAPTION) + 12
        self.labels.append(
            Markup(
                '<rect class="gap" x="{}" y="{}" width="{}" height="18"/>'
                '<text class="caption" x="{}" y="{}" aria-hidden="true">{}</text>'
            ).format(
                _n(_MIDDLE - width / 2), _n(self.y), _n(width), _n(_MIDDLE), _n(self.y + 13), text
            )
        )


def draw(
    title: str, broader: Iterable[Node], entry: Node, groups: Iterable[Group], broader_caption: str
) -> Markup:
    """Return the drawing; `title` says to those who do not see it what it shows."""
    drawing = _Drawing()
    above = list(broader)
    if above:
        drawing.labels.append(_list_start(broader_caption))
        for node in above:
            _label(drawing, node, _MIDDLE, 0, "broader")
            drawing.line("broader", f"M{_n(_MIDDLE)} {_n(drawing.y)}v16")
            drawing.y += 16
        drawing.labels.append(Markup("</g>"))
    _entry(drawing, entry)
    for group in groups:
        if group.nodes:
            _branches(drawing, group)
    height = _n(drawing.y + 1)
    return Markup(
        '<svg class="graph" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' role="group" aria-label="{title}"><g class="lines" aria-hidden="true">{lines}</g>'
        "{labels}</svg>"
    ).format(
        width=WIDTH,
        height=height,
        title=title,
        lines=Markup("").join(drawing.lines),
        labels=Markup("").join(drawing.labels),
    )


def _entry(drawing: _Drawing, entry: Node) -> None:
    """Draw the entry itself, which is where the reader is: no link."""
    lines = wrapped(entry.name, _SIZE + 1, WIDTH - 80)
    width = max(text_width(line, _SIZE + 1) for line in lines) + 2 * _PADDING + 10
    height = _HEIGHT[len(lines)] + 4
    drawing.labels.append(
        Markup('<g class="here" aria-hidden="true">{}{}</g>').format(
            _box(_MIDDLE - width / 2, drawing.y, width, height),
            _text(lines, _MIDDLE, drawing.y + height / 2, entry.language),
        )
    )
    drawing.y += height


def _branches(drawing: _Drawing, group: Group) -> None:
    """Draw a group on both sides of the trunk, which goes on from where the drawing ends."""
    top = drawing.y
    drawing.y += 9
    drawing.caption(group.caption)
    drawing.y += 18 + 8
    drawing.labels.append(_list_start(group.caption))
    last = len(group.nodes) - 1 if len(group.nodes) % 2 else len(group.nodes)
    end = top
    for at in range(0, last, 2):
        pair = group.nodes[at : at + 2]
        height = max(_HEIGHT[len(_wrapped(node))] for node in pair)
        middle = drawing.y + height / 2
        for node, side in zip(pair, (-1, 1), strict=True):
            start = drawing.y
            drawing.y = middle - _HEIGHT[len(_wrapped(node))] / 2
            _label(drawing, node, _MIDDLE + side * _BRANCH, side, group.kind)
            drawing.y = start
            drawing.line(
                group.kind,
                f"M{_n(_MIDDLE)} {_n(middle - _BEND)}q0 {_BEND} {side * _BEND} {_BEND}"
                f"h{_n(side * (_BRANCH - _BEND))}",
            )
        drawing.y += height + _GAP
        end = middle - _BEND
    if last < len(group.nodes):
        end = drawing.y
        _label(drawing, group.nodes[last], _MIDDLE, 0, group.kind)
        drawing.y += _GAP
    drawing.line(group.kind, f"M{_n(_MIDDLE)} {_n(top)}V{_n(end)}")
    drawing.labels.append(Markup("</g>"))
    drawing.y -= _GAP


def _wrapped(node: Node) -> list[str]:
    return wrapped(node.name, _SIZE, _WIDEST - 2 * _PADDING)


def _label(drawing: _Drawing, node: Node, x: float, side: int, kind: str) -> None:
    """Draw a link left (-1) or right (1) of x, or centred on it, and go on below it."""
    lines = _wrapped(node) if side else wrapped(node.name, _SIZE, WIDTH - 80)
    width = max(text_width(line, _SIZE) for line in lines) + 2 * _PADDING
    height = _HEIGHT[len(lines)]
    left = {-1: x - width, 0: x - width / 2, 1: x}[side]
    whole = Markup("<title>{}</title>").format(node.name) if lines[-1].endswith("…") else ""
    drawing.labels.append(
        Markup('<g role="listitem"><a href="{}" class="{}">{}{}{}</a></g>').format(
            node.address,
            kind,
            whole,
            _box(left, drawing.y, width, height),
            _text(lines, left + width / 2, drawing.y + height / 2, node.language),
        )
    )
    drawing.y += height


def _list_start(name: str) -> Markup:
    return Markup('<g role="list" aria-label="{}">').format(name)


def _box(x: float, y: float, width: float, height: float) -> Markup:
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="{}"/>').format(
        _n(x), _n(y), _n(width), _n(height), 15
    )


def _text(lines: Sequence[str], x: float, middle: float, language: str) -> Markup:
    first = middle - (len(lines) - 1) * _LINE / 2 + _SIZE * 0.36
    spans = [
        Markup('<tspan x="{}" y="{}">{}</tspan>').format(_n(x), _n(first + at * _LINE), line)
        for at, line in enumerate(lines)
    ]
    return Markup('<text lang="{}">{}</text>').format(language, Markup("").join(spans))


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
