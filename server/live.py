"""The library that is served now, and how it is replaced without a failed request.

A new one is read beside the old one and swapped in whole; a request keeps the one that it began
with. What cannot be read is refused: the old one stays, and the reason is logged and shown in
/healthz.
Each worker process has its own Live and looks for itself.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from server.library import Library, LibraryError
from server.logs import now
from server.metrics import Metrics
from server.tokens import Tokens
from terms.errors import GlosslightError

_log = logging.getLogger(__name__)

MOST_PROBLEMS = 50
"""Problems of a refused glossary that are shown and logged."""

MOST_READS = 5
"""How often files are read again that change as they are read."""

EMPTY_SECONDS = 10
"""For how long an empty file is taken for one that is about to be written."""

Seen = dict[str, tuple[int, int]]


class Live:
    """Holds one Library; who reads it sees the old one or the new one, never a mixture."""

    def __init__(self, config: Mapping[str, Any], metrics: Metrics) -> None:
        """Load what the settings name; raises GlossaryError, SettingError."""
        self._config = config
        self._metrics = metrics
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._watcher: threading.Thread | None = None
        self._seen = self._look()
        self.library = self._load(kept=True)
        metrics.entries(len(self.library.public.glossary))
        self.loaded = now()
        """When the library was read (RFC 3339)."""
        self.closing = False
        """Whether the server is about to stop."""
        self.refused: dict[str, Any] | None = None
        """Why the last reload was refused, fit to be shown to everyone; None if it was taken."""

    def _load(self, *, kept: bool = False) -> Library:
        config = self._config
        tokens = Tokens.read(config["TOKENS"], config["TOKENS_FILE"])
        folders = config["GLOSSARIES"], config["PRIVATE_GLOSSARIES"]
        return Library.load(*folders, tokens, kept=kept)

    def _load_settled(self) -> Library:
        """Load what is whole: what changes while it is read is read again."""
        for _ in range(MOST_READS):
            before = self._look()
            try:
                library = self._load()
            except GlosslightError:
                if self._look() == before:
                    raise
            else:
                if self._look() == before:
                    return library
        return self._load()

    def reload(self) -> bool:
        """Read all again; tell whether it was taken. Never raises."""
        with self._lock:
            try:
                library = self._load_settled()
                library.prepare()
            except Exception as error:
                self._refuse(error)
                return False
            self.library = library
            self.loaded = now()
            self.refused = None
        count = len(library.public.glossary)
        self._metrics.reloaded("taken")
        self._metrics.entries(count)
        _log.info("glossaries reloaded: %d entries, digest %s", count, library.public.digest[:12])
        return True

    def _refuse(self, error: Exception) -> None:
        shown = ["The reason is in the server's log."]
        if isinstance(error, LibraryError):
            shown = [str(problem) for problem in error.public_problems[:MOST_PROBLEMS]]
            if error.private_problems:
                count = len(error.private_problems)
                shown.append(f"{count} in private glossaries: see the server's log.")
        self.refused = {"at": now(), "problems": shown}
        self._metrics.reloaded("refused")
        said = "\n".join(str(error).splitlines()[: MOST_PROBLEMS + 1])
        trace = None if isinstance(error, GlosslightError) else error
        _log.error("glossaries not reloaded, the old ones stay: %s", said, exc_info=trace)

    def catch_up(self) -> None:
        """Reload now if files have changed since they were last read."""
        found = self._look()
        if found != self._seen:
            self._seen = found
            self.reload()

    def watch(self) -> None:
        """From now on reload in the background, when files change or when `ask` is called."""
        if self._watcher is None:
            self._watcher = threading.Thread(target=self._watch, name="reload", daemon=True)
            self._watcher.start()

    def ask(self) -> None:
        """Have it reloaded soon; returns at once, and may be called by a signal handler."""
        self._wake.set()

    def _watch(self) -> None:
        seconds = self._config["RELOAD_SECONDS"] or None
        before = self._seen
        while True:
            asked = self._wake.wait(seconds)
            self._wake.clear()
            found = self._look()
            # A file that is still being written is left until it has rested for one look; one that
            # was emptied just now is about to be written.
            latest = time.time_ns() - EMPTY_SECONDS * 1_000_000_000
            emptied = any(size == 0 and changed > latest for size, changed in found.values())
            rested, before = found == before and not emptied, found
            if asked or (rested and found != self._seen):
                self._seen = found
                self.reload()

    def _look(self) -> Seen:
        """Return each glossary file's size and time of change."""
        config = self._config
        seen: Seen = {}
        paths = [Path(config["TOKENS_FILE"])] if config["TOKENS_FILE"] else []
        for folder in [*config["GLOSSARIES"], *config["PRIVATE_GLOSSARIES"]]:
            paths += folder.glob("*.y*ml")
        for path in paths:
            try:
                status = path.stat()
            except OSError:
                seen[str(path)] = (-1, -1)
            else:
                seen[str(path)] = (status.st_size, status.st_mtime_ns)
        return seen
