"""The website shows its own, and shuts off what is a stranger's."""

import re

import pytest

from server import create_app


@pytest.fixture(scope="session")
def client():
    return create_app().test_client()


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Jargon"), ("zh", "看不懂的行话"), ("ko", "용어")]
)
def test_the_home_page_explains_a_paragraph(client, lang, said):
    page = client.get(f"/?lang={lang}").text
    assert said in page
    assert page.count("<gl-term ") >= 6
    assert 'type="application/json" data-gl="entries"' in page


def test_a_look_up_works_without_javascript(client):
    page = client.get("/?text=LoRAs&lang=en").text
    assert "teaches a big image model one new thing" in page
    assert "none that is spelled like it" in client.get("/?text=qqqq").text


def test_an_entry_page_links_to_others(client):
    page = client.get("/terms/lora").text
    assert '<a href="/terms/trigger-word">' in page
    assert "로라" in page
    assert client.get("/terms/nothing").status_code == 404


def test_the_site_asks_nothing_of_other_hosts(client):
    for path in ("/", "/terms/lora", "/nothing"):
        response = client.get(path)
        loaded = re.findall(r'(?:src|<link[^>]* href)="([^"]+)"', response.text)
        assert loaded
        assert all(address.startswith("/") for address in loaded)
    assert "default-src 'none'" in client.get("/").headers["Content-Security-Policy"]


def test_what_a_person_sends_is_text_on_our_pages(client):
    evil = "<script>alert(1)</script>"
    assert evil not in client.get("/", query_string={"text": evil}).text
    assert evil not in client.get(f"/terms/{evil}").text


def test_a_strangers_page_runs_in_a_sandbox(client):
    response = client.post("/preview?lang=ko", data={"html": "<p>LoRA"})
    assert '<gl-term data-gl="lora">LoRA</gl-term>' in response.text
    assert "<!--glosslight-->" in response.text
    assert response.headers["Content-Security-Policy"].startswith("sandbox allow-scripts;")
