"""What a token opened stays with its holder: no shared cache may keep it for others."""

from __future__ import annotations

from flask import Flask, Response, g


def register(app: Flask) -> None:
    """Mark answers where there are private glossaries."""
    if not app.config["PRIVATE_GLOSSARIES"]:
        return

    @app.after_request
    def keep(response: Response) -> Response:
        response.vary.add("Authorization")
        if getattr(g, "glosslight_private", False):
            cache = response.cache_control
            cache.public = False
            cache.s_maxage = None
            cache.private = True
        return response
