"""Pages in other files: MHTML as browsers write it, gzip, and what each must give back."""

import base64
import dataclasses
import email
import gzip
import quopri
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator import Annotator, strip
from annotator.containers import annotate_container, is_container, strip_container
from annotator.errors import UnreadableError
from annotator.mhtml import html_parts
from annotator.transfer import Edit, QuotedPrintable
from terms import read_pack
from tests.annotator.html_strategies import HTML
from tests.conftest import VECTORS_PACK

ANNOTATOR = Annotator(read_pack(VECTORS_PACK), common="always")
PAGE = (
    '<!DOCTYPE html>\r\n<html><head><meta charset="utf-8"></head><body>\r\n<p class="a">A LoRA, '
    f"炼丹 und CLIP; 체크포인트에서는 {'ganz lange Zeilen ' * 12}LoRA</p>\r\n</body></html>\r\n"
)
BOUNDARY = b"----MultipartBoundary--kT0----"


def bare(html):
    return ANNOTATOR.annotate(html)


def standalone(html):
    return ANNOTATOR.annotate(html, standalone=True)


def mhtml(*parts):
    """A file as Chromium writes it; parts are (content type, transfer encoding, body)."""
    head = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.example/\r\n"
        b"Subject: =?utf-8?Q?LoRA?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        b'\ttype="text/html";\r\n\tboundary="%s"\r\n\r\n\r\n' % BOUNDARY
    )
    body = b"".join(
        b"--%s\r\nContent-Type: %s\r\nContent-ID: <frame-%d@mhtml.blink>\r\n"
        b"Content-Transfer-Encoding: %s\r\nContent-Location: https://x.example/%d\r\n\r\n%s\r\n"
        % (BOUNDARY, kind.encode(), number, encoding.encode(), number, content)
        for number, (kind, encoding, content) in enumerate(parts)
    )
    return head + body + b"--%s--\r\n" % BOUNDARY


