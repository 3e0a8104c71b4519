"""What is answered without the application is answered alike, and is a request like any other."""

import io
import json
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server import create_app
from tests.server.glossaries import write

DEFINE = "/v1/define?text=LoRA"
TERMS = "/v1/terms?q=LoRA"
BY_THE_APPLICATION = {"Authorization": "Bearer of-nothing"}
"""Who brings a token is always answered by the application, here as anyone is."""


def headers_of(answer):
    return [header for header in answer.headers if header[0] != "X-Request-ID"]


@pytest.fixture
def passed(monkeypatch):
    """The paths of the requests that went through the application."""
    seen = []

    def app(**settings):
        made = create_app({"RATE_LIMIT": "", **settings})
        made.before_request(lambda: seen.append(made) and None)
        return made

    app.seen = seen
    return app


@pytest.mark.parametrize("path", [TERMS, "/v1/terms?q=dpm%2B%2B&lang=ko&limit=2"])
def test_what_is_asked_again_is_answered_alike_without_the_application(passed, path):
    client = passed().test_client()
    first, again = client.get(path), client.get(path)
    assert len(passed.seen) == 1
    assert (again.status, again.data) == (first.status, first.data)
    assert headers_of(again) == headers_of(first)
    assert again.headers["X-Request-ID"] != first.headers["X-Request-ID"]


def test_a_304_is_kept_and_a_whole_pack_is_not(passed):
    client = passed().test_client()
    whole = client.get("/v1/pack")
    assert client.get("/v1/pack").data == whole.data
    assert len(passed.seen) == 2
    held = {"If-None-Match": whole.headers["ETag"]}
    answers = [client.get("/v1/pack", headers=held) for _ in range(3)]
    assert len(passed.seen) == 3
    assert [(answer.status_code, answer.data) for answer in answers] == [(304, b"")] * 3
    assert client.get("/v1/pack", headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [("Accept-Language", "ko", "zh"), ("Host", "one.example", "other.example")],
)
def test_what_an_answer_depends_on_tells_it_from_others(passed, name, one, other):
    client = passed().test_client()
    for path, times in ((TERMS, 2), (DEFINE, 0)):
        passed.seen.clear()
        first = client.get(path, headers={name: one})
        second = client.get(path, headers={name: other})
        assert first.data != second.data
        assert client.get(path, headers={name: one}).data == first.data
        assert len(passed.seen) == times


@pytest.fixture(scope="module")
def both():
    """Ask for a path in front of the application and in it; what of the answers has to be equal."""
    app = create_app({"RATE_LIMIT": "", "RATE_LIMIT_POST": ""})
    client = app.test_client()
    seen = []
    app.before_request(lambda: seen.append(1) and None)

    def ask(path, body=None, **headers):
        def told(more):
            method = "GET" if body is None else "POST"
            answer = client.open(path, method=method, data=body, headers=headers | more)
            return answer.status, sorted(headers_of(answer)), answer.data

        seen.clear()
        direct = told({})
        passed = bool(seen)
        assert direct == told(BY_THE_APPLICATION)
        return direct[0], passed

    return ask


@pytest.mark.parametrize(
    "query",
    [
        {"text": "LoRA"},
        {"text": "two LoRAs and a VAE", "unit": "byte"},
        {"text": "체크포인트에서는", "lang": "ko"},
        {"text": "dpm++ 2m karass", "lang": "de-AT"},
        {"text": "seed", "context": "The seed of an apple"},
        {"text": "nothing of the kind"},
        {"text": ""},
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "headers", [{}, {"Accept-Language": "zh-TW, ko;q=0.5"}, {"Host": "words.example:81"}], ids=str
)
def test_a_look_up_is_answered_as_by_the_application_and_without_it(both, query, headers):
    assert both("/v1/define?" + urlencode(query), **headers) == ("200 OK", False)


@given(st.text(max_size=40), st.sampled_from(["", "en", "ko"]), st.text(max_size=10))
def test_any_text_is_looked_up_as_by_the_application(both, text, lang, context):
    asked = {"text": text, "lang": lang, "context": context}
    query = urlencode(asked, errors="surrogatepass")
    assert both("/v1/define?" + query)[0] in {"200 OK", "400 BAD REQUEST"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/define", "400 BAD REQUEST"),
        ("/v1/define?text=a&text=b", "400 BAD REQUEST"),
        ("/v1/define?text=%ff", "400 BAD REQUEST"),
        ("/v1/define?text=a&unit=inch", "400 BAD REQUEST"),
        ("/v1/define?text=" + "x" * 1001, "414 REQUEST URI TOO LONG"),
    ],
)
def test_what_is_wrong_is_told_by_the_application(both, path, status):
    assert both(path) == (status, True)


def test_a_look_up_is_as_the_settings_say():
    settings = {"RATE_LIMIT": "", "MAX_TEXT": 5, "PUBLIC_URL": "https://words.example.org/in"}
    client = create_app(settings).test_client()
    assert client.get("/v1/define?text=sampler").status_code == 414
    answer = client.get(DEFINE).get_json()
    assert answer["terms"][0]["url"] == "https://words.example.org/in/terms/lora"


