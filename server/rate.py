"""How often one address may ask.

Stands on `limits`, the engine of Flask-Limiter, without Flask-Limiter itself: that takes 77
microseconds a request where the whole of a small Flask route takes 35, this takes 5.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from ipaddress import ip_address, ip_network

from flask import Flask, request
from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter, RateLimiter

from server.config import SettingError
from server.counts import Counts
from server.problems import Problem

_log = logging.getLogger(__name__)

RETRY_STORAGE = 10.0
"""Seconds for which a storage that failed is left alone."""

COUNTED = "glosslight.counted"
"""Set in a request's environment if it has been counted."""

_MEMORY = "memory://"
_QUICK = {"socket_connect_timeout": 0.25, "socket_timeout": 0.25}
_EXEMPT = frozenset(["api.healthz", "metrics.metrics", "static", "site.asset", "site.favicon"])
_READS = frozenset(["GET", "HEAD", "OPTIONS"])


class Limits:
    """Counts requests an address, in memory or in a storage that several machines share.

    A storage that cannot be reached is no reason to refuse anyone: until it is back, each process
    counts for itself.
    """

    def __init__(self, reads: str, posts: str, storage: str) -> None:
        """Take limits such as "20 per second", empty for none; raises SettingError."""
        self._items = _item("RATE_LIMIT", reads), _item("RATE_LIMIT_POST", posts)
        self._own: RateLimiter = FixedWindowRateLimiter(Counts())
        self._shared: RateLimiter | None = None
        self._failed_at = float("-inf")
        if storage != _MEMORY and any(self._items):
            self._shared = _shared(storage)

    def __bool__(self) -> bool:
        return any(self._items)

    def exceeded(self, key: str, *, reads: bool) -> tuple[RateLimitItem, float] | None:
        """Count a request; return the limit that it exceeds and the seconds until it ends."""
        item = self._items[0 if reads else 1]
        if item is None:
            return None
        limiter = self._limiter()
        try:
            if limiter.hit(item, key):
                return None
            return item, max(0.0, limiter.get_window_stats(item, key).reset_time - time.time())
        except Exception as error:
            if limiter is self._own:
                raise
            self._failed_at = time.monotonic()
            _log.warning(
                "the rate limits' storage cannot be reached (%s); counting in memory, trying it "
                "again in %d s",
                error,
                RETRY_STORAGE,
            )
            return self.exceeded(key, reads=reads)

    def _limiter(self) -> RateLimiter:
        if self._shared and time.monotonic() - self._failed_at >= RETRY_STORAGE:
            return self._shared
        return self._own


def _item(setting: str, limit: str) -> RateLimitItem | None:
    if not limit:
        return None
    try:
        return parse(limit)
    except ValueError as error:
        raise SettingError(
            f"GLOSSLIGHT_{setting}={limit!r}: write a limit such as '20 per second' or "
            "'1200 per minute', or nothing for none"
        ) from error


def _shared(storage: str) -> RateLimiter:
    try:
        return FixedWindowRateLimiter(storage_from_string(storage, **_QUICK))
    except Exception as error:
        # Neither the address nor the reason, which repeats it: it may hold a password.
        scheme = storage.partition(":")[0]
        raise SettingError(
            f"GLOSSLIGHT_RATE_LIMIT_STORAGE={scheme}:...: cannot be used; write an address such as "
            "redis://localhost:6379"
        ) from error


def address_of(remote: str) -> str:
    """Return whom to count a request for: an IPv4 address, or the /64 network of an IPv6 one.

    A household or a rented server has a whole /64: counting single addresses would limit nobody.
    """
    if ":" not in remote:
        return remote
    try:
        address = ip_address(remote.partition("%")[0])
    except ValueError:
        return remote
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped) if mapped else str(ip_network((address, 64), strict=False))


def register(app: Flask, refused: Callable[[], None]) -> Limits:
    """Refuse what comes too often, and call `refused` each time; return the limits."""
    config = app.config
    limits = Limits(config["RATE_LIMIT"], config["RATE_LIMIT_POST"], config["RATE_LIMIT_STORAGE"])
    if not limits:
        return limits

    @app.before_request
    def check() -> None:
        if request.endpoint in _EXEMPT:
            return
        environ = request.environ
        if COUNTED in environ:
            return
        reads = environ["REQUEST_METHOD"] in _READS
        over = limits.exceeded(address_of(environ.get("REMOTE_ADDR", "")), reads=reads)
        if over:
            item, seconds = over
            refused()
            wait = max(1, round(seconds))
            what = "requests" if reads else "requests with a body"
            raise Problem(
                "too-many-requests",
                f"{item.amount:,} {what} per {_period(item)} are taken from one address; "
                f"try again in {wait} seconds.",
                headers={"Retry-After": str(wait)},
                limit=item.amount,
                seconds=item.get_expiry(),
                retry_after=wait,
            )

    return limits


def _period(item: RateLimitItem) -> str:
    name = item.GRANULARITY.name
    return name if item.multiples == 1 else f"{item.multiples} {name}s"
