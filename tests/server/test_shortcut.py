"""What is asked again is answered from what was kept, and is a request like any other."""

import json

import pytest

from server import create_app
from tests.server.glossaries import write

DEFINE = "/v1/define?text=LoRA"


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


@pytest.mark.parametrize("path", [DEFINE, "/v1/define?text=dpm%2B%2B&lang=ko&context=civitai.com"])
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
    first = client.get(DEFINE, headers={name: one})
    second = client.get(DEFINE, headers={name: other})
    assert first.data != second.data
    assert client.get(DEFINE, headers={name: one}).data == first.data
    assert len(passed.seen) == 2


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
