"""The HTTP API, version 1."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request, url_for

from annotator import Match, OptionError
from server.language import chosen_language
from server.offsets import UNITS, Offsets
from server.problems import Problem
from server.state import live, state
from terms.model import LANGUAGES, Entry, plain

blueprint = Blueprint("api", __name__)


def entry_url(entry_id: str) -> str:
    """Return the address of an entry's page."""
    public = current_app.config["PUBLIC_URL"].rstrip("/")
    if public:
        return f"{public}{url_for('site.entry', entry_id=entry_id)}"
    return url_for("site.entry", entry_id=entry_id, _external=True)


def shown(entry: Entry, language: str) -> dict[str, Any]:
    """Return an entry as the API shows it, in a language or else in the first that it has."""
    current = state()
    has = language if language in entry.definition else LANGUAGES[0]
    if has not in entry.definition:
        has = next(iter(entry.definition))
    return {
        "id": entry.id,
        "label": entry.label,
        "native": entry.native(language),
        "expansion": entry.expansion,
        "definition": plain(entry.definition[has], current.label_of),
        "lang": has,
        "tags": list(entry.tags),
        "related": [
            {"id": other, "label": current.label_of[other]}
            for other in entry.related
            if other in current.glossary
        ],
        "url": entry_url(entry.id),
    }


def _spans(text: str, matches: list[Match], unit: str) -> list[dict[str, Any]]:
    offset = Offsets(text, unit)
    return [
        {
            "start": offset(match.start),
            "end": offset(match.end),
            "unit": unit,
            "surface": match.surface,
            "ids": list(match.ids),
        }
        for match in matches
    ]


def _unit() -> str:
    unit = request.args.get("unit", "codepoint")
    if unit not in UNITS:
        raise Problem("bad-request", f"unit={unit!r}: must be one of {', '.join(UNITS)}.")
    return unit


@blueprint.get("/v1/define")
def define() -> Response:
    """Answer with the definition of a highlighted text."""
    text = request.args.get("text")
    if text is None:
        raise Problem("bad-request", "The parameter text is missing: /v1/define?text=LoRA")
    limit = current_app.config["MAX_TEXT"]
    if len(text) > limit:
        raise Problem(
            "text-too-long",
            f"text has {len(text):,} characters; {limit:,} at most. "
            "Send a longer one to POST /v1/annotate.",
            limit=limit,
        )
    language = chosen_language()
    current = state()
    found = current.annotator.look_up(text)
    response = jsonify(
        text=text,
        match=found.match,
        terms=[shown(current.glossary[entry_id], language) for entry_id in found.ids],
        spans=_spans(text, found.spans, _unit()),
    )
    response.headers["Content-Language"] = language
    response.vary.add("Accept-Language")
    return response


@blueprint.get("/v1/terms/<entry_id>")
def term(entry_id: str) -> Response:
    """Answer with one entry."""
    current = state()
    if entry_id not in current.glossary:
        raise Problem("not-found", f"No entry has the id {entry_id!r}. Ids are like 'cfg-scale'.")
    language = chosen_language()
    entry = current.glossary[entry_id]
    body = shown(entry, language)
    body["aliases"] = list(entry.aliases)
    body["labels"] = {key: list(value) for key, value in entry.labels.items()}
    body["broader"] = entry.broader
    body["links"] = [{"url": link.url, "title": link.title} for link in entry.links]
    response = jsonify(body)
    response.headers["Content-Language"] = body["lang"]
    response.vary.add("Accept-Language")
    return response


@blueprint.get("/v1/pack")
def pack() -> Response:
    """Answer with the pack; a strong ETag lets a client keep its copy."""
    current = state()
    compressed = request.accept_encodings["gzip"] > 0
    response = Response(
        current.pack_gzip if compressed else current.pack, content_type="application/json"
    )
    if compressed:
        response.content_encoding = "gzip"
    response.set_etag(current.digest + ("-gzip" if compressed else ""))
    response.vary.add("Accept-Encoding")
    response.cache_control.public = True
    response.cache_control.max_age = 3600
    response.make_conditional(request)
    return response


@blueprint.post("/v1/annotate")
def annotate() -> Response:
    """Answer with annotated HTML, or with spans."""
    kind = request.mimetype
    unit = _unit()
    if kind == "application/json":
        body = request.get_json(silent=True)
        if not isinstance(body, dict) or not isinstance(body.get("text"), str):
            raise Problem("bad-request", 'The body must be a JSON object such as {"text": "..."}.')
        return _found_in_text(body["text"], unit)
    if kind == "text/plain":
        try:
            return _found_in_text(request.get_data().decode("utf-8"), unit)
        except UnicodeDecodeError as error:
            detail = f"The text is not UTF-8 (byte {error.start}); send it as UTF-8."
            raise Problem("bad-request", detail) from error
    if kind != "text/html":
        raise Problem(
            "unsupported-type",
            f"The body is {kind or 'of no type'}; send text/html, text/plain or application/json.",
        )
    html = request.get_data()
    options = _options()
    best = request.accept_mimetypes.best_match(["text/html", "application/json"], "text/html")
    if best == "application/json":
        text = html.decode("utf-8", "surrogateescape")
        page = state().annotator.annotate(text, **options)
        offset = Offsets(text, unit)
        spans = [
            {
                "ranges": [{"start": offset(start), "end": offset(end)} for start, end in places],
                "unit": unit,
                "surface": match.surface,
                "ids": list(match.ids),
            }
            for match, places in zip(page.matches, page.spans, strict=True)
        ]
        return jsonify(spans=spans)
    annotated = state().annotator.annotate(html, standalone=_flag("standalone"), **options)
    content_type = request.content_type or "text/html"
    response = Response(annotated.html, content_type=content_type)
    # The page is a stranger's: whoever opens the answer in a browser must not run it as ours.
    response.headers["Content-Security-Policy"] = "sandbox"
    response.headers["X-Glosslight-Marks"] = str(len(annotated.matches))
    return response


def _found_in_text(text: str, unit: str) -> Response:
    matches = state().annotator.find(text, **_options())
    return jsonify(spans=_spans(text, matches, unit))


def _flag(name: str) -> bool:
    value = request.args.get(name, "false").lower()
    if value not in {"true", "false", "1", "0"}:
        raise Problem("bad-request", f"{name}={value!r}: must be true or false.")
    return value in {"true", "1"}


def _options() -> dict[str, Any]:
    options: dict[str, Any] = {"language": chosen_language()}
    for name in ("density", "common", "host"):
        if name in request.args:
            options[name] = request.args[name]
    try:
        state().annotator.options.__class__(**options)
    except OptionError as error:
        raise Problem("bad-request", str(error)) from error
    return options


@blueprint.get("/healthz")
def healthz() -> Response:
    """Answer that the server runs and what it serves."""
    now = live()
    current = now.library.public
    return jsonify(
        status="ok",
        entries=len(current.glossary),
        digest=current.digest,
        loaded=now.loaded,
        refused=now.refused,
    )
