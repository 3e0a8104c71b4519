"""A BeautifulSoup tree is marked in place, like the source is."""

import re

import pytest
from bs4 import BeautifulSoup

from annotator import Annotator
from annotator.soup import strip_soup
from terms import read_pack
from tests.conftest import VECTORS_PACK

ANNOTATOR = Annotator(read_pack(VECTORS_PACK), common="always")


@pytest.mark.parametrize(
    "html",
    [
        "<p>two LoRAs, one <b>seed</b></p>",
        "<p>Stable <b>Diffusion</b> <i>and</i> DPM++<!-- x --> 2M</p>",
        "<h1>LoRA</h1><p>a <a href='x'>LoRA</a> <code>LoRA</code></p>",
        "<p class='noglossary'>LoRA</p><p>체크포인트에서는</p>",
        "<p>L&#111;RA &amp; VAE</p>",
    ],
)
def test_the_tree_is_marked_as_the_source_is(html):
    soup = BeautifulSoup(html, "html.parser")
    ANNOTATOR.annotate_soup(soup)
    marked = BeautifulSoup(ANNOTATOR.annotate(html).html, "html.parser")
    assert str(soup) == str(marked)
    assert "gl-term" in str(soup)


def test_a_tree_is_marked_once_however_often_it_is_annotated():
    soup = BeautifulSoup("<p>Stable <b>Diffusion</b> LoRA</p>", "html.parser")
    ANNOTATOR.annotate_soup(soup)
    once = str(soup)
    ANNOTATOR.annotate_soup(soup)
    assert str(soup) == once


def test_marks_come_out_of_a_tree():
    soup = BeautifulSoup("<p>Stable <b>Diffusion</b> LoRA</p>", "html.parser")
    before = str(soup)
    ANNOTATOR.annotate_soup(soup)
    strip_soup(soup)
    assert str(soup) == before


def test_a_deep_tree_needs_no_recursion():
    soup = BeautifulSoup("<p></p>", "html.parser")
    node = soup.p
    for _ in range(5000):
        child = soup.new_tag("div")
        node.append(child)
        node = child
    node.append("LoRA")
    assert len(ANNOTATOR.annotate_soup(soup)) == 1
    assert re.fullmatch("LoRA", node.get_text())


def family(node):
    """Whom a node of a tree knows: parent, neighbours in the tree and among its siblings."""
    return [
        node.parent,
        node.previous_element,
        node.next_element,
        node.previous_sibling,
        node.next_sibling,
    ]


@pytest.mark.parametrize(
    "html",
    [
        "LoRA",
        "<p>LoRA</p>",
        "<p>a LoRA, two LoRAs</p>and<p>LoRA<br>LoRA</p>",
        "<p>Stable <b>Diffusion</b> x <i>LoRA</i></p>",
        "<div>LoRA<p>x</p>LoRA<!-- x -->LoRA</div>",
    ],
)
def test_a_marked_tree_is_tied_together_as_a_parsed_one_is(html):
    """Whatever is done to it next goes by these ties."""
    soup = BeautifulSoup(html, "html.parser")
    ANNOTATOR.annotate_soup(soup)
    parsed = BeautifulSoup(str(soup), "html.parser")
    nodes, others = list(soup.descendants), list(parsed.descendants)
    assert [str(node) for node in nodes] == [str(other) for other in others]
    number = {id(node): at for at, node in enumerate([soup, *nodes])}
    other_number = {id(node): at for at, node in enumerate([parsed, *others])}
    for node, other in zip(nodes, others, strict=True):
        assert [number.get(id(n)) for n in family(node)] == [
            other_number.get(id(n)) for n in family(other)
        ]


def test_a_string_that_was_replaced_knows_nobody():
    soup = BeautifulSoup("<p>a LoRA</p>", "html.parser")
    string = soup.p.string
    ANNOTATOR.annotate_soup(soup)
    assert family(string) == [None] * 5
