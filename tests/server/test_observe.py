"""Each request has an id, a line in the log and a place in the metrics; no line tells what of."""

import json
import re

import pytest

from server import create_app
from server.problems import Problem


@pytest.fixture
def lines(monkeypatch):
    """The lines that are written to the log of requests."""
    written = []
    monkeypatch.setattr("server.logs.os.write", lambda _, line: written.append(line.decode()))
    return written


@pytest.fixture(scope="module")
def app():
    return create_app({"LOG": "json"})


def test_an_id_is_given_to_each_request_and_shown(app, lines):
    client = app.test_client()
    first, second = (client.get("/healthz").headers["X-Request-ID"] for _ in range(2))
    assert re.fullmatch("[0-9a-f]{16}", first)
    assert first != second
    assert [json.loads(line)["request_id"] for line in lines] == [first, second]


@pytest.mark.parametrize("given", ["abc-1", "0192f0c4-1111-7222-8333-444455556666", "a" * 128])
def test_a_sane_id_is_kept(app, lines, given):
    answer = app.test_client().get("/healthz", headers={"X-Request-ID": given})
    assert answer.headers["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["", "a b", 'a"b', "a" * 129, "<script>", "é"])
def test_an_id_that_could_do_harm_is_replaced(app, lines, given):
    answer = app.test_client().get("/healthz", headers={"X-Request-ID": given})
    assert re.fullmatch("[0-9a-f]{16}", answer.headers["X-Request-ID"])


def test_a_line_is_json_and_tells_nothing_of_what_was_looked_up(app, lines):
    client = app.test_client()
    client.get("/v1/define?text=Zwurbel", environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    client.get("/terms/lora")
    client.post("/v1/annotate", data="a Zwurbel", content_type="text/plain")
    client.get("/Zwurbel")
    for line in lines:
        assert line.endswith("\n")
        assert "Zwurbel" not in line
        assert "lora" not in line
        assert "192.0.2.7" not in line
    [define, entry, annotate, nothing] = map(json.loads, lines)
    assert (define["method"], define["route"], define["status"]) == ("GET", "/v1/define", 200)
    assert define["ms"] > 0
    assert define["bytes"] > 0
    assert entry["route"].startswith("/terms/<")
    assert annotate["method"] == "POST"
    assert (nothing["route"], nothing["status"]) == ("(none)", 404)


def test_a_setting_tells_what_was_asked_and_from_where(lines):
    client = create_app({"LOG": "json", "LOG_DETAIL": True}).test_client()
    client.get("/v1/define?text=a%0Ab", environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    [line] = lines
    assert line.count("\n") == 1
    told = json.loads(line)
    assert told["path"] == "/v1/define?text=a%0Ab"
    assert told["address"] == "192.0.2.7"


def test_a_terminal_is_shown_plain_lines(lines):
    create_app({"LOG": "plain"}).test_client().get("/healthz")
    [line] = lines
    assert re.match(r"\S+Z 200 GET /healthz \d+ B [\d.]+ ms \(\w+\)\n", line)


def test_nothing_is_written_where_no_log_is_wanted(lines):
    create_app().test_client().get("/healthz")
    assert lines == []


def test_a_failure_is_answered_logged_and_counted_with_its_id(lines, caplog):
    app = create_app({"LOG": "json"})

    @app.get("/v1/broken")
    def broken():
        raise ZeroDivisionError

    answer = app.test_client().get("/v1/broken", headers={"X-Request-ID": "this-one"})
    assert answer.status_code == 500
    assert answer.content_type == "application/problem+json"
    assert answer.headers["X-Request-ID"] == "this-one"
    assert json.loads(lines[0])["level"] == "error"
    assert "ZeroDivisionError" in caplog.text
    assert 'route="/v1/broken",status="500"' in app.test_client().get("/metrics").text


def test_requests_are_counted_by_route_and_status(app, lines):
    client = app.test_client()

    def count():
        text = client.get("/metrics").text
        found = re.search(
            r'seconds_count\{method="GET",route="/v1/define",status="400"\} (\S+)', text
        )
        return float(found[1]) if found else 0

    before = count()
    for _ in range(3):
        client.get("/v1/define")
    assert count() == before + 3


def test_methods_that_strangers_make_up_are_one_label(app, lines):
    client = app.test_client()
    for number in range(5):
        client.open("/v1/define", method=f"MADEUP{number}")
    text = client.get("/metrics").text
    assert "MADEUP" not in text
    assert 'method="other"' in text


def test_metrics_can_be_off():
    assert create_app({"METRICS": False}).test_client().get("/metrics").status_code == 404


def test_a_problem_may_bring_headers(app):
    with app.test_request_context("/v1/x"):
        answer = app.ensure_sync(app.handle_user_exception)(
            Problem("too-many-requests", "Slowly.", headers={"Retry-After": "3"})
        )
    assert answer.headers["Retry-After"] == "3"
