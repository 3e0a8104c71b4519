"""The rules that both matchers share, read from the JSON files beside this one."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

NAMES = ("characters", "particles", "scope")


@cache
def rules(name: str) -> dict[str, Any]:
    """Return the rules of one of `NAMES` as they stand in their JSON file."""
    text = (Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
