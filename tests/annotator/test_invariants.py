"""What holds for every input whatsoever (MATCHING, Invariants)."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator import Annotator, strip
from annotator.errors import UnreadableError
from terms import read_pack
from tests.annotator.html_strategies import HTML
from tests.conftest import VECTORS_PACK

ANNOTATOR = Annotator(read_pack(VECTORS_PACK), common="always")

TEXTS = st.lists(
    st.one_of(
        st.text(max_size=4),
        st.sampled_from(["LoRA", "炼丹", "체크포인트", "를", " ", "-", "CLIP", "SD 1.5", "\ud800"]),
    ),
    max_size=12,
).map("".join)


@given(HTML, st.booleans())
@example("<x>LoRA</gl-term>", False)
@example("LoRA</", True)
@example("LoRA<!--glosslight-->", True)
@example("<!--glosslight-->LoRA", True)
@example("LoRA<svg><![CDATA[", True)
@example("LoRA<svg>", True)
@example("LoRA<svg></body>", True)
@example("LoRA<select>", True)
@example('<gl-term data-gl="a"><gl-term data-gl="b">LoRA</gl-term></gl-term>', True)
def test_stripping_undoes_annotating(html, standalone):
    page = ANNOTATOR.annotate(html, standalone=standalone)
    assert strip(page.html) == strip(html)
    assert strip(strip(html)) == strip(html)
    if "gl-term" not in html and "glosslight" not in html:
        assert strip(html) == html


@given(HTML, st.booleans())
def test_annotating_twice_is_annotating_once(html, standalone):
    once = ANNOTATOR.annotate(html, standalone=standalone)
    twice = ANNOTATOR.annotate(once.html, standalone=standalone)
    assert twice.html == once.html
    assert twice.matches == once.matches


@given(st.one_of(st.binary(max_size=60), HTML.map(lambda h: h.encode("utf-8", "surrogatepass"))))
@example(b"\xff\xfeL\0o\0R\0A\0\n")
@example(b"<meta charset=gbk>LoRA \x81")
@example(b"\xff\xfeL\0o\0R\0A\0\n\0\n")
def test_bytes_survive(html):
    for standalone in (False, True):
        try:
            page = ANNOTATOR.annotate(html, standalone=standalone)
        except UnreadableError:
            return
        assert strip(page.html) == strip(html)
        assert ANNOTATOR.annotate(page.html, standalone=standalone).html == page.html


@pytest.mark.parametrize(
    "encoding",
    ["gb18030", "big5", "shift_jis", "euc-kr", "windows-1251", "koi8-r", "utf-8", "euc-jp"],
)
@given(st.data())
def test_legacy_encodings_survive_with_invalid_bytes(encoding, data):
    head = f"<meta charset={encoding}>".encode()
    body = data.draw(
        st.lists(
            st.one_of(st.binary(max_size=3), st.sampled_from([b"LoRA", b" ", b"<b>", b"</b>"])),
            max_size=10,
        ).map(b"".join)
    )
    html = head + body
    page = ANNOTATOR.annotate(html)
    assert strip(page.html) == strip(html)


@given(TEXTS)
def test_matches_hold_their_surface_in_order_without_overlap(text):
    end = 0
    for match in ANNOTATOR.find(text):
        assert text[match.start : match.end] == match.surface
        assert match.start >= end
        assert match.end > match.start
        end = match.end


@given(HTML)
def test_spans_hold_the_surface_and_nothing_else(html):
    stripped = strip(html)
    page = ANNOTATOR.annotate(html)
    for match, spans in zip(page.matches, page.spans, strict=True):
        assert page.runs.text[match.start : match.end] == match.surface
        written = "".join(stripped[start:end] for start, end in spans)
        if "&" not in written and "\0" not in written:
            assert written == match.surface


def test_the_corpus_survives_as_str_and_as_bytes(corpus_page, annotator):
    html = corpus_page.read_bytes()
    page = annotator.annotate(html, standalone=True)
    assert strip(page.html) == html
    assert annotator.annotate(page.html, standalone=True).html == page.html
    text = html.decode("utf-8", "surrogateescape")
    assert strip(annotator.annotate(text).html) == text