def test_a_refused_look_up_counts_once():
    client = create_app({"RATE_LIMIT": "3 per minute"}).test_client()
    statuses = [client.get("/v1/define").status_code for _ in range(4)]
    assert statuses == [400, 400, 400, 429]


def test_errors_and_other_methods_are_not_kept(passed):
    client = passed().test_client()
    for _ in range(2):
        assert client.get("/v1/define").status_code == 400
        assert client.head(DEFINE).status_code == 200
        assert client.post(DEFINE).status_code == 405
    assert len(passed.seen) == 6


def test_a_reload_forgets_what_was_kept(passed, tmp_path):
    folder = write(tmp_path / "own", "own", ("lora", "LoRA", "Old."))
    app = passed(GLOSSARIES=str(folder))
    client = app.test_client()
    assert b"Old." in client.get(DEFINE).data
    write(tmp_path / "own", "own", ("lora", "LoRA", "New."))
    assert app.extensions["glosslight"].reload()
    assert b"New." in client.get(DEFINE).data


def test_who_brings_a_token_is_answered_by_the_application(passed, tmp_path):
    public = write(tmp_path / "open", "open", ("lora", "LoRA", "For everyone."))
    private = write(tmp_path / "shut", "shut", ("lora", "LoRA", "For us."))
    app = passed(
        GLOSSARIES=str(public), PRIVATE_GLOSSARIES=str(private), TOKENS={"secret" * 4: "*"}
    )
    client = app.test_client()
    token = {"Authorization": "Bearer " + "secret" * 4}
    for _ in range(2):
        assert b"For everyone." in client.get(DEFINE).data
        assert b"For us." in client.get(DEFINE, headers=token).data


def test_an_answer_that_was_kept_counts_for_the_limit_the_log_and_the_metrics(monkeypatch):
    lines = []
    monkeypatch.setattr("server.logs.os.write", lambda _, line: lines.append(json.loads(line)))
    client = create_app({"RATE_LIMIT": "3 per minute", "LOG": "json"}).test_client()
    assert [client.get(DEFINE).status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    told = [(line["route"], line["status"]) for line in lines if line.get("event") == "request"]
    assert told == [("/v1/define", 200)] * 3 + [("/v1/define", 429)] * 2
    counted = client.get("/metrics").text
    assert (
        'glosslight_request_seconds_count{method="GET",route="/v1/define",status="200"} 3.0'
        in counted
    )


PAGE = "<p>Two LoRAs and a VAE, 체크포인트".encode()


@pytest.mark.parametrize("accept", ["", "text/html", "application/json", "application/ld+json"])
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html", PAGE),
        ("text/html; charset=euc-kr", PAGE.decode().encode("euc-kr")),
        ("application/json", json.dumps({"html": PAGE.decode(), "unit": "utf16"}).encode()),
    ],
)
@pytest.mark.parametrize("query", ["", "?lang=ko&density=page&headings=false"])
def test_a_page_is_annotated_as_by_the_application_and_without_it(both, accept, kind, body, query):
    headers = {"Content-Type": kind, "Accept": accept}
    assert both("/v1/annotate" + query, body, **headers) == ("200 OK", False)


@pytest.mark.parametrize("accept", ["*/*", "application/ld+json"])
@pytest.mark.parametrize(
    ("kind", "body"),
    [("text/plain", b"two LoRAs"), ("Application/JSON", b'{"text": "two LoRAs", "lang": "zh"}')],
)
def test_a_text_is_annotated_as_by_the_application_and_without_it(both, accept, kind, body):
    headers = {"Content-Type": kind, "Accept": accept}
    assert both("/v1/annotate?glossary=generative-ai", body, **headers) == ("200 OK", False)


@pytest.mark.parametrize(
    ("query", "kind", "body", "status"),
    [
        ("", "text/csv", b"LoRA", 415),
        ("", "application/json", b"{", 400),
        ("?inches=1", "text/html", PAGE, 400),
        ("?glossary=none", "text/html", PAGE, 404),
        ("", "text/html; charset=iso-2022-jp", PAGE, 422),
        ("", "text/html", b"x" * 5_000_001, 413),
        ("?only=:::", "text/html", PAGE, 400),
    ],
)
def test_what_is_wrong_with_a_body_is_told_by_the_application(both, query, kind, body, status):
    answered, passed = both("/v1/annotate" + query, body, **{"Content-Type": kind})
    assert (int(answered[:3]), passed) == (status, True)


def test_a_body_without_a_length_is_for_the_application():
    page = io.BytesIO(PAGE)
    client = create_app({"RATE_LIMIT": ""}).test_client()
    headers = {"Content-Type": "text/html"}
    environ = {"wsgi.input_terminated": True}
    answer = client.post(
        "/v1/annotate", input_stream=page, headers=headers, environ_overrides=environ
    )
    assert (answer.status_code, answer.headers["X-Glosslight-Marks"]) == (200, "3")
