"""Texts and pages come back with marks, spans or Web Annotations, in the unit asked for."""

import html
import json

import msgspec
import pytest

from annotator import strip
from server import create_app
from server.api.models import AnnotationPage, PageSpans, Spans

LD_JSON = "application/ld+json"
PAGE = "<meta charset=utf-8><p>😀 a LoRA and a <b>check</b>point"


@pytest.fixture(scope="module")
def client():
    return create_app({"RATE_LIMIT": "", "RATE_LIMIT_POST": ""}).test_client()


def post(client, data, kind="text/html", accept=None, **query):
    headers = {"Accept": accept} if accept else {}
    if isinstance(data, str):
        data = data.encode()
    response = client.post(
        "/v1/annotate", data=data, content_type=kind, headers=headers, query_string=query
    )
    assert response.status_code == 200, response.text
    return response


def spans(client, data, kind="text/plain", **query):
    response = post(client, data, kind, accept="application/json", **query)
    msgspec.json.decode(response.data, type=Spans if kind == "text/plain" else PageSpans)
    return response.get_json()["spans"]


def surfaces(found):
    return [span["surface"] for span in found]


def refused(client, data="x", kind="text/html", accept=None, **query):
    headers = {"Accept": accept} if accept else {}
    response = client.post(
        "/v1/annotate", data=data, content_type=kind, headers=headers, query_string=query
    )
    assert response.content_type == "application/problem+json"
    return response.status_code, response.get_json()["detail"]


def test_what_is_marked_comes_off_to_the_byte(client):
    response = post(client, PAGE, common="always")
    assert response.content_type == "text/html"
    assert strip(response.data) == PAGE.encode()
    assert response.headers["X-Glosslight-Marks"] == "2"
    assert 'data-gl-n="1">check</gl-term></b><gl-term' in response.text


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "text/html"),
        ("*/*", "text/html"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("application/json", "application/json"),
        ("application/ld+json, application/json;q=0.5", LD_JSON),
        ("application/*", "application/json"),
    ],
)
def test_a_page_is_answered_as_accepted(client, accept, kind):
    assert post(client, PAGE, accept=accept).mimetype == kind


def test_what_is_not_accepted_is_said(client):
    assert refused(client, accept="image/png") == (
        406,
        "Accept: 'image/png' takes none of text/html, application/json, application/ld+json.",
    )
    assert refused(client, kind="text/plain", accept="text/html")[0] == 406


@pytest.mark.parametrize(
    ("unit", "start"),
    [("codepoint", 5), ("utf16", 6), ("byte", 8)],  # an emoji: 1 code point, 2 units, 4 bytes
)
def test_offsets_of_a_text(client, unit, start):
    [span] = spans(client, "😀 a LoRA", unit=unit, common="never")
    assert (span["start"], span["end"], span["unit"]) == (start - 1, start + 3, unit)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
@pytest.mark.parametrize("unit", ["codepoint", "utf16", "byte"])
def test_offsets_of_a_page_are_into_what_was_sent(client, encoding, unit):
    text = "<p>炼丹用 <b>Lo</b>RA 的" if encoding == "utf-16" else "<p>炼丹用 LoRA 的"
    if encoding != "utf-16":
        text = f"<meta charset={encoding}>{text}"
    data = text.encode(encoding)
    body = post(client, data, accept="application/json", unit=unit, common="always").get_json()
    for span in body["spans"]:
        parts = []
        for place in span["ranges"]:
            if unit == "byte":
                part = data[place["start"] : place["end"]]
                parts.append(part.decode("utf-16-le" if encoding == "utf-16" else encoding))
            elif unit == "codepoint":
                parts.append(text[place["start"] : place["end"]])
            else:
                units = text.encode("utf-16-le")[2 * place["start"] : 2 * place["end"]]
                parts.append(units.decode("utf-16-le"))
        assert "".join(parts) == span["surface"]
    assert [span["ids"] for span in body["spans"]] == [["training"], ["lora"]]
    # GBK is read as GB 18030, which holds it (Encoding, 10.1.1).
    assert body["encoding"] == {"gbk": "gb18030", "utf-16": "utf-16le"}.get(encoding, encoding)


def test_offsets_are_into_the_page_without_earlier_marks(client):
    marked = post(client, PAGE).data
    again = post(client, marked, accept="application/json").get_json()
    assert again["spans"] == post(client, PAGE, accept="application/json").get_json()["spans"]


