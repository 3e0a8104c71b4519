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
