"""A private glossary is read with its token, and shows nowhere without."""

import hashlib
import json

import pytest

from server import create_app
from tests.server.glossaries import write

SECRET = "Zwurbelgamma"
TOKEN = "a-token-that-is-long-enough"
OTHER = "another-token-long-enough"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("glossaries")
    public = write(
        folder / "public", "public", ("lora", "LoRA", "For all."), ("vae", "VAE", "A decoder.")
    )
    team = write(
        folder / "team",
        "team",
        ("zwurbelgamma", SECRET, f"The {SECRET} of the team."),
        ("lora", "LoRA", f"Ours: {SECRET}."),
    )
    board = write(folder / "board", "board", ("moonshot", "Moonshot", "Of the board."))
    return create_app(
        {
            "GLOSSARIES": [public],
            "PRIVATE_GLOSSARIES": [team, board],
            "TOKENS": {
                TOKEN: ["team"],
                "sha256:" + hashlib.sha256(OTHER.encode()).hexdigest(): "*",
            },
        }
    )


@pytest.fixture
def client(app):
    return app.test_client()


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def define(client, text, headers=None):
    answer = client.get("/v1/define", query_string={"text": text}, headers=headers or {})
    assert answer.status_code == 200
    return [term["id"] for term in answer.get_json()["terms"]]


def test_a_token_opens_its_glossaries_and_no_others(client):
    assert define(client, SECRET) == []
    assert define(client, SECRET, bearer(TOKEN)) == ["zwurbelgamma"]
    assert define(client, "Moonshot", bearer(TOKEN)) == []
    assert define(client, "Moonshot", bearer(OTHER)) == ["moonshot"]
    assert define(client, "VAE", bearer(TOKEN)) == ["vae"]


def test_a_private_entry_overrides_a_public_one_for_its_readers_alone(client):
    def read(headers):
        return client.get("/v1/terms/lora", headers=headers).get_json()["definition"]

    assert read({}) == "For all."
    assert read(bearer(TOKEN)) == f"Ours: {SECRET}."


def test_a_misspelling_is_not_led_to_a_private_term(client):
    assert define(client, "Zwurbelgama") == []
    assert define(client, "Zwurbelgama", bearer(TOKEN)) == ["zwurbelgamma"]


def test_an_unknown_token_is_refused(client):
    answer = client.get("/v1/define?text=LoRA", headers=bearer("never-given-to-anyone"))
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.content_type == "application/problem+json"
    assert "never-given" not in answer.text


def test_what_is_no_bearer_token_is_no_token(client):
    assert define(client, "VAE", {"Authorization": "Basic dXNlcjpwYXNz"}) == ["vae"]


def addresses(app):
    """Every address that GET takes, filled in with what leads to the private glossary."""
    private = app.extensions["glosslight"].library.opened_by(TOKEN)
    fill = {
        "entry_id": "zwurbelgamma",
        "slug": "team-tag",
        "digest": private.digest,
        "name": "standalone.css",
        "filename": "site.css",
        "browser": "chromium",
        "language": "ko",
        "kind": "not-found",
    }
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods:
            values = {name: fill[name] for name in rule.arguments}
            yield adapter.build(rule.endpoint, values)


@pytest.mark.parametrize("query", ["", f"?q={SECRET}&text={SECRET}", "?glossary=team"])
def test_nothing_private_is_in_any_answer_without_a_token(app, client, query):
    # Its holder asks first, so that whatever is kept of his answers would show.
    for address in addresses(app):
        client.get(address + query, headers=bearer(OTHER)).close()
    for address in addresses(app):
        with client.get(address + query) as answer:
            text = answer.data.decode("utf-8", "replace")
        said_back = text.replace(f'"text": "{SECRET}"', "").replace(f'value="{SECRET}"', "")
        assert "of the team" not in said_back, address
        assert "Ours:" not in said_back, address
        assert "Moonshot" not in said_back, address
        assert "team tag" not in said_back, address


def test_private_answers_are_kept_out_of_shared_caches(client):
    for path in ("/v1/define?text=LoRA", "/v1/pack", "/v1/terms/zwurbelgamma", "/terms/lora"):
        own = client.get(path, headers=bearer(TOKEN))
        assert own.status_code == 200, path
        assert own.cache_control.private
        assert not own.cache_control.public
        assert "Authorization" in own.headers["Vary"]
        everyones = client.get(path)
        assert not everyones.cache_control.private
        assert "Authorization" in everyones.headers["Vary"]


def test_the_packs_of_two_readers_differ(client):
    own = client.get("/v1/pack", headers=bearer(TOKEN))
    everyones = client.get("/v1/pack")
    assert own.headers["ETag"] != everyones.headers["ETag"]
    held = {"If-None-Match": own.headers["ETag"]}
    assert client.get("/v1/pack", headers=held).status_code == 200
    assert client.get("/v1/pack", headers={**held, **bearer(TOKEN)}).status_code == 304


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        ({}, "no token opens the private glossary 'team'; make one with: openssl rand -hex 32"),
        ({"too-short": ["team"]}, "token 1 of 1 is shorter than 16 characters"),
        ({TOKEN: ["taem"]}, "'taem' is the id of no private glossary (there are: team)"),
        ({TOKEN: "team"}, "token 1 of 1 must open a list of glossary ids, or '*'"),
        ([TOKEN], "must be a JSON object"),
    ],
)
def test_tokens_that_do_not_fit_are_said_at_start_and_not_shown(tmp_path, tokens, said):
    team = write(tmp_path / "team", "team", ("x", "X", "Y."))
    with pytest.raises(Exception, match="GLOSSLIGHT_TOKENS") as error:
        create_app({"PRIVATE_GLOSSARIES": [team], "TOKENS": tokens})
    assert said in str(error.value)
    assert TOKEN not in str(error.value)
    assert "too-short" not in str(error.value)


def test_tokens_come_from_a_file(tmp_path):
    team = write(tmp_path / "team", "team", ("x", "Xylo", "Y."))
    file = tmp_path / "tokens.json"
    file.write_text(json.dumps({TOKEN: ["team"]}))
    app = create_app({"PRIVATE_GLOSSARIES": [team], "TOKENS_FILE": str(file)})
    assert define(app.test_client(), "Xylo", bearer(TOKEN)) == ["x"]
    for content, said in [("{", "is not JSON"), ("[]", "must be a JSON object")]:
        file.write_text(content)
        with pytest.raises(Exception, match=said):
            create_app({"PRIVATE_GLOSSARIES": [team], "TOKENS_FILE": str(file)})
    with pytest.raises(Exception, match="No such file"):
        create_app({"PRIVATE_GLOSSARIES": [team], "TOKENS_FILE": str(tmp_path / "none")})


def test_two_glossaries_of_one_id_are_told_apart_at_start(tmp_path):
    folders = [write(tmp_path / name, "same", ("x", "X", "Y.")) for name in ("a", "b")]
    with pytest.raises(Exception, match="two folders have the glossary id 'same'"):
        create_app({"GLOSSARIES": folders})


def test_the_shipped_glossary_goes_with_others(tmp_path):
    own = write(tmp_path, "own", ("lora", "LoRA", "Ours."))
    client = create_app({"GLOSSARIES": f"shipped:{own}"}).test_client()
    assert client.get("/v1/terms/lora").get_json()["definition"] == "Ours."
    assert client.get("/v1/terms/checkpoint").status_code == 200