def test_http_says_what_a_page_is_in(client):
    source = "<p>炼丹 LoRA"
    for charset in ("gbk", "utf-16le"):
        response = post(client, source.encode(charset), f"text/html; charset={charset}")
        assert "<gl-term" in response.data.decode(charset)
        assert response.content_type == f"text/html; charset={charset}"
    # A byte order mark counts for more, and a name that is no encoding for nothing.
    assert (
        b"gl-term" in post(client, b"\xef\xbb\xbf" + source.encode(), "text/html; charset=gbk").data
    )
    assert b"gl-term" in post(client, source, "text/html; charset=nonsense").data


def test_a_text_is_in_utf8_or_what_http_says(client):
    assert spans(client, "炼丹 LoRA")[0]["start"] == 3
    response = post(client, "炼丹 LoRA".encode("gbk"), "text/plain; charset=gbk")
    assert response.get_json()["spans"][0]["start"] == 3
    unknown = refused(client, "x", "text/plain; charset=klingon")[1]
    assert "charset='klingon' is not known" in unknown
    assert "not gbk (byte 0)" in refused(client, b"\xff\xff", "text/plain; charset=gbk")[1]


def test_json_holds_a_text_or_a_page(client):
    def send(**body):
        return post(client, json.dumps(body), "application/json", accept=body.pop("accept", None))

    assert surfaces(send(text="a LoRA").get_json()["spans"]) == ["LoRA"]
    page = send(html="<p>a LoRA")
    assert page.content_type == "text/html; charset=utf-8"
    assert page.text == '<p>a <gl-term data-gl="lora">LoRA</gl-term>'
    assert '<gl-term data-gl="lora">' in send(html="<a>LoRA</a>", links=True).text
    assert send(html="<a>LoRA</a>").text == "<a>LoRA</a>"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff", "JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[]", "must be a JSON object"),
        (b"{}", "either text or html"),
        (b'{"text": "a", "html": "b"}', "either text or html"),
        (b'{"text": "a", "max_per_term": "2"}', "max_per_term='2': must be a whole number"),
        (b'{"text": "a", "unti": "byte"}', "did you mean unit?"),
        (b'{"text": "a", "links": true}', "There is no parameter 'links'"),
        (b'{"text": "\\ud800"}', "not JSON"),
    ],
)
def test_a_bad_json_body_is_said(client, body, said):
    status, detail = refused(client, body, "application/json")
    assert status == 400
    assert said in detail


def test_an_option_is_given_in_one_place(client):
    def send(query, **body):
        return client.post("/v1/annotate", query_string=query, json={"text": "a LoRA", **body})

    assert send({"unit": "byte"}).get_json()["spans"][0]["unit"] == "byte"
    assert send({"unit": "byte"}, unit="byte").status_code == 200
    assert (
        "unit is one thing in the query"
        in send({"unit": "byte"}, unit="utf16").get_json()["detail"]
    )
    both = send({"lang": "ko", "language": "zh"})
    assert "lang and language are the same" in both.get_json()["detail"]


TEXT = "A LoRA, a checkpoint; lora, LoRA. Seed 7."


def test_the_annotators_options_go_by_their_own_names(client):
    assert surfaces(spans(client, TEXT, common="always")) == [
        "LoRA",
        "checkpoint",
        "lora",
        "LoRA",
        "Seed",
    ]
    assert surfaces(spans(client, TEXT, common="always", density="page")) == [
        "LoRA",
        "checkpoint",
        "Seed",
    ]
    assert surfaces(spans(client, TEXT, common="always", max_per_term=2)).count("LoRA") == 1
    assert "Seed" not in surfaces(spans(client, TEXT, common="never"))
    assert surfaces(spans(client, TEXT, common="always", min_length=5)) == ["checkpoint"]
    assert surfaces(spans(client, TEXT, common="always", without="lora,seed")) == ["checkpoint"]
    assert surfaces(spans(client, "a seed", host="www.civitai.com")) == ["seed"]
    assert surfaces(spans(client, "a seed", source="https://CIVITAI.com/models/1")) == ["seed"]
    assert spans(client, "a seed", host="garden.example") == []
    page = "<h1>LoRA</h1><p>LoRA <a>LoRA</a><p class=x>LoRA"
    assert len(spans(client, page, "text/html")) == 3
    assert len(spans(client, page, "text/html", links="true")) == 4
    assert len(spans(client, page, "text/html", headings="false")) == 2
    assert len(spans(client, page, "text/html", skip=".x")) == 2
    assert len(spans(client, page, "text/html", only=".x, h1")) == 2


