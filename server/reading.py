"""What the current request reads: `state()` is the one way to it, and chooses by its token."""

from __future__ import annotations

from flask import current_app, g, request

from server.live import Live
from server.problems import Problem
from server.state import State


def live() -> Live:
    """Return what the current application serves now, all glossaries of all readers."""
    found: Live = current_app.extensions["glosslight"]
    return found


def state() -> State:
    """Return what the current request may read; the same throughout the request.

    Raises Problem (401) where the request brings a token that opens nothing.
    """
    found: State | None = getattr(g, "glosslight_state", None)
    if found is None:
        found = g.glosslight_state = _choose()
    return found


def _choose() -> State:
    library = live().library
    token = _token() if library.private and request else None
    if token is None:
        return library.public
    opened = library.opened_by(token)
    if opened is None:
        raise Problem(
            "unauthorized",
            "The token is not known here. Ask whoever runs this server for one, or send none to "
            "read what is open to everyone.",
            headers={"WWW-Authenticate": 'Bearer error="invalid_token"'},
        )
    g.glosslight_private = True
    return opened


def _token() -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None