def quoted(html):
    return quopri.encodestring(html.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")


def in_lines(html, width=76):
    return re.sub(rb"(.{%d})(?=.)" % width, rb"\1\r\n", base64.b64encode(html))


STYLE = ("text/css", "quoted-printable", b"p::after { content: 'LoRA' }")
FILES = {
    "quoted-printable": mhtml(STYLE, ("text/html", "quoted-printable", quoted(PAGE.encode()))),
    "base64": mhtml(("text/html", "base64", in_lines(PAGE.encode())), STYLE),
    "base64, short lines": mhtml(("text/html", "Base64", in_lines(PAGE.encode(), 60) + b"\r\n")),
    "base64, one line": mhtml(("text/html", "base64", base64.b64encode(PAGE.encode()))),
    "8bit": mhtml(("text/html; charset=utf-8", "8bit", PAGE.encode())),
    "binary": mhtml(("TEXT/HTML", "binary", PAGE.encode()), STYLE),
    "euc-kr by the header": mhtml(
        (
            'text/html; charset="euc-kr"',
            "quoted-printable",
            quoted(PAGE.replace("炼丹 und", "LoRA").encode("euc-kr")),
        )
    ),
    "lines end in LF": mhtml(("text/html", "quoted-printable", quoted(PAGE.encode()))).replace(
        b"\r\n", b"\n"
    ),
}


def decoded_html(data):
    """The HTML as the standard library reads it."""
    message = email.message_from_bytes(data)
    return [
        part.get_payload(decode=True)
        for part in message.walk()
        if part.get_content_type() == "text/html"
    ]


SURFACES = ["LoRA", "炼丹", "CLIP", "체크포인트", "LoRA"]


@pytest.mark.parametrize("annotate", [bare, standalone])
@pytest.mark.parametrize("data", FILES.values(), ids=FILES.keys())
def test_mhtml_is_marked_inside_and_given_back(data, annotate):
    annotated = annotate_container(data, annotate)
    [found] = annotated.found
    surfaces = [match.surface for match in found.page.matches]
    assert surfaces == (
        ["LoRA", "LoRA", *SURFACES[2:]] if found.text.encoding == "cp949" else SURFACES
    )
    assert strip_container(annotated.content) == data
    assert annotate_container(annotated.content, annotate).content == annotated.content
    [before], [after] = decoded_html(data), decoded_html(annotated.content)
    assert after.count(b"<gl-term ") == 5
    assert strip(after) == before


def test_the_header_outranks_what_the_page_declares():
    assert annotate_container(FILES["euc-kr by the header"], bare).found[0].text.encoding == "cp949"


@pytest.mark.parametrize("name", ["quoted-printable", "base64, short lines"])
def test_lines_stay_as_short_as_they_were(name):
    data = FILES[name]
    longest = max(map(len, data.split(b"\r\n")))
    content = annotate_container(data, standalone).content
    assert max(map(len, content.split(b"\r\n"))) <= max(longest, 76)


def test_what_is_inserted_into_quoted_printable_is_readable():
    data = mhtml(("text/html", "quoted-printable", b"<p>=\r\nLoRA=2E"))
    content = annotate_container(data, bare).content
    assert b'<p>=\r\n=\r\n<gl-term data-gl=3D"lora">=\r\nLoRA=\r\n</gl-term>=\r\n=2E\r\n' in content


def test_every_frame_is_marked_and_the_rest_is_left():
    frame = ("text/html", "8bit", b"<p>LoRA</p>")
    image = ("image/png", "base64", in_lines(b"LoRA" * 100))
    data = mhtml(frame, image, frame)
    annotated = annotate_container(data, bare)
    assert [(found.part, found.location) for found in annotated.found] == [
        (0, "https://x.example/0"),
        (1, "https://x.example/2"),
    ]
    assert annotated.content.count(b"<gl-term ") == 2
    assert in_lines(b"LoRA" * 100) in annotated.content


def test_parts_in_parts_are_found_ten_deep():
    def nested(depth):
        data = b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>LoRA</p>"
        for level in range(depth):
            head = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b%d\n" % level
            data = head + b"\n--b%d\n%s\n--b%d--" % (level, data, level)
        return data

    assert len(html_parts(nested(0))) == len(html_parts(nested(10))) == 1
    assert html_parts(nested(11)) == []


def test_a_cut_file_is_marked_as_far_as_it_goes():
    data = FILES["quoted-printable"]
    cut = data[: data.index(b"LoRA</p>") + 4]
    annotated = annotate_container(cut, bare)
    assert strip_container(annotated.content) == cut
    assert len(annotated.found[0].page.matches) == 5


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (("text/html", "base64", b"PHA+\r\nTG9S\r\nQTwv"), None),
        (("text/html", "base64", b"PHA+TG9S\r\nQTwv\r\ncD4="), "irregular"),
        (("text/html", "base64", b"PHA+TG9SQTwvcD5"), "damaged"),
        (("text/html", "x-uuencode", b"begin"), "none of 7bit"),
        (("text/html; charset=utf-16le", "8bit", b"L\0o\0R\0A\0"), "convert it to UTF-8"),
        (("text/html; charset=iso-2022-jp", "8bit", b"LoRA"), "ISO-2022-JP"),
        (("text/plain", "8bit", b"LoRA"), "without an HTML part"),
    ],
)
def test_a_part_that_could_not_be_restored_is_refused_in_words(part, said):
    if said is None:
        assert strip_container(annotate_container(mhtml(part), bare).content) == mhtml(part)
        return
    with pytest.raises(UnreadableError, match=said):
        annotate_container(mhtml(part), bare)
    if part[0] != "text/plain":
        mixed = mhtml(("text/html", "8bit", b"LoRA"), part)
        annotated = annotate_container(mixed, bare)
        [note] = annotated.notes
        assert "HTML part 2 of 2 is left" in note
        assert said in note
        assert strip_container(annotated.content) == mixed


def test_a_boundary_like_a_line_of_the_block_is_refused():
    def unlucky(html):
        block = f"<!--glosslight-->\n--{BOUNDARY.decode()}\n<!--/glosslight-->"
        return dataclasses.replace(bare(html), html=html + block)

    with pytest.raises(UnreadableError, match="could not be taken out again"):
        annotate_container(FILES["8bit"], unlucky)
    content = annotate_container(FILES["quoted-printable"], unlucky).content
    assert strip_container(content) == FILES["quoted-printable"]


QUOTED = st.lists(
    st.sampled_from(
        [
            b"LoRA",
            b"CLIP",
            b"=",
            b"=\r\n",
            b"=\n",
            b"= \r\n",
            b"\r\n",
            b"=4",
            b"=4C",
            b"=3D",
            b"<p>",
        ]
        + [b"<p>", b"</p>", b"=E7=82=BC=E4=B8=B9", b"=e7", b" ", b"</gl-term>", b"oRA"]
        + [b"</body>", b"<!--"]
        + [b'<gl-term data-gl=3D"lora">', b'<gl-term data-gl="lora">']
    ),
    max_size=20,
).map(b"".join)


