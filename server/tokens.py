"""Bearer tokens (RFC 6750): which private glossaries each opens."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from server.config import SettingError

SHORTEST = 16
"""Characters of a token; a shorter one can be guessed."""

ALL = "*"
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_MAKE_ONE = "make one with: openssl rand -hex 32"


class Tokens:
    """Tokens, kept as digests only, and the ids of the glossaries that each opens."""

    def __init__(self, opens: Mapping[str, Any]) -> None:
        """Take token -> list of glossary ids, or "*"; raises SettingError."""
        self._opens: dict[bytes, frozenset[str]] = {}
        for number, (token, ids) in enumerate(opens.items(), 1):
            which = f"token {number} of {len(opens)}"
            if _DIGEST.fullmatch(token):
                digest = bytes.fromhex(token.removeprefix("sha256:"))
            elif len(token) < SHORTEST:
                raise SettingError(
                    f"GLOSSLIGHT_TOKENS: {which} is shorter than {SHORTEST} characters; {_MAKE_ONE}"
                )
            else:
                digest = _digest(token)
            names = [ALL] if ids == ALL else ids
            if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
                raise SettingError(
                    f"GLOSSLIGHT_TOKENS: {which} must open a list of glossary ids, or {ALL!r}"
                )
            self._opens[digest] = frozenset(names)

    @classmethod
    def read(cls, given: Mapping[str, Any], file: str) -> Tokens:
        """Return the tokens of two settings, TOKENS and TOKENS_FILE; raises SettingError."""
        if not file:
            return cls(given)
        try:
            read = json.loads(Path(file).read_text(encoding="utf-8"))
        except OSError as error:
            raise SettingError(f"GLOSSLIGHT_TOKENS_FILE={file}: {error.strerror}") from error
        except ValueError as error:
            raise SettingError(f"GLOSSLIGHT_TOKENS_FILE={file} is not JSON: {error}") from error
        if not isinstance(read, dict):
            raise SettingError(f"GLOSSLIGHT_TOKENS_FILE={file}: must be a JSON object")
        return cls({**given, **read})

    def __bool__(self) -> bool:
        return bool(self._opens)

    def sets(self, private: frozenset[str]) -> set[frozenset[str]]:
        """Return the sets of glossaries that some token opens, of all private ones.

        Raises SettingError where a token names a glossary that is not among them, and where a
        glossary is opened by none.
        """
        found = {self._of(ids, private) for ids in self._opens.values()}
        named = frozenset().union(*found)
        if unknown := sorted(named - private):
            known = ", ".join(sorted(private)) or "none"
            raise SettingError(
                f"GLOSSLIGHT_TOKENS: {unknown[0]!r} is the id of no private glossary (there are: "
                f"{known})"
            )
        if shut := sorted(private - named):
            raise SettingError(
                f"GLOSSLIGHT_TOKENS: no token opens the private glossary {shut[0]!r}; {_MAKE_ONE}"
            )
        return found

    def opened_by(self, token: str, private: frozenset[str]) -> frozenset[str] | None:
        """Return the ids that a token opens, None for a token that is not known.

        Takes the same time whichever token it is like: all are compared, whole.
        """
        given = _digest(token)
        opened = None
        for digest, ids in self._opens.items():
            if hmac.compare_digest(given, digest):
                opened = self._of(ids, private)
        return opened

    @staticmethod
    def _of(ids: frozenset[str], private: frozenset[str]) -> frozenset[str]:
        return private if ALL in ids else ids


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
