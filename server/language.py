"""Which language an answer is in: asked for, else accepted, else the first there is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from flask import request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from server.problems import Problem
from terms.model import LANGUAGES

_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def choose_language(asked: str | None, accepted: str, languages: Sequence[str] = LANGUAGES) -> str:
    """Return the best of some languages: what is asked for alone, else an Accept-Language header.

    A tag fits a language that it begins with, the longest first; what fits none gives the first.
    """
    if asked:
        return _fitting(asked, languages) or languages[0]
    if accepted:
        for tag in _accepted(accepted):
            if found := _fitting(tag, languages):
                return found
    return languages[0]


def _fitting(tag: str, languages: Sequence[str]) -> str | None:
    wanted = tag.lower()
    while wanted:
        for language in languages:
            if language.lower() == wanted:
                return language
        wanted = wanted.rpartition("-")[0]
    return None


@lru_cache(1024)
def _accepted(header: str) -> tuple[str, ...]:
    accepts = parse_accept_header(header[:1000], LanguageAccept)
    return tuple(tag for tag, quality in accepts if quality > 0)


def chosen_language() -> str:
    """Return the best of our languages for the request.

    Raises Problem where `lang` is no language tag; one that we do not have falls back.
    """
    asked = request.args.get("lang")
    if asked and not _TAG.fullmatch(asked):
        raise Problem("bad-request", f"lang={asked!r} is no language tag; write en, zh or ko.")
    return choose_language(asked, request.headers.get("Accept-Language", ""))


def accepted_language() -> str:
    """Return the first of our languages that the browser or program accepts, else English."""
    return choose_language(None, request.headers.get("Accept-Language", ""))
