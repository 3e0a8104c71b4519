"""Counts that expire, in memory.

As limits.storage.MemoryStorage, without its thread: that one is started a hundred times a second
and each time takes the interpreter from whoever is answering a request.
"""

from __future__ import annotations

import time
from threading import Lock

from limits.storage import Storage

SWEPT_FROM = 10_000
"""Counts from which the expired ones are looked for."""


class Counts(Storage):
    """What `limits` counts in; memory stays bounded by the keys that are alive."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[str, tuple[int, float]] = {}
        self._lock = Lock()
        self._sweep_at = SWEPT_FROM

    @property
    def base_exceptions(self) -> type[Exception]:
        """None are raised on purpose."""
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Add to a count, which is for `expiry` seconds from its first; return it."""
        now = time.time()
        with self._lock:
            count, until = self._counts.get(key, (0, 0.0))
            if until <= now:
                count, until = 0, now + expiry
                if len(self._counts) >= self._sweep_at:
                    self._sweep(now)
            count += amount
            self._counts[key] = count, until
        return count

    def _sweep(self, now: float) -> None:
        self._counts = {key: kept for key, kept in self._counts.items() if kept[1] > now}
        # Twice what is alive: so the work is shared out over as many new keys.
        self._sweep_at = max(SWEPT_FROM, 2 * len(self._counts))

    def get(self, key: str) -> int:
        """Return a count."""
        count, until = self._counts.get(key, (0, 0.0))
        return count if until > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """Return when a count ends, in seconds of Unix time."""
        return self._counts.get(key, (0, time.time()))[1]

    def check(self) -> bool:
        """Tell that memory can be reached."""
        return True

    def reset(self) -> int | None:
        """Forget all; return how many."""
        with self._lock:
            count = len(self._counts)
            self._counts = {}
        return count

    def clear(self, key: str) -> None:
        """Forget one."""
        with self._lock:
            self._counts.pop(key, None)
