"""How the website's entries are found: search, letters, subjects, and what search engines read."""

import json
import re
from html import unescape
from xml.etree import ElementTree

import pytest

from server.site import browse, discovery
from terms.model import LANGUAGES


def test_an_entry_is_told_to_search_engines(client):
    page = client.get("/zh/terms/lora").text
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    data = json.loads(text)
    assert data["@type"] == "DefinedTerm"
    assert data["url"] == "http://localhost/zh/terms/lora"
    assert (data["termCode"], data["inLanguage"]) == ("lora", "zh-Hans")
    assert {"LoRA", "Low-Rank Adaptation"} <= {data["name"], *data["alternateName"]}
    assert "[[" not in data["description"]
    assert data["inDefinedTermSet"]["@type"] == "DefinedTermSet"


def test_search_works_without_javascript(client):
    page = client.get("/en/search?q=LoRAs").text
    assert "teaches a big image model one new thing" in page
    assert "or spelled like it" in client.get("/en/search?q=qqqqqqqq").text
    sentence = client.get("/en/search?q=which sampler for a LoRA").text
    assert sentence.index('href="/en/terms/sampler"') < sentence.index('href="/en/terms/lora"')
    assert "Spelled like it" in client.get("/en/search?q=chekpoint").text
    assert 'name="robots" content="noindex"' in page


def test_search_results_come_in_pages(client, glossary):
    count = int(re.search(r"(\d+) terms for", client.get("/en/search?q=image").text)[1])
    assert count > 60
    ids = []
    for number in range(1, 99):
        page = client.get(f"/en/search?q=image&page={number}").text
        ids += re.findall(r'<li><h2><a href="/en/terms/([\w-]+)"', page)
        if 'rel="next"' not in page:
            break
    assert len(ids) == len(set(ids)) == count


@pytest.mark.parametrize("number", ["0", "-1", "x", "999999", "９"])
def test_a_page_that_there_is_not_is_no_error(client, number):
    assert client.get("/search", query_string={"q": "image", "page": number}).status_code == 200


def test_suggestions_are_what_browsers_understand(client):
    response = client.get("/zh/suggest?q=采样")
    asked, names, descriptions, addresses = response.json
    assert response.mimetype == "application/x-suggestions+json"
    assert asked == "采样"
    assert len(names) == len(descriptions) == len(addresses) > 3
    assert "采样器" in names
    assert descriptions[names.index("采样器")].startswith("Sampler · ")
    assert addresses[names.index("采样器")] == "/zh/terms/sampler"
    assert client.get("/suggest?q=").json == ["", [], [], []]


def test_a_suggestion_says_by_which_name_it_was_found_unless_that_is_never_shown(client):
    _, names, descriptions, _ = client.get("/en/suggest?q=sampling%20met").json
    assert names[0] == "Sampler"
    assert descriptions[0].startswith("Sampling method · The method that")
    _, names, descriptions, _ = client.get("/en/suggest?q=custom%20difussion").json
    assert names[0] == "Custom Diffusion"  # found by a hidden label, a misspelling
    assert descriptions[0].startswith("A training method")


def test_all_terms_are_listed_under_their_letters(client, glossary):
    for lang, some in {
        "en": {"L": "lora", "0–9": "1boy", "V": "vae"},
        "zh": {"C": "sampler", "L": "lora", "S": "entropy"},
        "ko": {"ㅅ": "sampler", "ㄹ": "lora", "A": "a1111"},
    }.items():
        page = client.get(f"/{lang}/terms").text
        sections = re.findall(r'<h2 id="letter-[^"]+">([^<]+)</h2>(.*?)</section>', page, re.DOTALL)
        listed = {
            letter: re.findall(rf'href="/{lang}/terms/([\w-]+)"', body) for letter, body in sections
        }
        assert sum(map(len, listed.values())) == len(glossary)
        for letter, entry_id in some.items():
            if entry_id in glossary:
                assert entry_id in listed[letter], (lang, letter)


def test_a_large_glossary_is_listed_a_letter_at_a_time(client, monkeypatch):
    monkeypatch.setattr(browse, "MOST_ON_A_PAGE", 20)
    page = client.get("/en/terms").text
    assert page.count("<h2") == 1
    assert '<h2 id="letter-A">' in page
    seen = []
    for number in range(1, 99):
        page = client.get(f"/en/terms?letter=S&page={number}").text
        seen += re.findall(r'<li><a href="/en/terms/([\w-]+)" lang', page)
        if 'rel="next"' not in page:
            break
    assert len(seen) == len(set(seen)) > 20
    assert client.get("/en/terms?letter=Ж").status_code == 404


def test_subjects_hold_their_terms_in_the_language_of_the_page(client, glossary):
    page = client.get("/ko/tags/file-format").text
    assert "파일 형식" in page
    for entry in glossary:
        assert ("File format" in entry.tags) == (f'href="/ko/terms/{entry.id}"' in page), entry.id
    assert client.get("/tags/nothing").status_code == 404


def test_the_sitemap_lists_every_page_in_every_language(client, glossary):
    listed = re.findall("<loc>http://localhost(.*?)</loc>", client.get("/sitemap.xml").text)
    assert len(listed) == len(set(listed))
    expected = {f"/{lang}/terms/{entry.id}" for entry in glossary for lang in LANGUAGES}
    assert expected < set(listed)
    others = set(listed) - expected
    assert {"/en/", "/zh/tags/file-format", "/ko/annotate", "/en/extension"} < others
    assert all(client.get(path).status_code == 200 for path in others)


def test_a_large_sitemap_is_an_index_of_several(client, glossary, monkeypatch):
    whole = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").text)
    monkeypatch.setattr(discovery, "MOST_IN_A_SITEMAP", 600)
    index = ElementTree.fromstring(client.get("/sitemap.xml").data)
    assert index.tag.endswith("}sitemapindex")
    parts = [part.text for part in index.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(parts) > 2
    listed = []
    for part in parts:
        its = re.findall("<loc>(.*?)</loc>", client.get(part).text)
        assert len(its) <= 600
        listed += its
    assert listed == whole
    assert client.get("/sitemap.xml?part=99").status_code == 404


def test_browsers_are_told_how_to_search_here(client):
    root = ElementTree.fromstring(client.get("/zh/opensearch.xml").data)
    templates = [
        url.get("template") for url in root.iter("{http://a9.com/-/spec/opensearch/1.1/}Url")
    ]
    assert templates == [
        "http://localhost/zh/search?q={searchTerms}",
        "http://localhost/zh/suggest?q={searchTerms}",
    ]


def test_a_page_that_is_not_there_suggests_what_was_meant(client):
    response = client.get("/en/terms/lorra")
    assert response.status_code == 404
    assert "There is no such page" in response.text
    assert '<a href="/en/terms/lora" lang="en">LoRA</a>' in response.text


def test_what_a_list_says_of_a_term_is_as_long_in_each_script_and_ends_in_one_ellipsis(client):
    for lang, most in (("en", 140), ("zh", 120), ("ko", 120)):
        page = client.get(f"/{lang}/tags/file-format").text
        said = [unescape(text) for text in re.findall(r"<p[^>]*>([^<]*…)</p>", page)]
        assert len(said) > 10
        assert max(map(len, said)) <= most
        assert not [text for text in said if text[-2] in ".,;:。，、；： "]
