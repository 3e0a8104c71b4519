"""A highlighted text: exact, within, close; senses in order; everyday words where they belong."""

import msgspec
import pytest

from server import create_app
from server.api.models import Definition

GLOSSARY = """\
id: games
title: {en: Games}
sites: [games.example]
tags:
  Music: {en: Music}
  Fishing: {en: Fishing}
"""
ENTRIES = """\
- id: bass-fish
  label: Bass
  homonyms: [bass-voice]
  tags: [Fishing]
  definition: {en: A fish.}
  related: [rod]
- id: bass-voice
  label: Bass
  homonyms: [bass-fish]
  tags: [Music]
  definition: {en: A low voice., de: Eine tiefe Stimme.}
  broader: voice
- id: choir
  label: Choir
  tags: [Music]
  definition: {en: Many voices.}
- id: mezzo
  label: Mezzo-soprano
  tags: [Music]
  broader: voice
  definition: {en: A voice.}
- id: rod
  label: Fishing rod
  tags: [Fishing]
  definition: {en: Catches fish.}
- id: run
  label: Run
  common: true
  tags: [Music]
  definition: {en: Many notes at once.}
- id: voice
  label: Voice
  tags: [Music]
  definition: {en: What sings.}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("games")
    (folder / "glossary.yaml").write_text(GLOSSARY, "utf-8")
    (folder / "words.yaml").write_text(ENTRIES, "utf-8")
    return folder


@pytest.fixture(scope="module")
def client(folder):
    return create_app({"GLOSSARIES": str(folder), "RATE_LIMIT": ""}).test_client()


@pytest.fixture(scope="module")
def shipped():
    return create_app({"RATE_LIMIT": ""}).test_client()


def define(client, text, headers=None, **more):
    response = client.get("/v1/define", query_string={"text": text, **more}, headers=headers)
    assert response.status_code == 200, response.text
    # Whatever is answered is as declared.
    msgspec.json.decode(response.data, type=Definition)
    return response.get_json()


def ids(body):
    return [term["id"] for term in body["terms"]]


def test_every_sense_of_a_homonym_is_answered(client):
    assert sorted(ids(define(client, "bass"))) == ["bass-fish", "bass-voice"]


@pytest.mark.parametrize(
    ("context", "first"),
    [
        ("A bass sings below a mezzo-soprano.", "bass-voice"),  # of one parent
        ("The bass took my fishing rod.", "bass-fish"),  # related
        ("The voice was a bass.", "bass-voice"),  # its parent
        ("In the choir he sang bass.", "bass-voice"),  # a tag in common
    ],
)
def test_the_sentence_ranks_the_senses(client, context, first):
    assert ids(define(client, "bass", context=context))[0] == first


def test_without_context_the_order_stands_and_nothing_is_said_of_the_topic(client):
    plain = define(client, "bass")
    assert "on_topic" not in plain
    assert ids(define(client, "bass", context="Nothing known here.")) == ids(plain)


def test_everyday_words_come_last_off_topic(client):
    text = "a run with a mezzo-soprano"
    assert ids(define(client, text)) == ["run", "mezzo"]
    off = define(client, text, context="garden.example")
    assert (ids(off), off["on_topic"]) == (["mezzo", "run"], False)
    for context in ("games.example", "https://www.games.example/a?b", "Voice and choir."):
        on = define(client, text, context=context)
        assert (ids(on), on["on_topic"]) == (["run", "mezzo"], True)


def test_an_everyday_word_is_always_answered(client):
    body = define(client, "runs", context="He runs home.")
    assert (ids(body), body["on_topic"]) == (["run"], False)
    assert body["terms"][0]["common"] is True


def test_close_spellings_come_with_their_likeness_five_at_most(shipped):
    body = define(shipped, "stable difusion")
    assert body["match"] == "close"
    scores = [term["similarity"] for term in body["terms"]]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) <= 5
    assert body["terms"][0]["id"] == "stable-diffusion"
    assert body["spans"] == []
    # Twice 15 letters in common, of 15 + 16: Levenshtein's ratio by hand.
    assert scores[0] == pytest.approx(100 * 30 / 31, abs=0.05)


def test_only_close_spellings_have_a_likeness(shipped):
    assert "similarity" not in define(shipped, "LoRA")["terms"][0]


def test_each_term_says_which_language_it_is_in(client):
    body = define(client, "bass", lang="de")
    assert body["lang"] == "de"
    assert {term["id"]: term["lang"] for term in body["terms"]} == {
        "bass-fish": "en",
        "bass-voice": "de",
    }
    assert define(client, "bass", lang="fr")["lang"] == "en"
    assert define(client, "bass", headers={"Accept-Language": "de-AT, en;q=0.5"})["lang"] == "de"
    assert define(client, "bass", headers={"Accept-Language": "de;q=0, en"})["lang"] == "en"


def test_an_answer_has_the_entry_and_where_to_read_on(client):
    [voice] = define(client, "voice")["terms"]
    assert voice == {
        "id": "voice",
        "label": "Voice",
        "native": None,
        "expansion": None,
        "definition": "What sings.",
        "lang": "en",
        "tags": ["Music"],
        "common": False,
        "broader": None,
        "related": [],
        "glossary": "games",
        "url": "http://localhost/terms/voice",
    }
    by_id = {term["id"]: term for term in define(client, "bass")["terms"]}
    assert by_id["bass-voice"]["broader"] == {"id": "voice", "label": "Voice"}
    assert by_id["bass-fish"]["related"] == [{"id": "rod", "label": "Fishing rod"}]


def test_the_address_is_that_of_the_request_or_of_the_setting(client, folder):
    def url(client, **more):
        answer = client.get("/v1/define?text=voice", **more)
        return answer.get_json()["terms"][0]["url"]

    assert url(client, base_url="https://words.example:8443") == (
        "https://words.example:8443/terms/voice"
    )
    # The one before is kept; it must not be given to who comes by another name.
    assert url(client, base_url="http://other.example") == "http://other.example/terms/voice"
    assert url(client, base_url="http://other.example/deep") == (
        "http://other.example/deep/terms/voice"
    )
    public = create_app({"GLOSSARIES": str(folder), "PUBLIC_URL": "https://public.example/g/"})
    assert url(public.test_client()) == "https://public.example/g/terms/voice"


@pytest.mark.parametrize("host", ['a"b', "a\\b", "a b", "a\nb", "ü.example", "a/b"])
def test_no_host_breaks_the_json(client, host):
    response = client.get("/v1/define?text=voice", environ_overrides={"HTTP_HOST": host})
    assert response.get_json() is not None


def test_an_answer_that_is_kept_is_the_same_again(client):
    first, second = (client.get("/v1/define?text=bass&lang=de") for _ in range(2))
    assert first.data == second.data
    assert first.headers["Content-Language"] == second.headers["Content-Language"] == "de"
    assert first.headers["X-Request-ID"] != second.headers["X-Request-ID"]
    head = client.head("/v1/define?text=bass&lang=de")
    assert head.data == b""
    assert head.headers["Content-Length"] == str(len(first.data))


@pytest.mark.parametrize("text", ["", "  ", "\u3000", "😀", "ﬁ", "a\x00b", "x" * 1000])
def test_any_text_is_answered(client, text):
    assert define(client, text)["text"] == text


def test_a_query_that_is_not_utf8_is_refused(client):
    response = client.get("/v1/define?text=%ff")
    assert response.status_code == 400
    assert "not UTF-8" in response.get_json()["detail"]
    raw = client.get(
        "/v1/define", environ_overrides={"QUERY_STRING": "text=采样".encode().decode("latin-1")}
    )
    assert raw.get_json()["text"] == "采样"
