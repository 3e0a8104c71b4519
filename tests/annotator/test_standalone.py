"""The block that lets a saved page explain itself: small, ASCII, exact, and said once."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from annotator import Annotator, strip
from annotator.marks import BLOCK_END, BLOCK_START
from annotator.standalone import Standalone
from annotator.standalone.squeeze import squeeze_css, squeeze_js
from server.cli import cli
from terms import build_pack, load
from terms.pack import Pack

ROOT = Path(__file__).parent.parent
GLOSSARY = ROOT / "browser/pages/standalone/glossary"
PAGE = "<!doctype html><title>t</title><body><p>LoRA, VAE, Unreal, Trigger word, LoRA</body>"


@pytest.fixture(scope="module")
def small():
    return Annotator(load(GLOSSARY))


def block_of(html):
    return html[html.index(BLOCK_START) + len(BLOCK_START) : html.index(BLOCK_END)]


def entries_of(html):
    """Names and definitions of a block's glossary, as an XML reader sees them."""
    tree = ElementTree.fromstring(f"<block>{block_of(html)}</block>")
    return {
        entry.get("id"): (
            "".join(entry.find("dt").itertext()),
            "".join(entry.find("dd").itertext()),
        )
        for entry in tree.findall(".//div[@id]")
    }


def test_script_and_style_are_small(small):
    block = block_of(small.annotate(PAGE, standalone=True).html)
    assert len(re.search(r"<style.*?</style>", block, re.DOTALL)[0]) < 3000
    assert len(re.search(r"<script.*</script>", block, re.DOTALL)[0]) < 6000


def test_it_holds_the_entries_that_occur_and_no_others(small):
    html = small.annotate(PAGE, standalone=True).html
    assert set(entries_of(html)) == {
        "gl-lora",
        "gl-trigger-word",
        "gl-unreal",
        "gl-vae",
        "gl-vae-file",
    }
    assert html.count("turns latents into pictures") == 1


def test_no_definition_can_end_it_early(small):
    html = small.annotate(PAGE, standalone=True).html
    assert html.count(BLOCK_END) == 1
    said = "Says <b>, </script>, ]]> and <!--/glosslight-->."
    assert entries_of(html)["gl-unreal"] == ("Unreal", said)
    assert strip(html) == PAGE


@pytest.mark.parametrize("language", ["en", "zh", "ko"])
@pytest.mark.parametrize("index", [False, True])
def test_it_is_ascii_and_strips_to_the_byte(small, language, index):
    for encoding in ("utf-8", "gb18030", "euc-kr", "utf-16"):
        page = f"<meta charset={encoding}><p>LoRA Checkpoint</p>"
        source = page.encode(encoding)
        html = small.annotate(source, standalone=True, language=language, index=index).html
        assert block_of(html.decode(encoding)).isascii()
        assert strip(html) == source


@pytest.mark.parametrize(
    "set_by_script",
    [
        ' tabindex="-1"',
        ' tabindex="0" role="button" aria-expanded="false" aria-describedby="gl-lora"',
        ' tabindex="0" role="button" aria-expanded="true" aria-describedby="gl-vae gl-vae-file"',
    ],
)
def test_marks_of_a_page_that_a_browser_saved_again_are_taken_out(small, set_by_script):
    for source in (PAGE, "<p>a <b>Lo</b>RA</p>"):
        html = small.annotate(source, standalone=True).html
        saved = re.sub(r"(<gl-term [^>]*)>", rf"\1{set_by_script}>", html)
        assert saved != html
        assert strip(saved) == source
        assert small.annotate(saved, standalone=True).html == html


@pytest.mark.parametrize(
    "attributes",
    [' tabindex="0"', ' role="button"', ' tabindex="-1" class="x"', ' tabindex="1"'],
)
def test_a_tag_with_attributes_that_are_not_ours_stays(attributes):
    page = f'<p><gl-term data-gl="lora"{attributes}>LoRA</gl-term></p>'
    assert strip(page) == page


def test_references_link_to_entries_in_the_block_and_are_words_otherwise(small):
    html = small.annotate("<p>LoRA, trigger word</p>", standalone=True).html
    assert (
        'A small add-on to a Checkpoint, called by a <a href="#gl-trigger-word">word</a>'
        " &amp; no more."
    ) in html
    assert 'calls up a <a href="#gl-lora">LoRA</a>.' in html


