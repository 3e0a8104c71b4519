"""The first page: it shows what this does, and where to go."""

from __future__ import annotations

from flask import Response, render_template
from markupsafe import Markup, escape

from annotator import AnnotatedPage
from annotator.standalone import Standalone
from server.reading import state
from server.site.assets import send_asset
from server.site.blueprint import blueprint, page
from server.site.index import index
from server.site.languages import site_language
from server.site.messages import message
from server.site.names import written_in
from terms.model import LANGUAGES, REFERENCE, plain

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


_FEWEST_MARKS = 3
"""In the example; where there are fewer, an entry of the glossary itself is the example."""


@page("/")
def home() -> str:
    """Show it working, and the ways in."""
    language = site_language()
    current = state()
    example = _example(language)
    ids = list(dict.fromkeys(entry_id for match in example.matches for entry_id in match.ids))
    return render_template(
        "home.html",
        example=Markup(example.html) if ids else None,
        entries=Standalone(current.annotator.pack, language).entries(ids),
        glossary=current.glossary,
        written=current.kept(("site languages", language), lambda: _languages(language)),
        letters=index().letters(language).groups,
    )


def _example(language: str) -> AnnotatedPage[str]:
    """Return a paragraph with marks: our own, else the definition that tells most of others."""
    current = state()

    def marked(text: str) -> AnnotatedPage[str]:
        return current.annotator.annotate(f"<p>{escape(text)}</p>", common="always")

    def make() -> AnnotatedPage[str]:
        example = marked(EXAMPLES[language])
        if len(example.matches) >= _FEWEST_MARKS:
            return example
        texts = [entry.definition[written_in(entry, language)] for entry in current.glossary]
        richest = max(texts, key=lambda text: len(REFERENCE.findall(text)), default="")
        return marked(plain(richest, current.label_of))

    return current.kept(("site example", language), make)


def _languages(language: str) -> str:
    """Return the names of the languages in which most of the glossary is written."""
    glossary = state().glossary
    written = [
        str(message(f"in_{code}", language))
        for code in (language, *(code for code in LANGUAGES if code != language))
        if sum(code in entry.definition for entry in glossary) * 2 >= len(glossary)
    ]
    first = message("comma", language).join(written[:-1])
    return str(message("and", language).join([name for name in (first, *written[-1:]) if name]))


blueprint.add_url_rule("/assets/<name>", "asset", send_asset)


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """Answer browsers that ask for an icon where no page named one."""
    return send_asset("icon.svg")
