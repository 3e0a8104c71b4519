"""Changed glossaries are taken without a stop; bad ones are refused and the old ones stay."""

import json
import os
import threading
import time

import pytest

from server import create_app
from tests.server.glossaries import write

TOKEN = "a-token-that-is-long-enough"


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "own", "own", ("lora", "LoRA", "The first."))


def definition(client, entry_id="lora", **headers):
    return client.get(f"/v1/terms/{entry_id}", headers=headers).get_json()["definition"]


def live_of(app):
    return app.extensions["glosslight"]


def test_a_reload_takes_what_is_new(folder):
    app = create_app({"GLOSSARIES": [folder]})
    client = app.test_client()
    etag = client.get("/v1/pack").headers["ETag"]
    write(folder, "own", ("lora", "LoRA", "The second."), ("vae", "VAE", "New."))
    assert definition(client) == "The first."
    assert live_of(app).reload()
    assert definition(client) == "The second."
    assert definition(client, "vae") == "New."
    assert client.get("/v1/pack", headers={"If-None-Match": etag}).status_code == 200
    assert client.get("/healthz").get_json()["entries"] == 2


def test_a_bad_glossary_is_refused_and_said_and_the_old_one_stays(folder, caplog):
    app = create_app({"GLOSSARIES": [folder]})
    client = app.test_client()
    healthy = client.get("/healthz").get_json()
    (folder / "words.yaml").write_text("- id: lora\n  lable: LoRA\n")
    assert not live_of(app).reload()
    assert definition(client) == "The first."
    health = client.get("/healthz").get_json()
    assert health["status"] == "ok"
    assert health["digest"] == healthy["digest"]
    assert any("own/words.yaml:1" in problem for problem in health["refused"]["problems"])
    assert "own/words.yaml:1" in caplog.text
    assert 'glosslight_reloads_total{result="refused"} 1.0' in client.get("/metrics").text
    write(folder, "own", ("lora", "LoRA", "Mended."))
    assert live_of(app).reload()
    assert definition(client) == "Mended."
    assert client.get("/healthz").get_json()["refused"] is None


def test_what_is_wrong_in_a_private_glossary_is_told_in_the_log_alone(folder, tmp_path, caplog):
    team = write(tmp_path / "team", "team", ("x", "Xylo", "Y."))
    app = create_app({"GLOSSARIES": [folder], "PRIVATE_GLOSSARIES": [team], "TOKENS": {TOKEN: "*"}})
    (team / "words.yaml").write_text("- id: secret-plan\n")
    assert not live_of(app).reload()
    assert "secret-plan" in caplog.text
    health = app.test_client().get("/healthz").text
    assert "secret-plan" not in health
    assert "in private glossaries: see the server's log" in health
    auth = {"Authorization": f"Bearer {TOKEN}"}
    assert definition(app.test_client(), "x", **auth) == "Y."


def test_a_private_glossary_that_changes_its_id_does_not_become_public(folder, tmp_path):
    team = write(tmp_path / "team", "team", ("x", "Xylo", "Y."))
    app = create_app(
        {"GLOSSARIES": [folder], "PRIVATE_GLOSSARIES": [team], "TOKENS": {TOKEN: ["team"]}}
    )
    write(team, "renamed", ("x", "Xylo", "Y."))
    assert not live_of(app).reload()
    assert app.test_client().get("/v1/terms/x").status_code == 404


def test_tokens_can_be_changed_without_a_stop(folder, tmp_path):
    team = write(tmp_path / "team", "team", ("x", "Xylo", "Y."))
    tokens = tmp_path / "tokens.json"
    tokens.write_text(json.dumps({TOKEN: "*"}))
    app = create_app(
        {"GLOSSARIES": [folder], "PRIVATE_GLOSSARIES": [team], "TOKENS_FILE": str(tokens)}
    )
    client = app.test_client()
    new = "another-token-long-enough"
    tokens.write_text(json.dumps({new: "*"}))
    assert live_of(app).reload()
    old_answer = client.get("/v1/terms/x", headers={"Authorization": f"Bearer {TOKEN}"})
    assert old_answer.status_code == 401
    assert definition(client, "x", Authorization=f"Bearer {new}") == "Y."


