"""CSS selectors say where terms are marked, in the source as in a tree."""

import pytest
from bs4 import BeautifulSoup

from annotator import Annotator, OptionError
from terms import read_pack
from tests.conftest import VECTORS_PACK

ANNOTATOR = Annotator(read_pack(VECTORS_PACK))

PAGE = """<!doctype html>
<body><p>LoRA zero</p>
<article class="main x"><h1>LoRA one</h1><p>LoRA <b>LoRA two</b> LoRA</p>
<aside>VAE three</aside><article>LoRA four</article>
<code>LoRA</code></article>
<ul><li class=skip>CLIP five<li>VAE six</ul>
<table><tr><td class=skip>Euler</td><td>VAE seven</td></tr></table>
"""


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "LoRA LoRA LoRA LoRA LoRA VAE LoRA CLIP VAE Euler VAE"),
        ({"only": "article"}, "LoRA LoRA LoRA LoRA VAE LoRA"),
        ({"only": ".main", "skip": "aside"}, "LoRA LoRA LoRA LoRA LoRA"),
        ({"skip": ".skip"}, "LoRA LoRA LoRA LoRA LoRA VAE LoRA VAE VAE"),
        ({"only": "b, li"}, "LoRA CLIP VAE"),
        ({"skip": "article > *"}, "LoRA CLIP VAE Euler VAE"),
        ({"only": "li.skip"}, "CLIP"),
        ({"only": "code"}, ""),
        ({"only": "nav"}, ""),
        ({"only": "td:nth-child(2)"}, "VAE"),
        ({"only": "body"}, "LoRA LoRA LoRA LoRA LoRA VAE LoRA CLIP VAE Euler VAE"),
        ({"skip": "body"}, ""),
    ],
)
def test_where_terms_are_marked(options, expected):
    page = ANNOTATOR.annotate(PAGE, **options)
    assert " ".join(match.surface for match in page.matches) == expected
    same = ANNOTATOR.annotate(PAGE.encode(), **options)
    assert same.html == page.html.encode()


@pytest.mark.parametrize(
    "options",
    [{"only": "article"}, {"only": ".main", "skip": "aside"}, {"skip": ".skip"}, {"only": "b, li"}],
)
def test_a_tree_is_scoped_like_the_source(options):
    # html.parser puts the second of two unclosed list items into the first; browsers do not.
    html = PAGE.replace("five<li>", "five</li><li>")
    soup = BeautifulSoup(html, "html.parser")
    in_tree = [match.surface for match in ANNOTATOR.annotate_soup(soup, **options)]
    in_source = [match.surface for match in ANNOTATOR.annotate(html, **options).matches]
    assert in_tree == in_source


@pytest.mark.parametrize("selector", ["[", "a:nope", "..", ">", "p::before"])
def test_what_is_no_selector_is_said(selector):
    with pytest.raises(OptionError, match="not a CSS selector"):
        ANNOTATOR.annotate(PAGE, only=selector)
    with pytest.raises(OptionError, match="not a CSS selector"):
        ANNOTATOR.annotate_soup(BeautifulSoup(PAGE, "html.parser"), skip=selector)
