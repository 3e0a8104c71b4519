"""The API's page shows what the OpenAPI document says, and its links lead somewhere."""

import re
from html import unescape

import pytest

from server import create_app
from server.problems import KINDS


@pytest.fixture(scope="module")
def client():
    return create_app({"RATE_LIMIT": "", "MAX_TEXT": 1234}).test_client()


@pytest.fixture(scope="module")
def page(client):
    return client.get("/docs").text


@pytest.fixture(scope="module")
def document(client):
    return client.get("/v1/openapi.json").get_json()


def test_every_operation_parameter_and_model_is_shown(page, document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            section = page.split(f'<section id="{operation["operationId"]}"')[1]
            section = unescape(section.split("</section>")[0])
            assert f'{method.upper()}</b> <span translate="no">{path}</span>' in section
            for parameter in operation.get("parameters", []):
                assert f'<code translate="no">{parameter["name"]}</code>' in section
            for status in operation["responses"]:
                assert f'<b class="status">{status}</b>' in section
    for name in document["components"]["schemas"]:
        assert f'<div class="model" id="{name}">' in page


def test_every_link_within_the_page_leads_somewhere(page):
    ids = set(re.findall(r' id="([^"]+)"', page))
    links = set(re.findall(r' href="#([^"]+)"', page))
    assert "Definition" in links
    assert links <= ids


def test_the_type_of_every_problem_leads_to_what_it_means(client, page):
    for kind in KINDS:
        answer = client.get(f"/problems/{kind}")
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"/docs#problem-{kind}"
        assert f'<div id="problem-{kind}">' in page
    assert client.get("/problems/nothing").status_code == 404


def test_every_try_it_link_answers(client, page):
    tried = re.findall(r'<a href="([^"]+)">Try it</a>', page)
    assert len(tried) >= 5
    for address in tried:
        assert client.get(unescape(address)).status_code == 200, address


def test_the_limits_are_those_of_the_settings(page):
    assert "text, 1,234 characters at most" in page


def test_the_page_is_english_within_a_page_of_the_readers(client):
    page = client.get("/docs", headers={"Accept-Language": "ko"}).text
    assert '<html lang="ko">' in page
    assert '<div class="docs" lang="en">' in page


def test_nothing_is_inline(client, page):
    assert "style=" not in page
    assert not re.search(r"<script(?![^>]* src=)", page)
    assert "default-src 'none'" in client.get("/docs").headers["Content-Security-Policy"]
