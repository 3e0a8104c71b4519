"""The block that lets a saved page explain itself: a style sheet, a glossary and a small script.

It stands before </body> between two comments and works from a file, without network and without
the extension. The glossary is plain HTML and the only copy of what the page explains: the script
hides it on the screen and shows its entries at their terms; on paper, and wherever a policy or an
old browser keeps the script from running, it is the page's last part. It holds only the entries
that the page uses. All of it is ASCII, so that any encoding holds it, and well-formed XML.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from annotator.standalone.squeeze import squeeze_css, squeeze_js
from terms.model import REFERENCE
from terms.pack import Pack

_HERE = Path(__file__).parent

TITLES = {"en": "Terms on this page", "zh": "本页术语", "ko": "이 페이지의 용어"}

_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks ku ps sd ug ur yi".split())


@cache
def _style() -> str:
    sheet = squeeze_css((_HERE / "standalone.css").read_text(encoding="utf-8"))
    return f'<style data-gl="style">{sheet}</style>'


@cache
def _script() -> str:
    script = squeeze_js((_HERE / "standalone.js").read_text(encoding="utf-8"))
    # XHTML reads a script as markup, HTML as it is: a CDATA section behind // suits both.
    return f'<script data-gl="script">//<![CDATA[\n{script}\n//]]></script>'


class Standalone:
    """Makes blocks for one pack and one language."""

    def __init__(self, pack: Pack, language: str) -> None:
        self._pack = pack
        self._language = language

    def block(self, ids: Iterable[str], *, index: bool = False, links: bool = True) -> str:
        """Return the block for the entries that occur.

        `index`: the glossary is in sight on the screen too. `links`: its entries link to one
        another; False where a <base> would lead such links off the page.
        """
        # A div ends a paragraph that the page has left open; else the glossary's heading would, and
        # stand outside the glossary.
        glossary = self.glossary(ids, index=index, links=links)
        return f'{_style()}<div data-gl="block">{glossary}</div>{_script()}'

    def entries(self, ids: Iterable[str]) -> str:
        """Return the glossary as JSON that may stand in a script element as it is.

        For a site that serves the script and the style by itself.
        """
        data = {"glossary": self.glossary(ids)}
        # In a script element nothing but </script and <!-- is special: keep '<' out of it.
        return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")

    def glossary(self, ids: Iterable[str], *, index: bool = False, links: bool = True) -> str:
        """Return the entries as a list in HTML, in the order of their names."""
        entries = {entry_id: self._pack.entries[self._pack.index[entry_id]] for entry_id in ids}
        known = entries.keys() if links else ()
        names = {entry_id: self._names(entry) for entry_id, entry in entries.items()}
        language = self._language
        title = TITLES.get(language, TITLES["en"])
        parts = [
            f'<gl-glossary id="gl-glossary" data-gl="{"index" if index else "list"}"'
            f' role="doc-glossary" aria-label="{escape(title)}"{_in(language)}>'
            f"<h2>{escape(title)}</h2><dl>"
        ]
        for entry_id in sorted(entries, key=lambda i: (_order(names[i][0]), i)):
            entry = entries[entry_id]
            written = self._language_of(entry)
            parts.append(f'<div id="gl-{entry_id}"{_in(written) if written != language else ""}>')
            parts.append(f"<dt>{_term(*names[entry_id], entry.get('expansion'), written)}</dt>")
            parts.append(f"<dd>{self._linked(entry['definition'][written], known)}</dd></div>")
        parts.append("</dl></gl-glossary>")
        return "".join(parts).encode("ascii", "xmlcharrefreplace").decode("ascii")

    def _language_of(self, entry: dict[str, Any]) -> str:
        """Return the language that an entry is explained in: the reader's, else the fallback."""
        written: dict[str, str] = entry["definition"]
        return next((lang for lang in (self._language, "en") if lang in written), min(written))

    def _names(self, entry: dict[str, Any]) -> tuple[str, str | None]:
        """Return what the reader calls an entry, and its label where that is another name."""
        label: str = entry["label"]
        native: list[str] = entry.get("labels", {}).get(self._language, [])
        if self._language == "en" or not native or native[0] == label:
            return label, None
        return native[0], label

    def _linked(self, definition: str, known: Iterable[str]) -> str:
        """Return a definition as HTML; references to known entries are links, others words."""
        parts: list[str] = []
        done = 0
        for reference in REFERENCE.finditer(definition):
            parts.append(escape(definition[done : reference.start()], quote=False))
            target, words = reference.groups()
            if words is None:
                at = self._pack.index.get(target)
                words = target if at is None else self._pack.entries[at]["label"]
            words = escape(words, quote=False)
            parts.append(f'<a href="#gl-{target}">{words}</a>' if target in known else words)
            done = reference.end()
        parts.append(escape(definition[done:], quote=False))
        return "".join(parts)


def _in(language: str) -> str:
    """Return the attributes that say which language follows, and which way it runs."""
    base = language.split("-", maxsplit=1)[0].lower()
    return f' lang="{escape(language)}" dir="{"rtl" if base in _RIGHT_TO_LEFT else "ltr"}"'


def _term(name: str, label: str | None, expansion: str | None, language: str) -> str:
    """Return an entry's names as HTML."""
    english = "" if language == "en" else ' lang="en"'
    parts = [f"<b>{escape(name, quote=False)}</b>"]
    if label is not None:
        parts.append(f" <span{english}>{escape(label, quote=False)}</span>")
    if expansion is not None:
        parts.append(f" <small{english}>{escape(expansion, quote=False)}</small>")
    return "".join(parts)


def _order(name: str) -> bytes:
    """Return what names are sorted by: letters as usual, common Chinese characters by pinyin.

    GB 2312, which GB 18030 keeps, has its 3,755 common characters in the order of their pinyin.
    """
    return name.casefold().encode("gb18030", "replace")
