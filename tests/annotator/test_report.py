"""Reports: every range holds what it says, in the file as given, and W3C annotations are whole."""

import json

import pytest
from hypothesis import given

from annotator import Annotator
from annotator.encodings import decode
from annotator.w3c import PageText
from annotator.work import Annotating
from terms import read_pack
from tests.annotator.html_strategies import HTML
from tests.annotator.test_containers import FILES, decoded_html
from tests.conftest import VECTORS_PACK

ANNOTATOR = Annotator(read_pack(VECTORS_PACK), common="always")


def annotating(report):
    change = Annotating((), {"common": "always"}, standalone=False, report=report)
    change.__dict__["annotator"] = ANNOTATOR
    return change


def pages(content, path="page.html"):
    change = annotating("json")
    whole = json.loads(change.whole_report(change(content, path).report))
    assert whole["glosslight"] == {"pack": ANNOTATOR.pack.digest, "options": {"common": "always"}}
    return whole["pages"]


def annotations(content, path="page.html"):
    change = annotating("w3c")
    whole = json.loads(change.whole_report(change(content, path).report))
    assert whole["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert whole["type"] == "AnnotationPage"
    assert whole["id"].startswith("urn:uuid:")
    return whole["items"]


def test_a_page_by_eye():
    html = "\ufeff<p>é L<b>oR</b>A &amp; SD&nbsp;1.5".encode()
    assert pages(html) == [
        {
            "path": "page.html",
            "encoding": "utf-8",
            "count": 2,
            "marks": [
                {
                    "surface": "LoRA",
                    "ids": ["lora"],
                    "ranges": [
                        {"bytes": [9, 10], "codepoints": [5, 6]},
                        {"bytes": [13, 15], "codepoints": [9, 11]},
                        {"bytes": [19, 20], "codepoints": [15, 16]},
                    ],
                },
                {
                    "surface": "SD\xa01.5",
                    "ids": ["sd-1-5"],
                    "ranges": [{"bytes": [27, 38], "codepoints": [23, 34]}],
                },
            ],
        }
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "euc-kr", "utf-16", "windows-1252"])
def test_ranges_hold_the_surface(encoding):
    text = f"<meta charset={encoding}><p>x 炼丹 로라와 LoRA, <i>CLIP</i>é"
    html = text.encode(encoding, "xmlcharrefreplace")
    if encoding == "euc-kr":
        html += b" \xff LoRA"  # no character in it
    [page] = pages(html)
    assert page["count"] == len(page["marks"]) >= 2
    text = decode(html).text
    for mark in page["marks"]:
        [span] = mark["ranges"]
        start, end = span["codepoints"]
        if "&" not in text[start:end]:
            assert text[start:end] == mark["surface"]
            start, end = span["bytes"]
            codec = {"utf-16": "utf-16-le"}.get(encoding, encoding)
            assert html[start:end].decode(codec) == mark["surface"]


def test_ranges_count_without_marks():
    html = b"<p>LoRA and CLIP"
    marked = annotating(None)(html, "").content
    assert marked != html
    assert pages(marked) == pages(html)


def test_mhtml_counts_in_each_part_unpacked():
    data = FILES["quoted-printable"]
    [page] = pages(data, "page.mhtml")
    assert (page["part"], page["location"]) == (0, "https://x.example/1")
    [html] = decoded_html(data)
    for mark in page["marks"]:
        [span] = mark["ranges"]
        start, end = span["bytes"]
        assert html[start:end].decode() == mark["surface"]


def test_what_failed_is_in_the_report():
    assert [json.loads(p) for p in annotating("json").failure("x", "no")] == [
        {"path": "x", "error": "no"}
    ]
    assert annotating("w3c").failure("x", "no") == []


def test_an_annotation_by_eye():
    html = (
        b"<!DOCTYPE html>\n<html>\n<head><title>T</title></head>\r\n<body>\n<p>a &lt; L<b>oR</b>A."
    )
    [annotation] = annotations(html, "a dir/ü.html")
    assert annotation.pop("id").startswith("urn:uuid:")
    assert annotation == {
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {
                "type": "SpecificResource",
                "purpose": "identifying",
                "source": "urn:glosslight:lora",
            }
        ],
        "target": {
            "source": "a%20dir/%C3%BC.html",
            "selector": [
                {"type": "TextPositionSelector", "start": 7, "end": 11},
                {
                    "type": "TextQuoteSelector",
                    "exact": "LoRA",
                    "prefix": "T\n\na < ",
                    "suffix": ".",
                },
            ],
        },
    }


def test_an_entry_with_a_page_to_read_is_linked(annotator):
    change = annotating("w3c")
    change.__dict__["annotator"] = annotator
    [annotation] = map(json.loads, change(b"a LoRA", "/x/p.html").report)
    entry = annotator.pack.entries[annotator.pack.index["lora"]]
    assert annotation["body"][1:] == [
        {"type": "SpecificResource", "purpose": "linking", "source": entry["links"][0]["url"]}
    ]
    assert annotation["target"]["source"] == "file:///x/p.html"


def test_annotations_of_mhtml_are_about_the_page_that_was_saved():
    assert {a["target"]["source"] for a in annotations(FILES["8bit"])} == {"https://x.example/0"}


def test_annotations_have_names_of_their_own_that_stay():
    html = b"<p>LoRA LoRA LoRA"
    names = [annotation["id"] for annotation in annotations(html)]
    assert len(set(names)) == 3
    assert names == [annotation["id"] for annotation in annotations(html)]
    assert names[0] != annotations(html, "other.html")[0]["id"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("\n <!-- x --> <!doctype html>\n<html>\n<head> <title>a&amp;b</title>\n", " a&b\n"),
        ("<p>a\r\nb\rc</p>", "a\nb\nc"),
        ("<pre>\n\na</pre><textarea>\r\n&lt;b></textarea>", "\na<b>"),
        ("<script>a&amp;<b></script><style>\r\n</style>c", "a&amp;<b>\nc"),
        ("<svg><title>a<b>c</b></title></svg><title>a<b></title>", "aca<b>"),
        ("a\0b&#0;&notit;&AMP", "ab\ufffd¬it;&"),
        ("AT&T <3 </ x>&", "AT&T <3 &"),
        ("<noscript><p>a</p></noscript><plaintext>b</plaintext>", "<p>a</p>b</plaintext>"),
        ("<script>a", "a"),
    ],
)
def test_the_text_that_positions_count_in(html, text):
    assert PageText(html).text == text


@given(HTML)
def test_positions_hold_the_quote(html):
    for annotation in annotations(html.encode("utf-8", "surrogatepass")):
        position, quote = annotation["target"]["selector"]
        assert position["end"] - position["start"] == len(quote["exact"])
        decoded = decode(html.encode("utf-8", "surrogatepass")).text
        text = PageText(decoded).text
        assert text[position["start"] : position["end"]] == quote["exact"]
