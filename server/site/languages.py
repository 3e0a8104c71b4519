"""The language of a page: in its address, else asked for, else accepted, else English.

/zh/terms/lora is in Chinese for everyone, and is what search engines are told of. /terms/lora is
the same page in the reader's own language, good to hand around.
"""

from __future__ import annotations

from flask import current_app, request, url_for

from server.language import accepted_language
from terms.model import LANGUAGES

PREFIX = f"/<any({','.join(LANGUAGES)}):language>"
"""What stands before the address of a page that keeps to a language."""

NAMES = {"en": "English", "zh": "中文", "ko": "한국어"}
_TAGS = {"zh": "zh-Hans"}
"""Which Chinese it is decides how characters are drawn."""


def path_language() -> str | None:
    """Return the language that the address names, None where it names none."""
    first = request.path.split("/", 2)[1]
    return first if first in LANGUAGES else None


def asked_language() -> str | None:
    """Return the language that ?lang= asks for, None where that is none of ours."""
    asked = request.args.get("lang", "").split("-")[0].lower()
    return asked if asked in LANGUAGES else None


def site_language() -> str:
    """Return the language of the page that is asked for. Never fails, so problems can use it."""
    return path_language() or asked_language() or accepted_language()


def language_tag(language: str) -> str:
    """Return the tag for a lang attribute."""
    return _TAGS.get(language, language)


def absolute(path: str) -> str:
    """Return the whole address of a path of this server."""
    public: str = current_app.config["PUBLIC_URL"] or request.url_root
    return public.rstrip("/") + path


def here(language: str | None) -> str:
    """Return the address of this page in a language, or in whichever its reader accepts."""
    endpoint = request.endpoint or ""
    if not is_page(endpoint):
        endpoint = "site.home"
    kept = {name: value for name, value in request.args.items() if name != "lang"}
    values = {**kept, **(request.view_args or {})} if endpoint == request.endpoint else {}
    # None keeps the language of the present address from being filled in.
    return url_for(endpoint, **{**values, "language": language})


def is_page(endpoint: str) -> bool:
    """Tell whether an endpoint is a page that comes in several languages."""
    return endpoint.startswith("site.") and current_app.url_map.is_endpoint_expecting(
        endpoint, "language"
    )
