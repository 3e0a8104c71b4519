"""The pack is kept by any cache, and asked for again at the price of a 304."""

import gzip
import json

import brotli
import pytest

from server import create_app


@pytest.fixture(scope="module")
def client():
    return create_app({"RATE_LIMIT": ""}).test_client()


def pack(client, path="/v1/pack", **headers):
    return client.get(path, headers={name.replace("_", "-"): v for name, v in headers.items()})


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", None),
        ("identity", None),
        ("gzip, deflate", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.5, gzip", "gzip"),
        ("br;q=0, gzip;q=0", None),
    ],
)
def test_the_coding_is_the_best_that_is_accepted(client, accepted, coding):
    response = pack(client, Accept_Encoding=accepted)
    assert response.headers.get("Content-Encoding") == coding
    unpack = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}[coding]
    assert json.loads(unpack(response.data))["format"] == 1
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["Content-Type"] == "application/json"
    assert int(response.headers["Content-Length"]) == len(response.data)


def test_each_coding_has_its_own_strong_etag(client):
    etags = [
        pack(client, Accept_Encoding=accepted).headers["ETag"] for accepted in ("", "gzip", "br")
    ]
    assert len(set(etags)) == 3
    assert not any(etag.startswith("W/") for etag in etags)


@pytest.mark.parametrize("accepted", ["", "gzip", "br"])
def test_who_has_it_gets_304_and_no_body(client, accepted):
    etag = pack(client, Accept_Encoding=accepted).headers["ETag"]
    for held in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        again = pack(client, Accept_Encoding=accepted, If_None_Match=held)
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == etag
        assert again.headers["Vary"] == "Accept-Encoding"
        assert "Cache-Control" in again.headers
        assert "Content-Type" not in again.headers
    assert pack(client, Accept_Encoding=accepted, If_None_Match='"x"').status_code == 200


def test_at_its_digest_it_is_kept_for_good(client):
    now = pack(client)
    digest = now.get_json()["digest"].removeprefix("sha256:")
    assert now.headers["Content-Location"] == f"http://localhost/v1/pack/{digest}"
    assert now.headers["Cache-Control"] == "public, max-age=3600"
    kept = pack(client, f"/v1/pack/{digest}")
    assert kept.data == now.data
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    gone = pack(client, "/v1/pack/" + "0" * 64)
    assert gone.status_code == 404
    assert f"/v1/pack/{digest}" in gone.get_json()["detail"]


def test_glossaries_are_chosen_by_id(tmp_path):
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "glossary.yaml").write_text(f"id: {name}\ntitle: {{en: {name}}}\n")
        (folder / "words.yaml").write_text(
            f"- id: {name}-word\n  label: {name}word\n  definition: {{en: A word.}}\n"
        )
    client = create_app(
        {"GLOSSARIES": f"{tmp_path / 'one'}:{tmp_path / 'two'}", "RATE_LIMIT": ""}
    ).test_client()

    def ids(query):
        return [entry["id"] for entry in client.get(f"/v1/pack{query}").get_json()["entries"]]

    assert ids("") == ids("?glossary=one,two") == ["one-word", "two-word"]
    assert ids("?glossary=two") == ["two-word"]
    one = client.get("/v1/pack?glossary=one")
    digest = one.get_json()["digest"].removeprefix("sha256:")
    assert client.get(f"/v1/pack/{digest}?glossary=one").data == one.data
    missing = client.get("/v1/pack?glossary=three")
    assert missing.status_code == 404
    assert "There is no glossary 'three'; there are one, two." in missing.get_json()["detail"]
    found = client.post("/v1/annotate?glossary=two", json={"text": "oneword twoword"}).get_json()
    assert [span["ids"] for span in found["spans"]] == [["two-word"]]


def test_head_has_the_headers_and_no_body(client):
    get, head = client.get("/v1/pack"), client.head("/v1/pack")
    assert head.data == b""
    for name in ("ETag", "Content-Length", "Cache-Control", "Content-Type"):
        assert head.headers[name] == get.headers[name]
