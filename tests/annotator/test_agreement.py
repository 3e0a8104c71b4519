"""The source reader and the tree reader see the same page: same text, same runs, same marks.

They share nothing but the scope rules, so each is the other's second opinion. Where a tree builder
itself departs from what a browser builds, its tree is no opinion; `DIFFERENT` says where.
"""

import pytest
from bs4 import BeautifulSoup

from annotator.options import Options
from annotator.runs import SEPARATOR
from annotator.soup import read_soup
from annotator.source import read
from terms.rules import rules

DIFFERENT: dict[tuple[str, str], str] = {
    ("lxml", "la-nacion"): "lxml drops the byte order mark that follows a tag",
    ("lxml", "remove-aria-hidden"): "lxml drops the byte order mark that follows a tag",
}
"""Parser and page -> why their runs differ; their marks do not."""

PARSERS = ["html.parser", "lxml"]


def source_of(page):
    return page.read_bytes().decode("utf-8", "surrogateescape")


def runs_of(runs):
    """Return the words of each run; how much white space stands between them is the parser's."""
    return [words for part in runs.text.split(SEPARATOR) if (words := part.split())]


def marks_of(matches):
    return [(match.surface, match.ids) for match in matches]


@pytest.mark.parametrize("parser", PARSERS)
def test_the_same_marks_in_the_same_order(corpus_page, parser, annotator):
    """Everyday words count, so that there is more to compare."""
    html = source_of(corpus_page)
    page = annotator.annotate(html, common="always")
    soup = BeautifulSoup(html, parser)
    assert marks_of(annotator.annotate_soup(soup, common="always")) == marks_of(page.matches)
    written = soup.find_all("gl-term")
    pieces = [html[start:end] for spans in page.spans for start, end in spans]
    assert len(written) == len(pieces)


@pytest.mark.parametrize("links", [False, True])
@pytest.mark.parametrize("parser", PARSERS)
def test_the_same_text_in_the_same_runs(corpus_page, parser, links):
    """Every word of a page is compared, whether it is a term or not."""
    html = source_of(corpus_page)
    options = Options(links=links)
    scope = rules("scope")
    from_source = runs_of(read(html, scope, options).runs)
    from_tree = runs_of(read_soup(BeautifulSoup(html, parser), scope, options))
    same = from_source == from_tree
    reason = DIFFERENT.get((parser, corpus_page.stem))
    assert same is (reason is None), reason or "see which of the two a browser agrees with"
