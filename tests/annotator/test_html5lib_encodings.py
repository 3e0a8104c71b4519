"""Encodings are found as the html5lib encoding tests say (corpus, html5lib-tests/encoding)."""

import codecs
import os
from pathlib import Path

import pytest
import webencodings

from annotator.encodings import _CODECS, find_encoding
from annotator.errors import UnreadableError


def cases():
    folder = os.environ.get("GLOSSLIGHT_CORPUS")
    if not folder:
        return []
    found = []
    for path in sorted((Path(folder) / "html5lib-tests/encoding").glob("*.dat")):
        for number, part in enumerate(path.read_bytes().split(b"#data\n")[1:]):
            data, _, label = part.partition(b"\n#encoding\n")
            found.append((f"{path.name} {number}", data, label.split(b"\n")[0].decode().strip()))
    return found


def codec_of(label):
    name = webencodings.lookup(label).name
    return codecs.lookup(_CODECS.get(name, name)).name


@pytest.mark.skipif(not cases(), reason="GLOSSLIGHT_CORPUS is not set")
def test_the_encoding_is_found():
    same, alike, wrong = 0, 0, []
    for name, data, label in cases():
        try:
            found = codecs.lookup(find_encoding(data)[0]).name
        except UnreadableError:
            found = "iso2022_jp"
        if found == codec_of(label):
            same += 1
        elif data.isascii() and (label.lower(), found) == ("windows-1252", "utf-8"):
            alike += 1  # nothing is declared, and to ASCII the two guesses are one
        else:
            wrong.append((name, label, found, data[:200]))
    print(f"html5lib encoding tests: {same} same, {alike} alike, {len(wrong)} different")
    assert not wrong, f"{len(wrong)} wrong, {same} same: {wrong[:20]}"
