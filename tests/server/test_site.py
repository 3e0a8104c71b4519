"""The website shows its own, in three languages, and shuts off what is a stranger's."""

import json
import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest

from server import create_app
from server.site import browse, builds, discovery
from terms import load
from terms.model import LANGUAGES

UNLIMITED = {"RATE_LIMIT": "", "RATE_LIMIT_POST": ""}
PAGES = [
    "/",
    "/terms",
    "/terms/lora",
    "/terms/sampler",
    "/tags",
    "/tags/file-format",
    "/search?q=LoRAs",
    "/search",
    "/annotate",
    "/extension",
    "/docs",
    "/nothing",
]


@pytest.fixture(scope="module")
def client():
    return create_app(UNLIMITED).test_client()


@pytest.fixture(scope="module")
def glossary():
    return load(None)


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


def test_a_page_that_is_not_there_suggests_what_was_meant(client):
    response = client.get("/en/terms/lorra")
    assert response.status_code == 404
    assert "There is no such page" in response.text
    assert '<a href="/en/terms/lora" lang="en">LoRA</a>' in response.text


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setattr(builds, "ROOT", tmp_path)
    return tmp_path


def test_the_extension_is_offered_for_each_browser(client):
    page = client.get("/en/extension").text
    for browser in ("chromium", "firefox"):
        address = f"/extension/glosslight-{browser}.zip"
        assert f'href="{address}"' in page
        archive = zipfile.ZipFile(BytesIO(client.get(address).data))
        assert json.loads(archive.read("manifest.json"))["manifest_version"] == 3
        assert "glossary.json" in archive.namelist()
    assert client.get("/extension/glosslight-opera.zip").status_code == 404


def test_the_builds_are_the_ones_that_were_made(client, root):
    (root / "build").mkdir()
    for browser in ("chromium", "firefox"):
        (root / "build" / f"glosslight-{browser}.zip").write_bytes(browser.encode())
    assert client.get("/extension/glosslight-firefox.zip").data == b"firefox"


def test_without_the_extension_the_page_says_where_it_is(client, root):
    page = client.get("/en/extension").text
    assert "This server does not have the builds" in page
    assert ".zip" not in page
    assert client.get("/extension/glosslight-firefox.zip").status_code == 404


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
