"""The source reader finds the text that the html5lib tokenizer tests say is there, in its place.

The tests are data of the corpus (html5lib-tests/tokenizer). They are about a tokenizer; the reader
is one for its purpose, so a few look different through it. `DIFFERENT` has them, each with why.
"""

import json
import os
import re
from pathlib import Path

import pytest

from annotator.options import Options
from annotator.source import read
from annotator.tokens import REFERENCE, decode_reference, raw_text_end

EVERYTHING = {
    "transparent": [],
    "excluded": [],
    "switchable": {"links": [], "headings": []},
    "classes": [],
    "attributes": {},
}
SEPARATOR = "\uffff"

# What a test says of the tokenizer alone: its tree builder would have told it otherwise.
DIFFERENT = {
    "raw text": "the start tag of a raw text element changes the state, as the tree builder does",
    "separator": "the test holds U+FFFF, which the reader puts between runs",
    "blank": "white space that begins a run is not read: nothing begins with it",
    "script": "a script ends with its own end tag; the test names another as the last start tag",
}


def unescape(text):
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)


def joined(text):
    """Pairs of surrogates as JSON has them become characters; lone ones stay."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def cases():
    folder = os.environ.get("GLOSSLIGHT_CORPUS")
    if not folder:
        return
    for path in sorted((Path(folder) / "html5lib-tests/tokenizer").glob("*.test")):
        tests = json.loads(path.read_text("utf-8")).get("tests", [])
        for number, test in enumerate(tests):
            for state in test.get("initialStates", ["Data state"]):
                yield path.name, number, state, test


def expected_text(test):
    text = "".join(token[1] for token in test["output"] if token[0] == "Character")
    return joined(unescape(text) if test.get("doubleEscaped") else text)


def source_of(test):
    text = test["input"]
    return joined(unescape(text) if test.get("doubleEscaped") else text)


def data_text(source):
    """Return the text that the reader finds, each character checked to stand where it says."""
    page = read(source, EVERYTHING, Options())
    text = page.runs.text
    for at, character in enumerate(text):
        if character == SEPARATOR:
            continue
        spans = page.spans(at, at + 1)
        if not spans:  # one of two characters of a reference: only both together have a place
            assert "&" in source
            continue
        [(start, end)] = spans
        written = source[start:end]
        if written != character:
            length, decoded = decode_reference(REFERENCE.match(written)[0])
            assert (length, decoded) == (len(written), character)
    return text.replace(SEPARATOR, "")


def decoded(text):
    """Return a text with its character references decoded, as in RCDATA."""
    out, position = [], 0
    for reference in REFERENCE.finditer(text):
        if reference.start() >= position and (found := decode_reference(reference[0])):
            out += [text[position : reference.start()], found[1]]
            position = reference.start() + found[0]
    return "".join([*out, text[position:]])


def found_text(source, state, last):
    if state == "Data state":
        return data_text(source)
    if state == "PLAINTEXT state":
        return source.replace("\0", "\ufffd")
    if state == "CDATA section state":
        end = source.find("]]>")
        return source if end < 0 else source[:end] + data_text(source[end + 3 :])
    name = "script" if state == "Script data state" else last
    end = raw_text_end(source, 0, name) if name else None
    end = len(source) if end is None else end
    raw = source[:end].replace("\0", "\ufffd")
    rest = data_text(source[end:])
    return (decoded(raw) if state == "RCDATA state" else raw) + rest


RAW = re.compile(
    r"<(script|style|title|textarea|xmp|iframe|noembed|noframes|noscript|plaintext)[\s/>]", re.I
)


def difference(test, state, source, expected, found):
    if state == "Data state" and RAW.search(source):
        return "raw text"
    if SEPARATOR in expected and found == expected.replace(SEPARATOR, ""):
        return "separator"
    if "".join(found.split()) == "".join(expected.split()):
        return "blank"
    if state == "Script data state" and test.get("lastStartTag", "script") != "script":
        return "script"
    return None


@pytest.mark.skipif(not os.environ.get("GLOSSLIGHT_CORPUS"), reason="GLOSSLIGHT_CORPUS is not set")
def test_the_text_is_where_the_tokenizer_tests_say():
    same, explained, wrong = 0, {}, []
    for name, number, state, test in cases():
        # The input stream is normalised before it is tokenised; we keep every byte, so here too.
        source = source_of(test).replace("\r\n", "\n").replace("\r", "\n")
        expected = expected_text(test)
        if state == "Data state":
            expected = expected.replace("\0", "")  # the tree builder drops it in a body
        found = found_text(source, state, test.get("lastStartTag"))
        if found == expected:
            same += 1
        elif reason := difference(test, state, source, expected, found):
            explained[reason] = explained.get(reason, 0) + 1
        else:
            wrong.append((name, number, state, source[:80], expected[:80], found[:80]))
    assert not wrong, f"{len(wrong)} wrong, {same} same: {wrong[:10]}"
    assert set(explained) <= set(DIFFERENT)
    assert same > 6000
    print(f"html5lib tokenizer tests: {same} same, {sum(explained.values())} explained {explained}")
