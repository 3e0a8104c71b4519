"""Encodings are found as browsers find them and kept as they are."""

import codecs

import pytest

from annotator import Annotator, UnreadableError, strip
from annotator.encodings import decode, find_encoding
from terms import read_pack
from tests.conftest import VECTORS_PACK

ANNOTATOR = Annotator(read_pack(VECTORS_PACK))
MARK = '<gl-term data-gl="lora">LoRA</gl-term>'


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (codecs.BOM_UTF8 + b"<meta charset=gbk>", "utf-8"),
        (codecs.BOM_UTF16_LE + b"a\0", "utf-16-le"),
        (codecs.BOM_UTF16_BE + b"\0a", "utf-16-be"),
        (b"<meta charset='EUC-KR'>", "cp949"),
        (b"<META HTTP-EQUIV=Content-Type content='text/html; charset=Shift_JIS'>", "cp932"),
        (b"<!-- <meta charset=gbk> --><meta charset=big5>", "big5hkscs"),
        (b"<meta charset=utf-16>", "utf-8"),
        (b"<meta charset=nonsense>", "utf-8"),
        (b"<meta charset=hex>", "utf-8"),
        (b"<meta charset=iso-8859-1>", "cp1252"),
        ("é".encode(), "utf-8"),
        (b"\xe9", "cp1252"),
        (b" " * 2000 + b"<meta charset=gbk>", "gb18030"),
        (b" " * 2000 + b"<script><meta charset=gbk></script>", "utf-8"),
        (b"<meta http-equiv=refresh content='text/html; charset=gbk'>", "utf-8"),
    ],
)
def test_the_encoding_is_found(data, encoding):
    assert codecs.lookup(find_encoding(data)[0]).name == codecs.lookup(encoding).name


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "用 LoRA 炼丹"),
        ("big5", "用 LoRA 訓練"),
        ("shift_jis", "LoRA を使う"),
        ("euc-kr", "LoRA를 씁니다"),
        ("windows-1251", "модель LoRA тут"),
        ("utf-8", "😀 LoRA"),
    ],
)
def test_a_legacy_page_is_marked_in_its_own_bytes(encoding, text):
    html = f"<meta charset={encoding}>{text}".encode(encoding)
    page = ANNOTATOR.annotate(html)
    assert page.html.decode(encoding).count(MARK) == 1
    assert strip(page.html) == html


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_with_a_byte_order_mark(codec):
    bom = codecs.BOM_UTF16_LE if codec == "utf-16-le" else codecs.BOM_UTF16_BE
    html = bom + "😀 LoRA 炼丹".encode(codec)
    page = ANNOTATOR.annotate(html)
    assert MARK in page.html[2:].decode(codec)
    assert strip(page.html) == html


def test_half_a_character_at_the_end_survives():
    for html in (
        codecs.BOM_UTF16_LE + "LoRA".encode("utf-16-le") + b"\x00",
        b"<meta charset=gbk>LoRA \xb0",
    ):
        page = ANNOTATOR.annotate(html)
        assert len(page.matches) == 1
        assert strip(page.html) == html


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_lone_surrogates_do_not_shift_what_follows(codec):
    bom = codecs.BOM_UTF16_LE if codec == "utf-16-le" else codecs.BOM_UTF16_BE
    html = bom + "\ud86b\ua49e 😀 LoRA \ude00".encode(codec, "surrogatepass") + b"\xd8"
    assert decode(html).text[:2] == "\ud86b\ua49e"
    page = ANNOTATOR.annotate(html, standalone=True)
    assert [match.surface for match in page.matches] == ["LoRA"]
    assert strip(page.html) == html


def test_bytes_that_decode_alike_but_encode_otherwise_survive():
    # 0xED40 and 0xFA5C are the same character in cp932; encoding gives only the latter.
    html = b"<meta charset=shift_jis>\xed\x40 LoRA \xfa\x5c"
    assert decode(html).text.count("纊") == 2
    page = ANNOTATOR.annotate(html)
    assert len(page.matches) == 1
    assert strip(page.html) == html


def test_a_stateful_encoding_is_refused_in_words():
    with pytest.raises(UnreadableError, match="ISO-2022-JP"):
        ANNOTATOR.annotate(b"<meta charset=iso-2022-jp>\x1b$B")
