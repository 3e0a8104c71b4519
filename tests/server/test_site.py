"""The website's pages: of whom, in which language, with what on them and where they lead."""

import re
from xml.etree import ElementTree

import pytest

from server import create_app
from terms.model import LANGUAGES
from tests.server.glossaries import UNLIMITED
from tests.server.site_pages import PAGES


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Jargon"), ("zh", "看不懂的行话"), ("ko", "용어")]
)
def test_the_home_page_explains_a_paragraph(client, lang, said):
    page = client.get(f"/{lang}/").text
    assert said in page
    assert page.count("<gl-term ") >= 6
    assert 'type="application/json" data-gl="entries"' in page


@pytest.mark.parametrize(
    ("path", "header", "tag"),
    [
        ("/zh/terms/lora", "ko", "zh-Hans"),
        ("/terms/lora", "ko-KR,ko;q=0.9,en;q=0.5", "ko"),
        ("/terms/lora", "fr", "en"),
        ("/terms/lora", None, "en"),
        ("/nothing", "zh-TW", "zh-Hans"),
        ("/ko/nothing", "zh", "ko"),
    ],
)
def test_a_page_is_in_the_language_of_its_address_else_of_its_reader(client, path, header, tag):
    response = client.get(path, headers={"Accept-Language": header} if header else {})
    assert f'<html lang="{tag}">' in response.text
    assert response.headers["Content-Language"] == tag
    varies = "Accept-Language" in response.headers["Vary"]
    assert varies == (path[:4] not in {"/zh/", "/ko/"})


def test_a_language_asked_for_has_an_address_of_its_own(client):
    response = client.get("/terms/lora?lang=zh-CN")
    assert (response.status_code, response.headers["Location"]) == (302, "/zh/terms/lora")
    kept = client.get("/search?q=a%26b&lang=ko")
    assert kept.headers["Location"] == "/ko/search?q=a%26b"
    assert client.get("/terms/lora?lang=xx").status_code == 200


@pytest.mark.parametrize("path", ["/terms/lora", "/ko/terms/lora", "/", "/zh/tags/file-format"])
def test_pages_name_themselves_in_each_language(client, path):
    bare = re.sub("^/(en|zh|ko)(?=/)", "", path)
    page = client.get(path, headers={"Accept-Language": "ko"}).text
    alternates = dict(re.findall(r'rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', page))
    assert alternates == {
        "x-default": f"http://localhost{bare}",
        **{code: f"http://localhost/{code}{bare}" for code in LANGUAGES},
    }
    (canonical,) = re.findall(r'rel="canonical" href="([^"]+)"', page)
    assert canonical == f"http://localhost{path if path != bare else '/ko' + bare}"
    for address in alternates.values():
        assert client.get(address).status_code == 200


def test_the_public_address_is_the_one_that_pages_name():
    client = create_app({"PUBLIC_URL": "https://words.example/x/"}).test_client()
    page = client.get("/zh/terms/lora").text
    assert 'rel="canonical" href="https://words.example/x/zh/terms/lora"' in page
    assert "Sitemap: https://words.example/x/sitemap.xml" in client.get("/robots.txt").text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_stay_in_the_language_of_the_page(client, lang):
    page = client.get(f"/{lang}/terms/lora").text
    body = page[page.index("<main") : page.index("</main>")]
    links = re.findall(r'<a (?:class="\w+" )?href="(/[^"]*)"', body)
    assert len(links) > 12
    others = [link for link in links if not link.startswith((f"/{lang}/", "/v1/"))]
    # The entry itself in the two other languages.
    assert len(others) == 2
    assert all(link.endswith("/terms/lora") for link in others)


def test_every_link_of_every_kind_of_page_leads_somewhere(client):
    seen = set()
    for path in PAGES:
        for lang in LANGUAGES:
            page = client.get(f"/{lang}{path}").text
            seen |= set(re.findall(r'\s(?:href|src|action)="(/[^"#]*)', page))
    assert len(seen) > 1000
    for address in seen:
        status = client.get(address.replace("&amp;", "&")).status_code
        assert status == 200, address


def test_an_entry_page_shows_all_of_the_entry(client, glossary):
    page = client.get("/en/terms/vae").text
    entry = glossary["vae"]
    assert all(f">{tag}</a>" in page for tag in entry.tags)
    assert '<a href="/en/terms/vae-file" lang="en">VAE file</a>' in page  # the other sense
    assert f'<a href="{entry.links[0].url}" rel="noreferrer">' in page
    assert '<code translate="no">' in page and f"line {entry.line}" in page
    lora = client.get("/en/terms/lora").text
    word = '<gl-term data-gl="trigger-word">trigger word</gl-term>'
    assert f'<a href="/en/terms/trigger-word">{word}</a>' in lora
    assert 'lang="ko"' in lora and "로라" in lora
    assert "Low-Rank Adaptation" in lora
    assert client.get("/terms/nothing").status_code == 404


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_graph_links_to_every_relation_once(client, glossary, lang):
    entry = glossary["sampler"]
    page = client.get(f"/{lang}/terms/sampler").text
    svg = page[page.index('<svg class="graph"') : page.index("</aside>")]
    drawn = re.findall(rf'href="/{lang}/terms/([\w-]+)"', svg)
    near = {entry.broader, *entry.related}
    near |= {e.id for e in glossary if e.broader == "sampler" or "sampler" in e.related}
    assert set(drawn) == near
    assert len(drawn) == len(near) > 20
    ElementTree.fromstring(re.search(r"<svg.*</svg>", svg, re.DOTALL)[0])


def test_another_glossary_has_an_example_of_its_own(tmp_path):
    (tmp_path / "glossary.yaml").write_text("id: sailing\ntitle: {en: Sailing}\n", "utf-8")
    (tmp_path / "words.yaml").write_text(
        "- id: sheet\n  label: Sheet\n  definition: {en: A rope that trims a sail.}\n"
        "- id: jib\n  label: Jib\n  definition: {en: 'A sail; its [[sheet]] runs aft.'}\n",
        "utf-8",
    )
    client = create_app({"GLOSSARIES": str(tmp_path), **UNLIMITED}).test_client()
    page = client.get("/ko/").text
    assert '<p>A sail; its <gl-term data-gl="sheet">Sheet</gl-term> runs aft.</p>' in page
    assert "용어 2개를 알기 쉽게 풀이했습니다: 영어." in page
