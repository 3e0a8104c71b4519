"""The report of a run: what was marked where, as JSON.

An object with `glosslight` (the pack's digest and the options) and `pages`, one object an HTML page
in the order of the run:

- `path`, and for a page out of MHTML also `part`, its number among the HTML parts from 0, and
  `location`, the address it was saved from
- `encoding`: Python's name of the codec
- `count`, and `marks`: each with `surface`, `ids` (the likeliest sense first) and `ranges`, the
  stretches of the page that hold it (several where it crosses tags): `bytes` and `codepoints`,
  each `[start, end)`. They count in the page without marks, which is the file as given unless it
  was annotated before; in MHTML and gzip files, in the page unpacked. Code points do not count a
  byte order mark, bytes do.
- or `error`, in words, where a file could not be worked on; `notes` where a part of one was left

`--report-format w3c` is in w3c.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.containers import Found


def _dumps(value: Any) -> str:
    # ASCII, because a path or a broken page may hold what is no Unicode text.
    return json.dumps(value, separators=(",", ":"))


def page(path: str, found: Found) -> str:
    """Return the JSON of one page."""
    matches, spans = found.page.matches, found.page.spans
    offsets = iter(found.text.offsets([at for places in spans for span in places for at in span]))
    marked = [
        {
            "surface": match.surface,
            "ids": match.ids,
            "ranges": [
                {"bytes": [next(offsets), next(offsets)], "codepoints": span} for span in places
            ],
        }
        for match, places in zip(matches, spans, strict=True)
    ]
    said: dict[str, Any] = {"path": path}
    if found.part is not None:
        said |= {"part": found.part, "location": found.location}
    return _dumps(said | {"encoding": found.text.encoding, "count": len(marked), "marks": marked})


def failure(path: str, error: str) -> str:
    """Return the JSON of a file that could not be worked on."""
    return _dumps({"path": path, "error": error})


def notes(path: str, said: Iterable[str]) -> str:
    """Return the JSON of what was left of a file."""
    return _dumps({"path": path, "notes": list(said)})


def whole(pages: Iterable[str], digest: str, options: Mapping[str, Any]) -> bytes:
    """Return the report of the JSON of its pages; a page a line."""
    head = _dumps({"pack": digest, "options": options})
    lines = ",\n".join(pages)
    return f'{{"glosslight":{head},\n"pages":[\n{lines}\n]}}\n'.encode()
