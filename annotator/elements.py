"""Names of elements that the tree builder treats in its own ways (HTML, 13.2.4.2 and 13.2.6)."""

from __future__ import annotations


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


CLOSES_P = _names(
    """address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext
    pre search section summary table ul xmp"""
)
"""Start tags that close an open paragraph."""

SCOPE = _names("applet caption html marquee object select table td template th")
"""What an end tag does not reach beyond."""

SPECIAL = CLOSES_P | SCOPE | _names("body button tbody tfoot thead tr colgroup")
"""What the end tag of an ordinary element does not reach beyond."""

HEADINGS = _names("h1 h2 h3 h4 h5 h6")
ROW_GROUPS = _names("tbody tfoot thead")
TABLE_PARTS = _names("caption colgroup table td template th tr")

FORMATTING = _names("a b big code em font i nobr s small strike strong tt u")
"""Elements that stay open across the blocks that they are misnested with."""

FOREIGN = _names("math svg")

INTEGRATION = _names("annotation-xml desc foreignobject mi mn mo ms mtext title")
"""Elements inside svg and math in which HTML begins again."""

BREAKS_OUT = _names(
    """b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img
    li listing menu meta nobr ol p pre ruby s small span strike strong sub sup table tt u ul var"""
)
"""Start tags that end svg and math."""

FONT = _names("color face size")
"""Attributes with which a font tag does so too."""

RAW_TEXT = _names("iframe noembed noframes noscript script style xmp")
"""Elements whose content is no markup; noscript, because a browser runs scripts."""

RCDATA = _names("textarea title")
"""Elements whose content is text and character references."""

VOID = _names(
    """area base basefont bgsound br col embed frame hr img input keygen link meta param source
    track wbr"""
)
"""Elements without content or end tag."""

ITEM_STOPS = SPECIAL - _names("address div p")
"""What the search for a list item to be closed does not reach beyond."""
