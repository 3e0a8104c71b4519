"""The website: the same answers for people, working without JavaScript where it can."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, abort, current_app, render_template, request, url_for
from markupsafe import Markup, escape

import annotator.standalone
from annotator.standalone import Standalone
from server.api import shown
from server.language import chosen_language
from server.state import state
from terms.model import LANGUAGES, REFERENCE, Entry

blueprint = Blueprint("site", __name__, static_folder="static", static_url_path="/static")

_STANDALONE = Path(annotator.standalone.__file__).parent

_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
# A stranger's page: its own scripts and styles may run, in an origin of its own, reaching nothing.
_PREVIEW_POLICY = "; ".join(
    [
        "sandbox allow-scripts",
        "default-src 'none'",
        "script-src 'unsafe-inline'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "font-src data:",
    ]
)

EXAMPLES = {
    "en": (
        "Started from an SDXL checkpoint with two LoRAs at 0.8. Euler a, 28 steps, CFG scale 6, "
        "clip skip 2; then hires fix with 4x-UltraSharp at a denoising strength of 0.4. Same "
        "seed, DPM++ 2M Karras: cleaner lines. Fix the face with inpainting."
    ),
    "zh": (
        "用 SDXL 大模型加两个 LoRA（权重 0.8）。采样器 Euler a，28 步，CFG scale 6，clip skip 2；"
        "再开高清修复，放大算法选 4x-UltraSharp，重绘幅度 0.4。"
        "想自己炼丹的话，先准备数据集和触发词。"
    ),
    "ko": (
        "SDXL 체크포인트에 로라 두 개를 0.8로 넣었습니다. 샘플러는 Euler a, 28스텝, CFG 스케일 6, "
        "클립 스킵 2. 그다음 하이레스 픽스로 키우고 얼굴은 인페인팅으로 고쳤습니다. "
        "시드는 그대로입니다."
    ),
}


@blueprint.after_request
def headers(response: Response) -> Response:
    """Keep every page to itself."""
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


@blueprint.app_template_filter("linked")
def linked(definition: str) -> Markup:
    """Return a definition as HTML, its references as links to entry pages."""
    glossary = state().glossary
    parts: list[Markup] = []
    done = 0
    for reference in REFERENCE.finditer(definition):
        parts.append(escape(definition[done : reference.start()]))
        target = reference[1]
        words = reference[2] or (glossary[target].label if target in glossary else target)
        if target in glossary:
            address = url_for("site.entry", entry_id=target)
            parts.append(Markup('<a href="{}">{}</a>').format(address, words))
        else:
            parts.append(escape(words))
        done = reference.end()
    parts.append(escape(definition[done:]))
    return Markup("").join(parts)


@blueprint.get("/")
def home() -> str:
    """Show it working: a paragraph with tooltips, a box to look up, a box to annotate."""
    language = chosen_language()
    current = state()
    text = f"<p>{escape(EXAMPLES[language])}</p>"
    page = current.annotator.annotate(text, common="always")
    ids = list(dict.fromkeys(entry_id for match in page.matches for entry_id in match.ids))
    asked = request.args.get("text", "").strip()[: current_app.config["MAX_TEXT"]]
    found = current.annotator.look_up(asked) if asked else None
    return render_template(
        "home.html",
        language=language,
        languages=LANGUAGES,
        example=Markup(page.html),
        entries=Standalone(current.annotator.pack, language).entries(ids),
        asked=asked,
        found=found,
        results=[shown(current.glossary[entry_id], language) for entry_id in found.ids]
        if found
        else [],
        count=len(current.glossary),
    )


@blueprint.get("/terms/<entry_id>")
def entry(entry_id: str) -> str:
    """Show one entry in every language that it has."""
    current = state()
    if entry_id not in current.glossary:
        abort(404)
    found: Entry = current.glossary[entry_id]
    return render_template(
        "entry.html",
        language=chosen_language(),
        languages=LANGUAGES,
        entry=found,
        label_of=current.label_of,
    )


@blueprint.post("/preview")
def preview() -> Response:
    """Annotate a pasted page and show it, shut off from everything."""
    html = request.form.get("html", "")
    page = state().annotator.annotate(html, standalone=True, language=chosen_language())
    response = Response(page.html, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = _PREVIEW_POLICY
    return response


@blueprint.get("/assets/<name>")
def asset(name: str) -> Response:
    """Serve the standalone page's script and style, which the site uses too."""
    types = {"standalone.css": "text/css", "standalone.js": "text/javascript"}
    if name not in types:
        abort(404)
    content = (_STANDALONE / name).read_bytes()
    return Response(content, content_type=f"{types[name]}; charset=utf-8")