@pytest.mark.parametrize("base", ['<base href="/">', "<BASE HREF='https://example.org/'>"])
def test_no_links_where_a_base_would_lead_them_away(small, base):
    html = small.annotate(f"{base}<p>LoRA, trigger word</p>", standalone=True).html
    assert 'href="#' not in html
    assert "called by a word &amp; no more." in html


@pytest.mark.parametrize(
    ("language", "name", "definition"),
    [
        ("en", "LoRA Low-Rank Adaptation", "A small add-on to a Checkpoint, called by"),
        ("zh", "LoRA Low-Rank Adaptation", "加在大模型上的小文件。"),
        ("ko", "로라 LoRA Low-Rank Adaptation", "체크포인트에 더하는 작은 파일입니다."),
    ],
)
def test_it_speaks_the_readers_language(small, language, name, definition):
    html = small.annotate("<p>LoRA</p>", standalone=True, language=language).html
    found = entries_of(html)["gl-lora"]
    assert found[0] == name
    assert found[1].startswith(definition)


def test_an_entry_in_another_language_says_so_and_which_way_it_runs(small):
    html = small.annotate("<p>LoRA VAE</p>", standalone=True, language="zh").html
    assert 'aria-label="&#26412;&#39029;&#26415;&#35821;" lang="zh" dir="ltr"><h2>' in html
    assert '<div id="gl-vae" lang="en" dir="ltr">' in html
    assert '<div id="gl-lora"><dt>' in html


def test_arabic_runs_from_right_to_left(small):
    data = dict(small.pack.data)
    data["entries"] = [{"id": "x", "label": "X", "definition": {"ar": "كلمة"}}]
    assert '<div id="gl-x" lang="ar" dir="rtl">' in Standalone(Pack(data), "en").glossary(["x"])
    assert ' lang="ar" dir="rtl"><h2>' in Standalone(Pack(data), "ar").glossary(["x"])


def test_chinese_names_are_in_the_order_of_their_pinyin(glossary):
    pack = build_pack(glossary)
    ids = ["overfitting", "sampler", "checkpoint", "lora", "seed"]
    shown = re.findall(r'<div id="gl-([a-z-]+)"', Standalone(pack, "zh").glossary(ids))
    # LoRA 模型, 采样器 cǎi, 大模型 dà, 过拟合 guò, 种子 zhǒng
    assert shown == ["lora", "sampler", "checkpoint", "overfitting", "seed"]


def test_the_index_is_in_sight_only_where_asked_for(small):
    assert 'data-gl="list"' in small.annotate(PAGE, standalone=True).html
    assert 'data-gl="index"' in small.annotate(PAGE, standalone=True, index=True).html


def test_the_command_line_makes_an_index(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(PAGE)
    run = CliRunner()
    given = [str(page), "-g", str(GLOSSARY)]
    made = run.invoke(cli, ["annotate", "--index", *given])
    assert made.exit_code == 0
    assert 'data-gl="index"' in made.stdout
    refused = run.invoke(cli, ["annotate", "--index", "--bare", *given])
    assert refused.exit_code == 2
    assert "give one of them" in refused.stderr


def test_an_xhtml_page_stays_well_formed(small):
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>LoRA VAE</p></body></html>'
    for index in (False, True):
        ElementTree.fromstring(small.annotate(page, standalone=True, index=index).html)


def test_a_site_gets_the_same_glossary_as_data(small):
    block = Standalone(small.pack, "en")
    data = block.entries(["lora", "unreal"])
    assert "<" not in data
    assert json.loads(data) == {"glossary": block.glossary(["lora", "unreal"])}


def test_squeezing_leaves_strings_alone():
    js = """
  // a comment; "with a string"
  const a = (b, c) => `${b} - ${c} //`;
  if (a < "x  =  y") return { 'z : z': 1 };
"""
    assert squeeze_js(js) == "const a=(b,c)=>`${b} - ${c} //`;if(a<\"x  =  y\")return{'z : z':1};"


def test_squeezing_keeps_what_a_selector_means():
    css = """/* a
 b */ a[id] :lang(ko) , :host(b) { margin: 0 1px; --x: calc(1px - 2px); }
@media print { a { b: c } }
"""
    assert squeeze_css(css) == (
        "a[id] :lang(ko) ,:host(b){margin:0 1px;--x:calc(1px - 2px)}@media print{a{b:c}}"
    )
