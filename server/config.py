"""Settings: each declared once, read from GLOSSLIGHT_* variables, checked before anything starts.

Values are read as JSON where they are JSON (Flask's prefixed-env loader): GLOSSLIGHT_MAX_TEXT=500
is a number. README's table of settings is held to SETTINGS by a test.
"""

from __future__ import annotations

import os
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from terms.errors import GlosslightError
from terms.pack import SHIPPED

PREFIX = "GLOSSLIGHT"
SHIPPED_NAME = "shipped"
"""Names the glossary that comes with Glosslight among folders."""

_OTHERS = frozenset(["CACHE", "CORPUS"])
"""Variables that begin as settings do and are not the server's."""


class SettingError(GlosslightError):
    """A setting has a value that cannot be used."""


def _whole(least: int) -> Callable[[Any], int]:
    above = f"above {least - 1}" if least == 1 else f"from {least} up"

    def read(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise ValueError(f"must be a whole number {above}")
        return value

    return read


def _seconds(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < 86_400:
        raise ValueError("must be a number of seconds, 0 or more and under a day")
    return float(value)


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("must be a text")
    return value


def _one_of(*choices: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return str(value)

    return read


def _address(value: Any) -> str:
    if value == "":
        return ""
    parts = urlsplit(value) if isinstance(value, str) else None
    if not parts or parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError("must be a full address such as https://words.example.org")
    return str(value).rstrip("/")


def _folders(value: Any) -> list[Path]:
    if isinstance(value, str):
        value = [part for part in value.split(os.pathsep) if part]
    if not isinstance(value, list) or not all(isinstance(part, str | Path) for part in value):
        raise ValueError(f"give folders separated by {os.pathsep!r}")
    return [SHIPPED if part == SHIPPED_NAME else Path(part) for part in value]


def _tokens(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError('must be a JSON object such as {"<token>": ["<glossary id>"]}')
    return value


@dataclass(frozen=True)
class Setting:
    """One setting: GLOSSLIGHT_ and its name is the variable."""

    name: str
    default: Any
    read: Callable[[Any], Any]
    """Returns the value as the program uses it; raises ValueError with what it must be."""
    what: str
    secret: bool = False
    """Its value is shown in no message."""


SETTINGS = (
    Setting(
        "GLOSSARIES",
        "",
        _folders,
        "folders of glossaries that everyone may read, separated as in PATH; a later one overrides "
        "entries of an earlier one by id. `shipped` is the one that comes along, and what an empty "
        "value means",
    ),
    Setting(
        "PRIVATE_GLOSSARIES",
        "",
        _folders,
        "folders of glossaries that only holders of a token may read, laid over the others",
    ),
    Setting(
        "TOKENS",
        {},
        _tokens,
        'which token opens which private glossaries, as JSON: `{"<token>": ["<glossary id>"]}`; '
        '`"*"` instead of the list opens all; a token may be given as `sha256:` and its hex digest',
        secret=True,
    ),
    Setting("TOKENS_FILE", "", _text, "a file with that JSON; read again at each reload"),
    Setting(
        "RELOAD_SECONDS",
        2,
        _seconds,
        "how often the glossaries' files are looked at for changes under `glosslight serve`; 0 is "
        "never (SIGHUP always works)",
    ),
    Setting("MAX_TEXT", 1000, _whole(1), "characters of a text to define"),
    Setting("MAX_CONTENT_LENGTH", 5_000_000, _whole(1), "bytes of a body"),
    Setting("BODY_SECONDS", 20, _seconds, "how long a body may take to arrive"),
    Setting(
        "RATE_LIMIT",
        "1200 per minute",
        _text,
        "requests that one address may send; empty is no limit. Health, metrics and the site's own "
        "files do not count",
    ),
    Setting("RATE_LIMIT_POST", "120 per minute", _text, "the same for requests with a body"),
    Setting(
        "RATE_LIMIT_STORAGE",
        "memory://",
        _text,
        "where requests are counted: in memory, each worker process for itself, or for several "
        "processes and machines in Redis: `redis://host:6379`",
        secret=True,
    ),
    Setting(
        "TRUSTED_PROXIES",
        0,
        _whole(0),
        "reverse proxies before this server, whose X-Forwarded-For, -Proto and -Host are believed",
    ),
    Setting(
        "LOG",
        "auto",
        _one_of("auto", "json", "plain", "off"),
        "a line a request and an event on standard output; `auto` is `plain` on a terminal and "
        "`json` elsewhere under `glosslight serve`, `off` under another server",
    ),
    Setting(
        "LOG_DETAIL",
        False,
        _switch,
        "whether the line of a request also says what was asked for and from which address",
    ),
    Setting(
        "STOP_DELAY",
        0.3,
        _seconds,
        "seconds from SIGTERM until nothing more is taken; meanwhile each answer ends its "
        "connection and `/healthz` answers 503. Behind a load balancer: longer than it takes to "
        "notice",
    ),
    Setting("METRICS", True, _switch, "whether `/metrics` answers"),
    Setting(
        "PUBLIC_URL",
        "",
        _address,
        "where people reach this server, if that is not what requests say",
    ),
)

DEFAULTS: dict[str, Any] = {setting.name: setting.default for setting in SETTINGS}


def check(config: MutableMapping[str, Any]) -> None:
    """Replace each setting by the value that the program uses.

    Raises SettingError with all that is wrong.
    """
    wrong = []
    for setting in SETTINGS:
        value = config[setting.name]
        try:
            config[setting.name] = setting.read(value)
        except ValueError as error:
            shown = "" if setting.secret else f"={value!r}"
            wrong.append(f"{PREFIX}_{setting.name}{shown}: {error}")
    if wrong:
        raise SettingError("\n".join(wrong))


def misspelt() -> list[str]:
    """Return a sentence for each variable that looks like a setting and is none."""
    found = []
    for variable in sorted(os.environ):
        name = variable.removeprefix(f"{PREFIX}_")
        if name == variable or name in DEFAULTS or name in _OTHERS:
            continue
        close = get_close_matches(name, DEFAULTS, 1)
        meant = f"; did you mean {PREFIX}_{close[0]}?" if close else ""
        found.append(f"{variable} is no setting{meant}")
    return found
