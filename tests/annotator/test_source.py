"""The source reader sees the text that a browser shows, and where a run ends."""

import pytest

from annotator.options import Options
from annotator.runs import SEPARATOR
from annotator.source import read
from terms.rules import rules


def runs(html, **options):
    page = read(html, rules("scope"), Options(**options))
    parts = [part.strip() for part in page.runs.text.split(SEPARATOR)]
    return [part for part in parts if part]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Stable <b>Diffusion</b></p>", ["Stable Diffusion"]),
        ("Stable<!-- x -->Diffusion", ["StableDiffusion"]),
        ("a<br>b<hr>c", ["a", "b", "c"]),
        ("x<sub>2</sub>y", ["x", "2", "y"]),
        ("a<x-y>b</x-y>c", ["a", "b", "c"]),
        ("<p>a<p>b", ["a", "b"]),
        ("a<img>b", ["a", "b"]),
        ("see <a href=x>LoRA</a> there", ["see", "there"]),
        ("a<code>b</code>c", ["a", "c"]),
        ("a<script>if (x < 3) '<p>'</script>b", ["a", "b"]),
        ("a<style>b</style>c<title>d</title>e", ["a", "c", "e"]),
        ("a<textarea><b>c</textarea>d", ["a", "d"]),
        ("a<template>b<p>c</template>d", ["a", "d"]),
        ("a<svg><text>b</text></svg>c", ["a", "c"]),
        ("a<svg><style><b></style><p>c", ["a", "c"]),
        ("a<svg><foreignObject><p>b</p></foreignObject>c</svg>d", ["a", "d"]),
        ("a<svg><![CDATA[</svg>b]]></svg>c", ["a", "c"]),
        ("a<math><mi>x</mi></math>b", ["a", "b"]),
        ("a<noscript>b<p></noscript>c", ["a", "c"]),
        ("<p class=noglossary>a<b>b</b><p>c", ["c"]),
        ("<div class='x nolink'>a<div>b</div>c</div>d", ["d"]),
        ("<span contenteditable>a</span>b", ["b"]),
        ("<span contenteditable><span>a</span>b</span>c", ["c"]),
        ("<b class=nolink><b>a</b>b</b>c", ["c"]),
        ("<b class=nolink>a<p>b</b>c", ["c"]),
        ("<i CONTENTEDITABLE>a</i>b", ["b"]),
        ("<span contenteditable=false>a</span>b", ["ab"]),
        ("<div data-glosslight=off>a<p>b</div>c", ["c"]),
        ("<body class=noglossary>a</body>b", []),
        ("<ul><li class=nolink>a<li>b</ul>", ["b"]),
        ("<table><tr><td class=nolink>a<td>b<tr><td>c</table>", ["b", "c"]),
        ("<a>a<div>b</a>c</div>d", ["c", "d"]),
        ("<code><p>a</code>b", ["b"]),
        ("<p><code>a<p>b</code>c", ["c"]),
        ("<a>x<a>y</a>z", ["z"]),
        ("<table><td><a>x</td><td>y</table>z", ["y", "z"]),
        ("a </span> b", ["a  b"]),
        ("a</div>b", ["ab"]),
        ("a</p>b", ["a", "b"]),
        ("<h1>a</h1>b", ["a", "b"]),
        ("<button>a<button>b</button>c", ["c"]),
        ("<select><option>a</select>b", ["b"]),
        ("AT&T &lt;b&gt; &amp;amp; &notit; &#x4c;oRA &#0;", ["AT&T <b> &amp; ¬it; LoRA \ufffd"]),
        ("a < b <3 c<!d>e", ["a < b <3 ce"]),
        ("a<b c='>'>d", ["ad"]),
        ('a<b c=">d', ["a"]),
        ("L\0oRA", ["LoRA"]),
        ("a<plaintext>b</plaintext>c", ["a"]),
        ("a<xmp><b></xmp>c", ["a", "c"]),
        ("a<iframe><p></iframe>b", ["a", "b"]),
        ("<SCRIPT>x</sCript>a", ["a"]),
        ("<script><!--<script></script>x--></script>a", ["a"]),
        ("<script><!--><script></script>a", ["a"]),
    ],
)
def test_runs(html, expected):
    assert runs(html) == expected


def test_links_and_headings_are_switchable():
    html = "<h2>head</h2><p>a <a href=x>link</a> b"
    assert runs(html) == ["head", "a", "b"]
    assert runs(html, links=True) == ["head", "a link b"]
    assert runs(html, headings=False) == ["a", "b"]


def test_a_heading_begins_a_section():
    page = read("a<h2>b</h2>c<h3>d</h3>", rules("scope"), Options())
    assert [page.runs.text[at] for at in page.runs.sections] == ["b", "d"]


@pytest.mark.parametrize(
    ("html", "complete"),
    [
        ("a", True),
        ("<p>a", True),
        ("<!-- a -->", True),
        ("<!---->", True),
        ("<!-- a", False),
        ("<!-->", True),
        ("<p", False),
        ("<script>a", False),
        ("<plaintext>", False),
        ("<!doctype", False),
    ],
)
def test_an_unfinished_source_is_known(html, complete):
    assert read(html, rules("scope"), Options()).complete is complete


def test_nothing_recurses():
    deep = "<div><i>" * 100_000 + "LoRA"
    assert runs(deep) == ["LoRA"]