def test_ncbo_has_names_of_its_own(client):
    assert surfaces(spans(client, TEXT, common="always", minimum_match_length=5)) == ["checkpoint"]
    assert surfaces(spans(client, TEXT, common="always", stop_words="lora,Seed")) == ["checkpoint"]
    overlapping = surfaces(
        spans(client, "Stable Diffusion XL", longest_only="false", common="always")
    )
    assert overlapping[0] == "Stable Diffusion XL"
    assert {"Stable Diffusion", "Diffusion"} < set(overlapping)
    assert surfaces(spans(client, "Stable Diffusion XL")) == ["Stable Diffusion XL"]
    assert spans(client, "checkpointing", common="always") == []
    inside = spans(client, "checkpointing", common="always", whole_word_only="false")
    assert "checkpoint" in surfaces(inside)


def test_numbers_may_be_left_out(tmp_path):
    (tmp_path / "glossary.yaml").write_text("id: n\ntitle: {en: N}\n")
    (tmp_path / "words.yaml").write_text(
        "- id: answer\n  label: '42'\n  aliases: [4 2]\n  definition: {en: The answer.}\n"
    )
    client = create_app({"GLOSSARIES": str(tmp_path)}).test_client()
    assert surfaces(spans(client, "42 is 4-2")) == ["42", "4-2"]
    assert spans(client, "42 is 4 2", exclude_numbers="true") == []


def test_a_page_may_explain_itself(client):
    page = post(client, "<body><p>a LoRA</body>", standalone="true", lang="ko", index="true")
    assert "<!--glosslight-->" in page.text
    assert "로라" in html.unescape(page.text)
    assert page.headers["Content-Language"] == "ko"


@pytest.mark.parametrize(
    ("query", "kind", "accept", "said"),
    [
        ({"only": "p"}, "text/plain", None, "only is for pages; this is a plain text."),
        ({"index": "true"}, "text/html", None, "add standalone=true"),
        ({"standalone": "true"}, "text/html", LD_JSON, "the answer is application/ld+json"),
        ({"longest_only": "false"}, "text/html", None, "cannot be marked; ask for spans"),
        ({"skip": "p["}, "text/html", None, "skip='p[': not a CSS selector"),
        ({"links": "maybe"}, "text/html", None, "links='maybe': must be true or false"),
        ({"density": "some"}, "text/html", None, "must be one of all, page, section, block"),
        ({"source": "no iri"}, "text/html", None, "no absolute IRI"),
        ({"stop_words": "," * 1000}, "text/html", None, "must be a list of texts, 1000 at most"),
        ({"max_per_term": "0"}, "text/html", None, "must be a whole number from 1"),
        ({"lang": "?"}, "text/html", None, "is no language tag"),
    ],
)
def test_what_would_have_no_effect_is_refused(client, query, kind, accept, said):
    status, detail = refused(client, "<p>LoRA", kind, accept, **query)
    assert status == 400
    assert said in detail


def annotations(client, data, kind, **query):
    response = post(client, data, kind, accept=LD_JSON, **query)
    assert response.content_type == LD_JSON
    msgspec.json.decode(response.data, type=AnnotationPage)
    return response.get_json()["items"]


@pytest.mark.parametrize(
    ("kind", "data"),
    [("text/plain", "😀 a LoRA here"), ("text/html", "<p>😀 a <b>Lo</b>RA here")],
)
def test_web_annotations_have_a_place_and_a_quote(client, kind, data):
    source = "https://example.org/page"
    [annotation] = annotations(client, data, kind, source=source)
    assert annotation["motivation"] == "identifying"
    assert annotation["body"][0]["source"] == "http://localhost/terms/lora"
    assert annotation["target"]["source"] == source
    position, quote = annotation["target"]["selector"]
    # Code points of the text, as the model says (4.2.4), whatever the unit.
    assert (position["start"], position["end"]) == (4, 8)
    assert (quote["prefix"], quote["exact"], quote["suffix"]) == ("😀 a ", "LoRA", " here")


def test_what_has_no_address_is_named_by_its_bytes(client):
    [annotation] = annotations(client, "a LoRA", "text/plain")
    # echo -n "a LoRA" | sha256sum
    assert annotation["target"]["source"].startswith("urn:sha256:")
    again = annotations(client, "a LoRA", "text/plain")
    assert again == [annotation]


@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"\xff\xfe", b"<", b"<!--", b"\xff\xfeL", b"&#xD800;"]
)
@pytest.mark.parametrize("accept", ["text/html", "application/json", LD_JSON])
def test_any_bytes_are_a_page(client, data, accept):
    response = post(client, data, accept=accept)
    if accept == "text/html":
        assert response.data == data


def test_a_surface_of_invalid_bytes_is_still_json(client):
    # A soft hyphen is dropped in matching; 0xAD alone is no UTF-8.
    found = spans(client, b"<meta charset=utf-8><p>Lo\xadRA LoRA", "text/html")
    assert surfaces(found)[-1] == "LoRA"
