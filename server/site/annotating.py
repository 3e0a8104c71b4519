"""The page that annotates: paste or upload HTML, see it, take it home.

One form is sent whole for each wish (counts, a look, a file), so nothing is kept on the server and
an uploaded file comes back as it was, to the byte, but for the marks. Without JavaScript each wish
is a button; with it one button does all.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, partial
from pathlib import PurePath
from typing import Any, cast, get_args
from urllib.parse import quote

from flask import Response, current_app, jsonify, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from annotator import AnnotatorError, Match, Options, UnreadableError
from annotator.containers import GZIP, Annotate, annotate_container, is_container
from annotator.options import Common, Density
from annotator.standalone import Standalone
from server.reading import state
from server.site.blueprint import page
from server.site.languages import site_language
from server.site.messages import message
from server.site.names import names
from server.site.sizes import size

SAMPLE = """<h1>My settings</h1>
<p>Stable <b>Diffusion</b> XL, <em>DPM++ 2M Karras</em>, CFG scale 7 and a LoRA.</p>
<p>二次元大模型，用 <a href="#">LoRA</a> 微调；업스케일러는 4x-UltraSharp.</p>"""


@dataclass(frozen=True)
class _Annotated:
    """What came of a page."""

    content: bytes | str
    """The file with marks, of the kind that was sent."""
    html: bytes | str
    """The page in it, to be looked at."""
    matches: list[Match]
    name: str
    """A name for the file."""


@page("/annotate")
def annotate() -> str:
    """Show the form."""
    return _form()


@page("/annotate", methods=("POST",))
def annotated() -> str | BaseResponse | tuple[str, int]:
    """Say what was found in a page: as JSON to the form's script, else as a page."""
    for_script = request.accept_mimetypes.best == "application/json"
    try:
        result = _annotate()
    except AnnotatorError as error:
        if for_script:
            response = jsonify(problem=str(error))
            response.status_code = 422
            return response
        return _form(problem=str(error)), 422
    found = _found(result.matches)
    if for_script:
        return jsonify(total=len(result.matches), found=found)
    return _form(found=found, total=len(result.matches))


@page("/annotate/preview", methods=("POST",))
def preview() -> Response:
    """Show the annotated page, shut off from everything."""
    try:
        result = _annotate()
    except AnnotatorError as error:
        return Response(str(error), 422, content_type="text/plain; charset=utf-8")
    charset = "; charset=utf-8" if isinstance(result.html, str) else ""
    response = Response(result.html, content_type=f"text/html{charset}")
    response.headers["Content-Security-Policy"] = preview_policy()
    response.headers["Cache-Control"] = "no-store"
    return response


@page("/annotate/download", methods=("POST",))
def download() -> Response:
    """Answer with the annotated page as a file."""
    try:
        result = _annotate()
    except AnnotatorError as error:
        return Response(str(error), 422, content_type="text/plain; charset=utf-8")
    response = Response(result.content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(result.name)}"
    # A stranger's page: wherever it is opened from here, it must not run as ours.
    response.headers["Content-Security-Policy"] = "sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response


@cache
def preview_policy() -> str:
    """Return the policy of a stranger's page: its looks may be its own, the only script is ours."""
    block = Standalone(state().annotator.pack, "en").block([])
    script = re.findall(r"<script\b[^>]*>(.*?)</script>", block, re.DOTALL)[-1]
    digest = base64.b64encode(hashlib.sha256(script.encode("ascii")).digest()).decode("ascii")
    return "; ".join(
        [
            "sandbox allow-scripts",
            "default-src 'none'",
            f"script-src 'sha256-{digest}'",
            "style-src 'unsafe-inline'",
            "img-src data:",
            "font-src data:",
            "frame-ancestors 'self'",
        ]
    )


def _form(**more: Any) -> str:
    return render_template(
        "annotate.html",
        html=request.form.get("html", "" if request.method == "POST" else SAMPLE),
        form=request.form,
        densities=get_args(Density),
        commons=get_args(Common),
        limit=size(current_app.config["MAX_CONTENT_LENGTH"]),
        **more,
    )


def _annotate() -> _Annotated:
    """Annotate what the form sent; raises AnnotatorError."""
    options = _options()
    # Bytes from a file, which has its encoding; text from the box, which the browser has decoded.
    standalone = request.form.get("output", "standalone") != "bare"
    annotator = state().annotator
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        text = request.form.get("html", "")
        page = annotator.annotate(text, standalone=standalone, **options)
        return _Annotated(page.html, page.html, page.matches, "annotated.html")
    data = upload.read()
    name = PurePath(upload.filename.replace("\\", "/"))
    named = f"{name.stem}.annotated{name.suffix or '.html'}"
    if data.startswith(GZIP):
        raise UnreadableError(str(message("upload_gzip", site_language())))
    if not is_container(data):
        whole = annotator.annotate(data, standalone=standalone, **options)
        return _Annotated(whole.html, whole.html, whole.matches, named)
    mark = cast(Annotate, partial(annotator.annotate, standalone=standalone, **options))
    parts = annotate_container(data, mark)
    matches = [match for found in parts.found for match in found.page.matches]
    return _Annotated(parts.content, parts.found[0].page.html, matches, named)


def _options() -> dict[str, Any]:
    """Return what the form asks for; raises OptionError where it asks for what there is not."""
    form = request.form
    options: dict[str, Any] = {
        "language": site_language(),
        "density": form.get("density", "all"),
        "common": form.get("common", "auto"),
        "links": "links" in form,
        "headings": "headings" in form or "density" not in form,
        "index": form.get("output") == "index",
        "only": form.get("only", "").strip() or None,
        "skip": form.get("skip", "").strip() or None,
    }
    Options(**options)
    return options


def _found(matches: list[Match]) -> list[dict[str, Any]]:
    """Return the terms found with how often, in the order in which they come."""
    glossary = state().glossary
    counts = Counter(match.ids for match in matches)
    return [
        {
            "count": count,
            "terms": [
                {
                    "name": names(glossary[entry_id], site_language()).name,
                    "address": url_for("site.entry", entry_id=entry_id),
                }
                for entry_id in ids
            ],
        }
        for ids, count in counts.items()
    ]
