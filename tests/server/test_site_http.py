"""What the website sends and keeps to itself: policies, caches, and text that means harm."""

import json
import re

import pytest

from server import create_app
from tests.server.glossaries import UNLIMITED
from tests.server.site_pages import PAGES


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A site whose glossary means harm."""
    folder = tmp_path_factory.mktemp("hostile")
    evil = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    entry = {
        "id": "evil",
        "label": f"Evil {evil}",
        "expansion": evil,
        "aliases": [f"alias {evil}"],
        "labels": {"zh": [f"恶 {evil}"]},
        "tags": ["<b>Tag</b>"],
        "definition": {"en": f"A text {evil}. <!--", "zh": evil, "ko": evil},
        "links": [{"url": "https://example.org/?a=1&lt;&c", "title": evil}],
    }
    (folder / "glossary.yaml").write_text(
        json.dumps({"id": "hostile", "title": {"en": evil}, "attribution": evil}), "utf-8"
    )
    (folder / "entries.yaml").write_text(json.dumps([entry]), "utf-8")
    return create_app({"GLOSSARIES": str(folder), **UNLIMITED}).test_client()


def loaded(page):
    return re.findall(
        r'(?:\ssrc|<link rel="(?:icon|stylesheet|search)"[^>]*? href)="([^"]+)"', page
    )


@pytest.mark.parametrize("path", PAGES)
def test_the_site_asks_nothing_of_other_hosts(client, path):
    response = client.get(path)
    addresses = loaded(response.text)
    assert addresses
    assert all(address.startswith("/") for address in addresses)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    # Nothing inline that such a policy would stop.
    assert not re.search(r"<style|\sstyle=|\son\w+=", response.text)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_a_page_that_has_not_changed_is_not_sent_again(client):
    first = client.get("/en/terms/lora")
    again = client.get("/en/terms/lora", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Cache-Control"] == "no-cache"


def test_pages_are_compressed_for_those_who_can_read_that(client):
    plain = client.get("/en/terms")
    packed = client.get("/en/terms", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(packed.data) < len(plain.data) / 3
    assert "Content-Encoding" not in plain.headers


def test_files_of_the_site_are_kept_for_good_under_an_address_that_changes_with_them(client):
    (address,) = re.findall(r'href="(/assets/site.css\?v=\w+)"', client.get("/").text)
    assert "immutable" in client.get(address).headers["Cache-Control"]
    assert "immutable" not in client.get("/assets/site.css?v=old").headers["Cache-Control"]
    assert client.get("/assets/blueprint.py").status_code == 404
    assert client.get("/favicon.ico").mimetype == "image/svg+xml"


def test_what_a_person_sends_is_text_on_our_pages(client):
    evil = "<script>alert(1)</script>"
    assert evil not in client.get("/search", query_string={"q": evil}).text
    assert evil not in client.get(f"/terms/{evil}").text
    assert evil not in client.get("/terms", query_string={"letter": evil}).text
    form = {"html": f"</textarea>{evil}", "only": f'">{evil}', "density": evil}
    assert evil not in client.post("/annotate", data=form).text


@pytest.mark.parametrize(
    "path",
    ["/", "/terms", "/terms/evil", "/zh/terms/evil", "/tags", "/tags/b-tag-b", "/search?q=evil"],
)
def test_what_a_glossary_says_is_text_on_our_pages(hostile, path):
    response = hostile.get(path)
    assert response.status_code == 200
    assert "<script>alert" not in response.text
    assert "<img src=x" not in response.text
    assert "<b>Tag" not in response.text


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "Too many requests"), ("zh", "请求太频繁"), ("ko", "요청이 너무 많습니다")],
)
def test_a_person_who_asks_too_often_is_told_in_words(lang, said):
    client = create_app({"RATE_LIMIT": "1 per minute"}).test_client()
    client.get("/tags", headers={"Accept": "text/html"})
    response = client.get(f"/{lang}/tags", headers={"Accept": "text/html"})
    assert response.status_code == 429
    assert said in response.text
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_a_person_with_too_large_a_page_is_told_how_much_is_taken():
    client = create_app({"MAX_CONTENT_LENGTH": 2000, **UNLIMITED}).test_client()
    form = {"html": "x" * 3000}
    response = client.post("/en/annotate", data=form, headers={"Accept": "text/html"})
    assert response.status_code == 413
    assert "At most 2 kB at a time" in response.text
    answer = client.post("/en/annotate", data=form, headers={"Accept": "application/json"})
    assert answer.mimetype == "application/problem+json"
