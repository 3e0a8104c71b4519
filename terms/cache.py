"""Packs kept between runs, so that a command need not read and expand the YAML each time.

A kept pack is named after what it was built from: the glossary files' names, sizes and times, and
the code that built it. Any change gives another name; the cache may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from terms.pack import FORMAT, SHIPPED, Pack

KEPT = 20
"""Packs that are kept; the oldest go first."""


def cache_folder() -> Path:
    """Return where packs are kept: GLOSSLIGHT_CACHE, else the system's place for caches."""
    if named := os.environ.get("GLOSSLIGHT_CACHE"):
        return Path(named)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "glosslight"
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home()) / "glosslight" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "glosslight"


def _sources(folders: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    for folder in [*folders, Path(__file__).parent, Path(__file__).parent / "rules"]:
        with os.scandir(folder) as found:
            for item in sorted(found, key=lambda item: item.name):
                if item.name.endswith((".yaml", ".yml", ".json", ".py")):
                    status = item.stat()
                    yield item.path, status.st_size, status.st_mtime_ns


def load_pack(folders: Iterable[str | Path] | None = None) -> Pack:
    """Return the pack of some glossary folders, the kept one where nothing has changed.

    Raises GlossaryError as `load` does. A cache that cannot be read or written only costs time.
    """
    chosen = [Path(folder).resolve() for folder in folders or ()] or [SHIPPED]
    try:
        named = json.dumps([FORMAT, sys.version_info[:2], *_sources(chosen)])
    except OSError:
        return _build(chosen)  # says what is wrong with the folder
    path = cache_folder() / f"{hashlib.sha256(named.encode()).hexdigest()[:32]}.json"
    try:
        return Pack(json.loads(path.read_bytes()))
    except (OSError, ValueError):
        pack = _build(chosen)
    _keep(path, pack)
    return pack


def _build(folders: list[Path]) -> Pack:
    # Imported here: whoever finds a kept pack needs neither YAML nor schemas.
    from terms.files import load  # noqa: PLC0415
    from terms.pack import build_pack  # noqa: PLC0415

    return build_pack(load(folders))


def _keep(path: Path, pack: Pack) -> None:
    from terms.writing import write_whole  # noqa: PLC0415

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(pack.data, ensure_ascii=False, separators=(",", ":")).encode())
        old = sorted(path.parent.glob("*.json"), key=lambda kept: kept.stat().st_mtime_ns)
        for kept in old[:-KEPT]:
            kept.unlink(missing_ok=True)
    except OSError:
        pass  # a home that cannot be written to is no reason to fail
