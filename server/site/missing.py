"""Where to go instead of an address at which there is nothing."""

from __future__ import annotations

import re

from flask import request

from server.site.index import index
from terms.model import Entry

_MOST_SUGGESTED = 5


def near_entries() -> list[Entry]:
    """Return entries that the address may have meant, the likeliest first."""
    words = re.sub(r"[^\w]+", " ", request.path.rstrip("/").rpartition("/")[2]).strip()
    return [found.entry for found in index().search.find(words)[:_MOST_SUGGESTED]] if words else []