@given(QUOTED)
@example(b'=\r\n<gl-term data-gl="lora">=\r\n=\r\nx</gl-term>')
def test_quoted_printable_however_broken_is_given_back(body):
    data = mhtml(("text/html", "quoted-printable", body))
    annotated = annotate_container(data, standalone).content
    assert strip_container(annotated) == strip_container(data)
    assert annotate_container(annotated, standalone).content == annotated
    assert strip(decoded_with_transfer(annotated)) == strip(decoded_with_transfer(data))


def decoded_with_transfer(data):
    [part] = html_parts(data)
    return QuotedPrintable(data[part.start : part.end], b"\r\n").html


@given(st.binary(max_size=40), st.integers(0, 40), st.integers(0, 40), st.binary(max_size=90))
def test_an_edit_of_quoted_printable_is_an_edit_of_what_it_holds(html, start, end, text):
    start, end = sorted([min(start, len(html)), min(end, len(html))])
    body = quopri.encodestring(html.replace(b"\r", b"").replace(b"\n", b""))
    html = quopri.decodestring(body)
    start, end = min(start, len(html)), min(end, len(html))
    edited = QuotedPrintable(body, b"\n").edit([Edit(start, end, text)])
    assert quopri.decodestring(edited) == html[:start] + text + html[end:]


@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable", "base64"])
@given(HTML)
def test_any_html_in_mhtml_is_given_back(encoding, html):
    content = html.encode("utf-8", "surrogatepass")
    bodies = {"8bit": content, "quoted-printable": quoted(content), "base64": in_lines(content)}
    data = mhtml(("text/html", encoding, bodies[encoding]))
    annotated = annotate_container(data, standalone)
    assert strip_container(annotated.content) == strip_container(data)
    assert annotate_container(annotated.content, standalone).content == annotated.content


@pytest.mark.parametrize(
    "content", [PAGE.encode(), FILES["quoted-printable"]], ids=["html", "mhtml"]
)
def test_gzip_gives_back_what_it_holds(content):
    packed = gzip.compress(content, mtime=1)
    annotated = annotate_container(packed, standalone).content
    assert gzip.decompress(annotated).count(b"<gl-term ") + gzip.decompress(annotated).count(
        b"<gl-term data-gl=3D"
    ) in {5, 10}
    assert annotated[:10] == packed[:10]
    stripped = strip_container(annotated)
    assert gzip.decompress(stripped) == content
    assert strip_container(packed) == packed
    assert annotate_container(annotated, standalone).content == annotated


def test_gzip_keeps_its_header_and_joins_its_members():
    named = b"\x1f\x8b\x08\x1c\1\2\3\4\0\3\4\0EXTRname.html\0a comment\0"
    plain = gzip.compress(b"<p>LoRA</p>")
    packed = named + plain[10:] + gzip.compress(b"<p>CLIP</p>")
    annotated = annotate_container(packed, bare).content
    assert annotated.startswith(named)
    assert strip(gzip.decompress(annotated)) == b"<p>LoRA</p><p>CLIP</p>"
    assert gzip.decompress(annotated).count(b"<gl-term ") == 2


@pytest.mark.parametrize(
    ("packed", "said"),
    [
        (gzip.compress(PAGE.encode())[:-9], "cut short"),
        (gzip.compress(PAGE.encode())[:20] + b"garbage" * 9, "damaged"),
        (gzip.compress(gzip.compress(b"LoRA")), "compressed twice"),
    ],
)
def test_gzip_that_cannot_be_read_is_refused_in_words(packed, said):
    for change in (strip_container, lambda data: annotate_container(data, bare)):
        with pytest.raises(UnreadableError, match=said):
            change(packed)


def test_a_small_file_that_unpacks_without_end_is_refused(monkeypatch):
    monkeypatch.setattr("annotator.containers.MAX_BYTES", 1000)
    with pytest.raises(UnreadableError, match="more than 1,000 bytes"):
        strip_container(gzip.compress(b" " * 1001))
    assert strip_container(gzip.compress(b" " * 1000))


@pytest.mark.parametrize(
    "html",
    [b"", b"<p>", b"Content-Type: text/html\n\nLoRA", b"a: b\n\n<p>LoRA", b"https://x", b"\x1f"],
)
def test_html_is_no_container(html):
    assert not is_container(html)
