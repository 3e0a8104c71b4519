"""Settings: defaults, then GLOSSLIGHT_* variables (Flask's prefixed-env loader), then a caller's.

Values are read as JSON where they are JSON: GLOSSLIGHT_MAX_TEXT=500 is a number.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

DEFAULTS: dict[str, Any] = {
    "GLOSSARIES": "",
    "MAX_TEXT": 1000,
    "MAX_CONTENT_LENGTH": 5_000_000,
    "PUBLIC_URL": "",
}
"""GLOSSARIES: folders, separated as in PATH; empty is the shipped one. MAX_TEXT: code points of a
text to define. MAX_CONTENT_LENGTH: bytes of a body. PUBLIC_URL: where people reach this server, if
that is not what requests say."""


class SettingError(Exception):
    """A setting has a value that cannot be used."""


def glossary_folders(config: dict[str, Any]) -> list[Path] | None:
    """Return the folders that the setting names, None for the shipped glossary."""
    named = config["GLOSSARIES"]
    if isinstance(named, str):
        named = [part for part in named.split(os.pathsep) if part]
    if not isinstance(named, list) or not all(isinstance(part, str | Path) for part in named):
        raise SettingError(
            f"GLOSSLIGHT_GLOSSARIES={named!r}: give folders separated by {os.pathsep!r}"
        )
    return [Path(part) for part in named] or None


def check(config: dict[str, Any]) -> None:
    """Raise SettingError where a setting has the wrong type."""
    for name in ("MAX_TEXT", "MAX_CONTENT_LENGTH"):
        value = config[name]
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise SettingError(f"GLOSSLIGHT_{name}={value!r}: must be a whole number above 0")
