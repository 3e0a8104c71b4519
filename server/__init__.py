"""Definitions over HTTP, and the website for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def create_app(test_config: Mapping[str, Any] | None = None) -> Flask:
    """Return the WSGI application; settings from GLOSSLIGHT_* variables, then `test_config`."""
    # Imported here, because the command line imports this package and must start fast.
    from server.app import create_app as create

    return create(test_config)
