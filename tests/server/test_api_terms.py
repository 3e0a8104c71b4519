"""Entries are searched, listed page by page, and told whole by their ids."""

from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

from server import create_app
from server.api.models import Entry, Glossaries, TermPage
from terms import load
from terms.fold import fold_form


@pytest.fixture(scope="module")
def client():
    return create_app({"RATE_LIMIT": ""}).test_client()


def terms(client, **query):
    response = client.get("/v1/terms", query_string=query)
    assert response.status_code == 200, response.text
    msgspec.json.decode(response.data, type=TermPage)
    return response


def ids(body):
    return [term["id"] for term in body["terms"]]


@pytest.mark.parametrize(
    ("q", "first", "why", "found"),
    [
        ("lora", "lora", "label", "LoRA"),
        ("采样器", "sampler", "label", "采样器"),
        ("체크포인트", "checkpoint", "label", "체크포인트"),
        ("Low-Rank Adaptation", "lora", "label", "Low-Rank Adaptation"),
        ("stable difusion", "stable-diffusion", "close", "Stable Diffusion"),
    ],
)
def test_the_best_comes_first_and_tells_why(client, q, first, why, found):
    body = terms(client, q=q).get_json()
    best = body["terms"][0]
    assert (best["id"], best["why"], best["found"]) == (first, why, found)


def test_a_definition_is_searched_in_every_language(client):
    for q in ("teaches a big image model one new thing", "파일입니다"):
        body = terms(client, q=q).get_json()
        assert "lora" in ids(body)
        assert body["terms"][0]["why"] == "definition"
        assert body["terms"][0]["found"] is None


def test_without_a_search_all_are_listed_by_label(client):
    body = terms(client, limit=100).get_json()
    assert body["total"] == len(load())
    labels = [term["label"] for term in body["terms"]]
    lettered = [label for label in labels if label[0].isalpha()]
    assert lettered == sorted(lettered, key=fold_form)
    assert {term["why"] for term in body["terms"]} == {"all"}


def test_a_tag_is_known_by_any_of_its_names(client):
    english = terms(client, tag="Sampler", limit=100).get_json()
    assert english["total"] > 5
    assert all("Sampler" in term["tags"] for term in english["terms"])
    for name in ("sampler", "采样器", "샘플러"):
        assert ids(terms(client, tag=name, limit=100).get_json()) == ids(english)
    assert terms(client, tag="no such tag").get_json()["total"] == 0


def test_pages_neither_repeat_nor_miss(client):
    seen, cursor, pages = [], "", 0
    while cursor is not None:
        response = terms(client, q="noise", limit=7, cursor=cursor)
        body = response.get_json()
        seen += ids(body)
        cursor = body["next"]
        pages += 1
        if cursor:
            address, relation = response.headers["Link"].split("; ")
            assert relation == 'rel="next"'
            assert parse_qs(urlsplit(address.strip("<>")).query)["cursor"] == [cursor]
    assert len(seen) == len(set(seen)) == body["total"]
    assert pages == -(-len(seen) // 7)
    at_once = ids(terms(client, q="noise", limit=100).get_json())
    assert seen[:100] == at_once


def test_the_link_leads_to_the_next_page(client):
    response = terms(client, q="noise", lang="ko", limit=2)
    address = response.headers["Link"].split(">")[0][1:]
    following = client.get(address.removeprefix("http://localhost")).get_json()
    assert ids(following) == ids(terms(client, q="noise", limit=4).get_json())[2:]
    assert following["lang"] == "ko"


@pytest.mark.parametrize(
    ("cursor", "said"),
    [
        ("!!", "damaged"),
        ("é", "damaged"),
        ("WzFd", "damaged"),  # [1]
        ("Wy0xLCJhIiwiYSJd", "another list"),  # [-1,"a","a"]
    ],
)
def test_a_bad_cursor_is_said(client, cursor, said):
    response = client.get("/v1/terms", query_string={"cursor": cursor})
    assert response.status_code == 400
    assert said in response.get_json()["detail"]
    assert response.get_json()["errors"][0]["parameter"] == "cursor"


def test_a_cursor_of_another_search_is_said(client):
    cursor = terms(client, q="noise").get_json()["next"]
    response = client.get("/v1/terms", query_string={"q": "model", "cursor": cursor})
    assert "is of another list" in response.get_json()["detail"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("limit=0", "limit='0': must be a whole number from 1 to 100."),
        ("limit=", "limit='': must be a whole number from 1 to 100."),
        ("limit=1&limit=2", "limit is given twice"),
        ("tga=Sampler", "There is no parameter 'tga'; did you mean tag?"),
        ("zzz=1", "there are q, tag, lang, cursor, limit"),
        ("q=" + "x" * 201, "must be a text of at most 200 characters"),
        ("q=%ff", "not UTF-8"),
        ("&".join(f"a{n}=" for n in range(101)), "more than 100 parameters"),
    ],
)
def test_what_is_wrong_with_a_query_is_said(client, query, said):
    response = client.get(f"/v1/terms?{query}")
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    assert said in response.get_json()["detail"]


def test_all_that_is_wrong_is_said_at_once(client):
    errors = client.get("/v1/terms?limit=0&lan=en&lang=!").get_json()["errors"]
    assert [error["parameter"] for error in errors] == ["limit", "lan", "lang"]


def test_an_entry_is_told_whole(client):
    response = client.get("/v1/terms/lora?lang=zh")
    msgspec.json.decode(response.data, type=Entry)
    body = response.get_json()
    entry = load()["lora"]
    assert set(body["definitions"]) == set(entry.definition)
    assert body["definition"] == body["definitions"]["zh"]
    assert not any("[[" in text for text in body["definitions"].values())
    assert body["labels"]["ko"] == list(entry.labels["ko"])
    assert [other["id"] for other in body["related"]] == list(entry.related)
    narrower = {e.id for e in load() if e.broader == "lora"}
    assert {other["id"] for other in body["narrower"]} == narrower
    assert response.headers["Content-Language"] == "zh"


def test_an_id_that_is_nearly_one_is_led_to_it(client):
    detail = client.get("/v1/terms/chekpoint").get_json()["detail"]
    assert "No entry has the id 'chekpoint'" in detail
    assert "'checkpoint'" in detail


def test_the_glossaries_say_what_they_are(client):
    response = client.get("/v1/glossaries")
    body = msgspec.json.decode(response.data, type=Glossaries)
    assert body.entries == len(load())
    [facts] = body.glossaries
    assert (facts.id, facts.license, facts.entries) == ("generative-ai", "CC-BY-4.0", body.entries)
    assert "civitai.com" in facts.sites
    assert {tag.id: tag.entries for tag in body.tags} == load().tags
    assert client.get(body.pack.removeprefix("http://localhost")).status_code == 200
    assert client.get(facts.pack.removeprefix("http://localhost")).status_code == 200
