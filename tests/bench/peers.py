"""What others use for a part of the work, as their users write it. What is not installed is named.

spaCy is no bench extra: a third of a gigabyte installed, for what tokenises English and, without
further models or dictionaries, neither Chinese nor Korean. Where it is installed it is measured.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from types import ModuleType
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind
from bs4 import BeautifulSoup

from terms.pack import Pack

Annotate = Callable[[str], str]
Find = Callable[[str], object]

_SKIPPED = frozenset(["script", "style", "code", "pre", "a", "textarea", "title", "button"])


def module(name: str, absent: list[str]) -> ModuleType | None:
    """Import a peer; where it is absent, note so."""
    try:
        return importlib.import_module(name)
    except ImportError:
        absent.append(f"{name.split('.', maxsplit=1)[0]} is not installed: not measured")
        return None


def parsers(absent: list[str]) -> dict[str, Callable[[str], object]]:
    """Return what parses a page, the yardstick first."""
    found: dict[str, Callable[[str], object]] = {
        "BeautifulSoup(html.parser)": lambda page: BeautifulSoup(page, "html.parser")
    }
    if module("lxml.html", absent):
        found["BeautifulSoup(lxml)"] = lambda page: BeautifulSoup(page, "lxml")
    if lexbor := module("selectolax.lexbor", absent):
        found["lexbor (selectolax), the floor"] = lexbor.LexborHTMLParser
    return found


def labels(pack: Pack) -> list[str]:
    """Return a pack's forms, the longest first, as a regular expression needs them."""
    return sorted(pack.forms, key=lambda form: (-len(form), form))


def alternation(pack: Pack) -> re.Pattern[str]:
    """Return one expression of all forms at word boundaries, as one finds it in many a script."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, labels(pack)))})\b", re.IGNORECASE)


def _replace_strings(page: str, replace: Callable[[str], str]) -> str:
    soup = BeautifulSoup(page, "html.parser")
    for string in soup.find_all(string=True):
        if string.parent is not None and string.parent.name not in _SKIPPED:
            replaced = replace(str(string))
            if replaced != string:
                string.replace_with(BeautifulSoup(replaced, "html.parser"))
    return str(soup)


def naive_annotators(pack: Pack, absent: list[str]) -> dict[str, Annotate]:
    """Return annotators that parse, replace in strings and serialise."""
    expression = alternation(pack)
    mark = r'<span class="term">\g<0></span>'
    found: dict[str, Annotate] = {
        "BeautifulSoup + re.sub": lambda page: _replace_strings(
            page, lambda string: expression.sub(mark, string)
        )
    }
    if flashtext := module("flashtext", absent):
        processor = flashtext.KeywordProcessor()
        for form in pack.forms:
            processor.add_keyword(form, f'<span class="term">{form}</span>')
        found["BeautifulSoup + FlashText"] = lambda page: _replace_strings(
            page, processor.replace_keywords
        )
    return found


def finders(pack: Pack, absent: list[str], *, slow: bool) -> dict[str, Find]:
    """Return what finds a pack's forms in plain text.

    `slow`: also what takes time in proportion to the number of forms.
    """
    found: dict[str, Find] = {}
    leftmost = AhoCorasick(list(pack.forms), matchkind=MatchKind.LeftmostLongest)
    overlapping = AhoCorasick(list(pack.forms), matchkind=MatchKind.Standard)
    found["ahocorasick-rs, leftmost-longest"] = leftmost.find_matches_as_indexes
    found["ahocorasick-rs, overlapping"] = lambda text: overlapping.find_matches_as_indexes(
        text, overlapping=True
    )
    if flashtext := module("flashtext", absent):
        processor = flashtext.KeywordProcessor()
        processor.add_keywords_from_list(list(pack.forms))
        found["FlashText"] = lambda text: processor.extract_keywords(text, span_info=True)
    if slow:
        expression = alternation(pack)
        found["re, one alternation"] = lambda text: list(expression.finditer(text))
    if spacy := module("spacy", absent):
        found["spaCy PhraseMatcher (blank en)"] = _phrase_matcher(spacy, pack)
    return found


def _phrase_matcher(spacy: Any, pack: Pack) -> Find:
    language = spacy.blank("en")
    language.max_length = 10**9
    matcher = importlib.import_module("spacy.matcher").PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("term", list(language.tokenizer.pipe(pack.forms)))
    return lambda text: matcher(language.make_doc(text))
