"""Numbers of bytes in words."""

from __future__ import annotations


def size(number: int) -> str:
    """Return a number of bytes as people say it: 5 MB, 71.3 kB."""
    return f"{number / 1_000_000:.3g} MB" if number >= 1_000_000 else f"{number / 1000:.3g} kB"