def until(what, seconds=20):
    """Wait for something that a thread does; a machine may be slow, a failure is no hang."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


def test_a_changed_file_is_noticed(folder):
    app = create_app({"GLOSSARIES": [folder], "RELOAD_SECONDS": 0.02})
    live_of(app).watch()
    client = app.test_client()
    write(folder, "own", ("lora", "LoRA", "The second one."))
    until(lambda: definition(client) == "The second one.")
    (folder / "words.yaml").unlink()
    write(folder, "own", ("other", "Other", "Moved."))
    (folder / "words.yaml").rename(folder / "more.yaml")
    until(lambda: client.get("/v1/terms/other").status_code == 200)


def test_a_file_that_is_being_written_is_left_until_it_rests(folder, monkeypatch):
    app = create_app({"GLOSSARIES": [folder], "RELOAD_SECONDS": 0.02})
    live = live_of(app)
    reloads = []
    monkeypatch.setattr(live, "reload", lambda: reloads.append(definition(app.test_client())))
    looks = iter([{"f": (n, n)} for n in (1, 2, 3, 3)])
    last = {}
    looked = threading.Semaphore(0)

    def look():
        looked.release()
        last.update(next(looks, last))
        return dict(last)

    monkeypatch.setattr(live, "_look", look)
    live.watch()
    for _ in range(8):
        assert looked.acquire(timeout=20)
    assert len(reloads) == 1


def test_a_file_that_was_emptied_to_be_written_is_waited_for(folder, monkeypatch):
    app = create_app({"GLOSSARIES": [folder], "RELOAD_SECONDS": 0.02})
    live = live_of(app)
    looked = threading.Semaphore(0)
    look = live._look
    monkeypatch.setattr(live, "_look", lambda: looked.release() or look())
    words = folder / "words.yaml"
    words.write_text("")
    live.watch()
    for _ in range(5):
        assert looked.acquire(timeout=20)
    assert definition(app.test_client()) == "The first."
    os.utime(words, (1, 1))  # left empty long ago
    until(lambda: app.test_client().get("/healthz").get_json()["entries"] == 0)


@pytest.mark.parametrize("half", ["[]", "- id: lora"], ids=["empty", "bad"])
def test_what_changes_while_it_is_read_is_read_again(folder, monkeypatch, half):
    app = create_app({"GLOSSARIES": [folder]})
    live = live_of(app)
    load = live._load

    def load_and_write():
        try:
            return load()
        finally:
            write(folder, "own", ("lora", "LoRA", "All of it."))

    monkeypatch.setattr(live, "_load", load_and_write)
    (folder / "words.yaml").write_text(half)
    live.reload()
    assert live.refused is None
    assert definition(app.test_client()) == "All of it."


def test_a_request_keeps_the_glossary_that_it_began_with(folder):
    app = create_app({"GLOSSARIES": [folder]})
    seen = []

    @app.get("/v1/slow")
    def slow():
        from server.reading import state

        seen.append(state())
        write(folder, "own", ("lora", "LoRA", "Meanwhile."))
        live_of(app).reload()
        seen.append(state())
        return "done"

    app.test_client().get("/v1/slow")
    assert seen[0] is seen[1]
    assert definition(app.test_client()) == "Meanwhile."


def test_files_that_changed_before_a_worker_began_are_read_at_once(folder):
    app = create_app({"GLOSSARIES": [folder]})
    write(folder, "own", ("lora", "LoRA", "Changed before."))
    os.utime(folder / "words.yaml", (1, 1))
    live_of(app).catch_up()
    assert definition(app.test_client()) == "Changed before."
