"""The library that is served now, and how it is replaced without a failed request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from server.library import Library
from server.tokens import Tokens


class Live:
    """Holds one Library; who reads it sees the old one or the new one, never a mixture."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        """Load what the settings name; raises GlossaryError, SettingError."""
        self._config = config
        self.library = self._load()

    def _load(self) -> Library:
        config = self._config
        tokens = Tokens.read(config["TOKENS"], config["TOKENS_FILE"])
        return Library.load(config["GLOSSARIES"], config["PRIVATE_GLOSSARIES"], tokens)
