"""Where to get the browser extension: its two builds, and how to load them."""

from __future__ import annotations

from flask import Response, abort, render_template

from server.site.blueprint import blueprint, page
from server.site.builds import BROWSERS, builds
from server.site.sizes import size


@page("/extension")
def extension() -> str:
    """Offer the builds, or say where to get them."""
    return render_template("extension.html", builds=builds(), browsers=BROWSERS, size=size)


@blueprint.get("/extension/glosslight-<browser>.zip")
def build(browser: str) -> Response:
    """Answer with one build."""
    made = builds().get(browser)
    if made is None:
        abort(404)
    response = Response(made, content_type="application/zip")
    response.headers["Content-Disposition"] = f"attachment; filename=glosslight-{browser}.zip"
    return response
