"""Packs and glossaries kept between runs, so that none need read and expand the YAML each time.

A kept pack is named after what it was built from: the glossary files' names, sizes and times, and
the code that built it. Any change gives another name; the cache may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terms.pack import FORMAT, SHIPPED, Pack

if TYPE_CHECKING:
    from terms.model import Glossary

KEPT = 20
"""Packs that are kept; the oldest go first."""

_JUST_NOW = 2_000_000_000  # nanoseconds


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
    _write(path, pack.data)
    return pack


def load_kept(folders: Iterable[str | Path]) -> tuple[list[Glossary], Pack]:
    """Return glossary folders each by itself, and the pack of all; kept ones if nothing changed.

    Raises GlossaryError as `load` does. What has changed just now is read from its files: it might
    change again within what a file's time can tell.
    """
    import msgspec  # noqa: PLC0415 - in half the time; who loads a pack alone need not import it

    from terms.files import load  # noqa: PLC0415
    from terms.model import merge  # noqa: PLC0415
    from terms.pack import build_pack  # noqa: PLC0415

    chosen = [Path(folder).resolve() for folder in folders]
    path = _kept_path(chosen)
    if path:
        try:
            kept = msgspec.json.decode(path.read_bytes())
            return [_glossary(data) for data in kept["glossaries"]], Pack(kept["pack"])
        except (OSError, ValueError, KeyError, TypeError):
            pass  # not kept, or damaged
    glossaries = [load(folder) for folder in chosen]
    pack = build_pack(merge(glossaries))
    if path:
        _write(path, {"glossaries": [asdict(one) for one in glossaries], "pack": pack.data})
    return glossaries, pack


def _kept_path(folders: list[Path]) -> Path | None:
    try:
        sources = list(_sources(folders))
        newest = max(changed for name, _, changed in sources if not name.endswith((".py", ".json")))
    except (OSError, ValueError):
        return None
    if newest > time.time_ns() - _JUST_NOW:
        return None
    named = json.dumps(["glossaries", FORMAT, sys.version_info[:2], *sources])
    return cache_folder() / f"{hashlib.sha256(named.encode()).hexdigest()[:32]}.json"


def _glossary(data: dict[str, Any]) -> Glossary:
    from terms.model import Entry, Facts, Glossary, Link  # noqa: PLC0415

    def frozen(fields: dict[str, Any]) -> dict[str, Any]:
        return {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in fields.items()
        }

    by_id = {}
    for entry_id, fields in data["by_id"].items():
        fields["links"] = [Link(**link) for link in fields["links"]]
        fields["labels"] = {of: tuple(labels) for of, labels in fields["labels"].items()}
        by_id[entry_id] = Entry(**frozen(fields))
    facts = tuple(Facts(**frozen(fields)) for fields in data["facts"])
    return Glossary(facts, by_id, data["origin"])


def _build(folders: list[Path]) -> Pack:
    # Imported here: whoever finds a kept pack needs neither YAML nor schemas.
    from terms.files import load  # noqa: PLC0415
    from terms.pack import build_pack  # noqa: PLC0415

    return build_pack(load(folders))


def _write(path: Path, data: dict[str, Any]) -> None:
    from terms.writing import write_whole  # noqa: PLC0415

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
        old = sorted(path.parent.glob("*.json"), key=lambda kept: kept.stat().st_mtime_ns)
        for kept in old[:-KEPT]:
            kept.unlink(missing_ok=True)
    except OSError:
        pass  # a home that cannot be written to is no reason to fail
