"""Which language an answer is in: asked for, else accepted, else English."""

from __future__ import annotations

import re

from flask import request

from server.problems import Problem
from terms.model import LANGUAGES

_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def chosen_language() -> str:
    """Return the best of our languages for the request.

    Raises Problem where `lang` is no language tag; one that we do not have falls back.
    """
    asked = request.args.get("lang")
    if asked:
        if not _TAG.fullmatch(asked):
            raise Problem("bad-request", f"lang={asked!r} is no language tag; write en, zh or ko.")
        primary = asked.split("-")[0].lower()
        return primary if primary in LANGUAGES else LANGUAGES[0]
    return accepted_language()


def accepted_language() -> str:
    """Return the first of our languages that the browser or program accepts, else English."""
    for tag in request.accept_languages.values():
        primary = tag.split("-")[0].lower()
        if primary in LANGUAGES:
            return primary
    return LANGUAGES[0]
