"""The HTTP API answers as designed, and says in words what it does not take."""

import gzip
import json

import pytest

from server import create_app


@pytest.fixture(scope="session")
def app():
    return create_app({"TESTING": False})


@pytest.fixture
def client(app):
    return app.test_client()


def define(client, text, **more):
    response = client.get("/v1/define", query_string={"text": text, **more})
    assert response.status_code == 200
    return response.get_json()


def test_define_answers_in_the_language_asked_for(client):
    body = define(client, "LoRAs", lang="ko")
    assert body["match"] == "exact"
    [term] = body["terms"]
    assert (term["id"], term["label"], term["native"]) == ("lora", "LoRA", "로라")
    assert term["expansion"] == "Low-Rank Adaptation"
    assert term["lang"] == "ko"
    assert "파일입니다" in term["definition"]
    assert "[[" not in term["definition"]
    assert term["url"].endswith("/terms/lora")
    assert body["spans"] == [
        {"start": 0, "end": 5, "unit": "codepoint", "surface": "LoRAs", "ids": ["lora"]}
    ]


@pytest.mark.parametrize(
    ("text", "match", "first"),
    [
        ("체크포인트에서는", "exact", "checkpoint"),
        ("dpm++ 2m karass", "close", "dpm-plus-plus-2m-karras"),
        ("my LoRA and VAE", "within", "lora"),
        ("qqqq", "none", None),
    ],
)
def test_define_finds(client, text, match, first):
    body = define(client, text)
    assert body["match"] == match
    assert (body["terms"][0]["id"] if body["terms"] else None) == first


def test_the_language_is_asked_for_else_accepted_else_english(client):
    def answered(headers=None, **query):
        response = client.get(
            "/v1/define", query_string={"text": "LoRA", **query}, headers=headers or {}
        )
        return response.headers["Content-Language"], response.get_json()["terms"][0]["lang"]

    assert answered() == ("en", "en")
    assert answered({"Accept-Language": "fr, ko;q=0.8, zh;q=0.9"}) == ("zh", "zh")
    assert answered({"Accept-Language": "ko"}, lang="zh-TW") == ("zh", "zh")
    assert answered(lang="fr") == ("en", "en")


@pytest.mark.parametrize(("unit", "start"), [("codepoint", 2), ("utf16", 3), ("byte", 5)])
def test_offsets_come_in_the_unit_asked_for(client, unit, start):
    body = define(client, "😀 LoRA x", unit=unit)
    assert body["spans"][0]["start"] == start
    assert body["spans"][0]["end"] == start + 4


def test_a_term_by_its_id(client):
    body = client.get("/v1/terms/lora?lang=zh").get_json()
    assert body["label"] == "LoRA"
    assert body["lang"] == "zh"
    assert "LoRA model" in body["aliases"]


def test_the_pack_comes_once(client, app):
    response = client.get("/v1/pack")
    etag = response.headers["ETag"]
    assert not etag.startswith("W/")
    pack = response.get_json()
    assert pack["digest"] == "sha256:" + etag.strip('"')
    again = client.get("/v1/pack", headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert again.data == b""
    small = client.get("/v1/pack", headers={"Accept-Encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(small.data)) == pack
    assert small.headers["ETag"] != etag
    assert "Accept-Encoding" in small.headers["Vary"]


def test_html_is_annotated_in_its_own_bytes(client):
    html = "<meta charset=gbk><p>用 LoRA 炼丹".encode("gbk")
    response = client.post("/v1/annotate?common=always", data=html, content_type="text/html")
    assert '<gl-term data-gl="lora">LoRA</gl-term>' in response.data.decode("gbk")
    assert response.headers["X-Glosslight-Marks"] == "2"
    assert response.headers["Content-Security-Policy"] == "sandbox"


def test_spans_are_answered_where_json_is_accepted(client):
    response = client.post(
        "/v1/annotate",
        data="<p>Stable <b>Diffusion</b>",
        content_type="text/html",
        headers={"Accept": "application/json"},
    )
    [span] = response.get_json()["spans"]
    assert span["surface"] == "Stable Diffusion"
    assert span["ranges"] == [{"start": 3, "end": 10}, {"start": 13, "end": 22}]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b"a LoRA", "text/plain"), (b'{"text": "a LoRA"}', "application/json")],
)
def test_plain_text_gives_spans(client, body, content_type):
    response = client.post("/v1/annotate", data=body, content_type=content_type)
    [span] = response.get_json()["spans"]
    assert (span["start"], span["end"], span["ids"]) == (2, 6, ["lora"])


def test_health(client):
    body = client.get("/healthz").get_json()
    assert body["status"] == "ok"
    assert body["entries"] > 50


@pytest.mark.parametrize(
    ("method", "path", "more", "status", "kind", "said"),
    [
        ("get", "/v1/define", {}, 400, "bad-request", "The parameter text is missing"),
        ("get", "/v1/define?text=" + "x" * 1001, {}, 414, "text-too-long", "1,000 at most"),
        ("get", "/v1/define?text=x&lang=!!", {}, 400, "bad-request", "no language tag"),
        ("get", "/v1/define?text=x&unit=inch", {}, 400, "bad-request", "codepoint, utf16, byte"),
        ("get", "/v1/terms/nothing", {}, 404, "not-found", "No entry has the id 'nothing'"),
        ("get", "/v1/nothing", {}, 404, "not-found", "Nothing is at /v1/nothing"),
        ("delete", "/v1/define", {}, 405, "method-not-allowed", "method"),
        ("post", "/v1/annotate", {"data": b"x"}, 415, "unsupported-type", "of no type"),
        (
            "post",
            "/v1/annotate",
            {"data": b"\xff", "content_type": "text/plain"},
            400,
            "bad-request",
            "not UTF-8",
        ),
        (
            "post",
            "/v1/annotate",
            {"data": b'{"text": 3}', "content_type": "application/json"},
            400,
            "bad-request",
            "text=3: must be a text",
        ),
        (
            "post",
            "/v1/annotate?density=some",
            {"data": b"x", "content_type": "text/html"},
            400,
            "bad-request",
            "must be one of all, page, section, block",
        ),
        (
            "post",
            "/v1/annotate",
            {"data": b"x" * 5_000_001, "content_type": "text/html"},
            413,
            "body-too-large",
            "5,000,000 bytes at most",
        ),
        (
            "post",
            "/v1/annotate",
            {"data": b"<meta charset=iso-2022-jp>", "content_type": "text/html"},
            422,
            "unreadable",
            "convert it to UTF-8",
        ),
    ],
)
def test_errors_are_problem_details(client, method, path, more, status, kind, said):
    response = getattr(client, method)(path, **more)
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    body = json.loads(response.data)
    assert body["type"] == f"/problems/{kind}"
    assert body["status"] == status
    assert said in body["detail"]


def test_reading_is_open_to_every_site_and_writing_is_not(client):
    origin = {"Origin": "https://elsewhere.example"}
    read = client.get("/v1/define?text=LoRA", headers=origin)
    assert read.headers["Access-Control-Allow-Origin"] == "*"
    preflight = client.options(
        "/v1/annotate", headers={**origin, "Access-Control-Request-Method": "POST"}
    )
    assert "POST" not in preflight.headers.get("Access-Control-Allow-Methods", "")


@pytest.mark.parametrize("value", [0, -1, "many", True, 1.5])
def test_a_wrong_setting_is_said_at_start(value):
    with pytest.raises(Exception, match="GLOSSLIGHT_MAX_TEXT=.*whole number above 0"):
        create_app({"MAX_TEXT": value})
