"""Hostile pages of any size, each to find out what takes more than linear time.

A shape is a function from a size in code points to a text of about that size.
"""

from __future__ import annotations

from collections.abc import Callable

Shape = Callable[[int], str]

DEEP = 100_000
"""Least depth of the nested shapes at 8 MB; they are deeper where their tags are short."""


def _run(unit: str, before: str = "", after: str = "") -> Shape:
    return lambda size: before + unit * ((size - len(before) - len(after)) // len(unit)) + after


def _nest(opening: str, closing: str = "", inside: str = "LoRA") -> Shape:
    """Open as often as fits, then close as often."""

    def shape(size: int) -> str:
        depth = (size - len(inside)) // len(opening + closing)
        return opening * depth + inside + closing * depth

    return shape


_MARK = '<gl-term data-gl="lora">'

SHAPES: dict[str, Shape] = {
    # Comments and declarations.
    "<!-- runs": _run("<!--"),
    "<!-- once": _run("x", "<!--"),
    "<!--x--> runs": _run("<!--x-->"),
    "<!- runs": _run("<!-"),
    "<!--glosslight--> runs": _run("<!--glosslight-->"),
    "<!--glosslight--> runs, one end": _run("<!--glosslight-->", "", "<!--/glosslight-->"),
    "<!--glosslight--> closed runs": _run("<!--glosslight--><!--/glosslight-->"),
    "<? runs": _run("<?"),
    "<![CDATA[ in svg": _run("<![CDATA[", "<svg>"),
    # Tags that are none, or never end.
    "< runs": _run("<"),
    "</ runs": _run("</"),
    "<a runs": _run("<a "),
    "<a> runs": _run("<a>"),
    '<a href=" runs': _run('<a href="'),
    "<a href=' runs": _run("<a href='"),
    "quotes in a tag": _run('"', "<p a="),
    "one tag, attributes": _run('a="b" ', "<p ", ">LoRA"),
    "one tag, class words": _run("x ", '<p class="', '">LoRA'),
    "a long tag name": _run("a", "<"),
    # Structure.
    "<div> deep": _nest("<div>", "</div>"),
    "<span> deep": _nest("<span>", "</span>"),
    "<span class=nolink> deep": _nest("<span class=nolink>", "</span>"),
    "<table><tr><td> deep": _nest("<table><tr><td>", "</td></tr></table>"),
    "<p><b> deep": _nest("<p><b>", "</b></p>"),
    "<svg> deep": _nest("<svg>", "</svg>"),
    "<svg><desc> deep": _nest("<svg><desc>", "</desc></svg>"),
    "<ul><li> deep": _nest("<ul><li>", "</li></ul>"),
    "<li> in <div>": _run("<div><li>"),
    "<p> runs": _run("<p>LoRA"),
    "</p> runs": _run("</p>"),
    "<b><i> misnested": _run("<b><i>x</b></i>"),
    "<b><p> unclosed": _run("<b><p>"),
    "<a><div> unclosed": _run("<a><div>"),
    "<button> runs": _run("<button>"),
    "<select><option> runs": _run("<select><option>"),
    "</div> after spans": _run("</div>", "<div>" + "<span>" * 1000),
    # Raw text.
    "<b> and text, unclosed": _run("<b>LoRA and more "),
    "<b> and another's end": _run("<b>LoRA</i>"),
    "<script><!-- runs": _run("<!--<script>", "<script>"),
    "<script> runs": _run("<script></script>"),
    "</titl in title": _run("</titl", "<title>"),
    "<textarea> runs": _run("<textarea></textarea>"),
    # Text.
    "one text node": _run("Training a LoRA on a checkpoint, "),
    "one word": _run("x"),
    "one Han text": _run("扩散模型的训练"),
    "one Hangul word": _run("체크포인트에서는"),
    "&amp; runs": _run("&amp;"),
    "& runs": _run("&"),
    "&#x runs": _run("&#x"),
    "&#x4c; runs": _run("&#x4c;"),
    "& and a long name": _run("a", "&"),
    "&# and long digits": _run("9", "&#"),
    "&notit; runs": _run("&notit;"),
    "aaaa": _run("a"),
    "b b b b": _run("b "),
    "一一一一": _run("一"),
    "combining marks": _run("\u0301", "e"),
    "e and marks": _run("e\u0301\u0301"),
    "conjoining jamo": _run("\u1112\u1161\u11ab"),
    "spaces": _run(" ", "LoRA"),
    "zero-width spaces": _run("\u200b", "Lo"),
    "space and mark runs": _run(" \u0301"),
    "term over many tags": _run("<b> </b>", "Stable", "Diffusion"),
    "letters beside signs": _run("™lora "),
    "signs that fold to letters": _run("™a"),
    "NUL runs": _run("\0"),
    # Marks.
    "marks": _run(f"{_MARK}LoRA</gl-term>"),
    "marks deep": _nest(_MARK, "</gl-term>"),
    "marks unclosed": _run(_MARK),
    "mark ends": _run("</gl-term>"),
    "marks around tags": _run(f"{_MARK}<b></gl-term>"),
}

OVERLAPPING = frozenset(["aaaa", "b b b b", "一一一一"])
"""Shapes that are measured with labels that overlap in them, twenty at a place."""
