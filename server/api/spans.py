"""Matches as spans, in the unit asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotator import Match
from server.api.models import Span
from server.offsets import Offsets, Unit

_LONE = re.compile("[\ud800-\udfff]")


def spans(text: str, matches: Iterable[Match], unit: Unit) -> list[Span]:
    """Return where matches are in a text."""
    offset = Offsets(text, unit)
    return [
        Span(offset(m.start), offset(m.end), unit, unicode(m.surface), list(m.ids)) for m in matches
    ]


def unicode(text: str) -> str:
    """Return a text that JSON can hold: half a pair, as invalid bytes decode to, has no UTF-8."""
    return _LONE.sub("\ufffd", text)
