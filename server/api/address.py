"""Where people reach this server: as PUBLIC_URL says, else as the request does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec
from flask import current_app
from werkzeug.sansio.utils import get_current_url, get_host

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


def base_url(environ: WSGIEnvironment, config: Mapping[str, Any] | None = None) -> str:
    """Return where people reach this server, without a slash at the end.

    `config`: the settings, where no application is at work.
    """
    public: str = (config or current_app.config)["PUBLIC_URL"]
    if public:
        return public.rstrip("/")
    host = environ.get("HTTP_HOST") or _own_host(environ)
    return _base_url(environ["wsgi.url_scheme"], host, environ.get("SCRIPT_NAME", ""))


def _own_host(environ: WSGIEnvironment) -> str:
    server = environ["SERVER_NAME"], int(environ["SERVER_PORT"])
    return get_host(environ["wsgi.url_scheme"], None, server)


@lru_cache(256)
def _base_url(scheme: str, host: str, root: str) -> str:
    host = get_host(scheme, host)
    return get_current_url(scheme, host, root.rstrip("/")).rstrip("/")


@lru_cache(256)
def json_base(base: str) -> bytes:
    """Return an address as it stands inside a JSON string."""
    return msgspec.json.encode(base)[1:-1]
