"""HTML source to tokens, after the tokenizer of the WHATWG standard (HTML, 13.2.5).

One compiled expression finds what begins with '<'; all between is text. Quantifiers are possessive
wherever giving back could not help, so the time is linear in the source, whatever the source.
"""

from __future__ import annotations

import re
from functools import cache
from html.entities import html5

_NAME = r"[A-Za-z][^\t\n\f\r\ />]*+"
_ATTRIBUTES = r"""
    (?:
        [\t\n\f\r\ /]*+ [^\t\n\f\r\ />][^\t\n\f\r\ />=]*+
        (?:
            [\t\n\f\r\ ]*+ = [\t\n\f\r\ ]*+
            (?: "[^"]*+(?:"|\Z) | '[^']*+(?:'|\Z) | [^\t\n\f\r\ >"'][^\t\n\f\r\ >]*+ )?+
        )?+
    )*+
    [\t\n\f\r\ /]*+
"""
# A comment ends where it may as soon as it may; then doctypes, processing instructions and what
# the standard calls bogus comments.
_OTHER = r"""
    !--(?:-?> | [^-]*+(?:-(?!-!?>)[^-]*+)*+(?:--!?>|\Z))
|   [!?][^>]*+>?
|   /(?:>|[^A-Za-z>][^>]*+>?)
"""

TOKEN = re.compile(
    rf"""
    <(?:
        (?P<slash>/?)
        (?P<name>{_NAME})
        (?P<attributes>{_ATTRIBUTES})
        (?P<close>>|\Z)             # an unfinished tag swallows the rest
    |   {_OTHER}
    )
    """,
    re.VERBOSE,
)

ELEMENT = re.compile(
    rf"""
    <(?:
        (?P<start>{_NAME})
        (?P<attributes>{_ATTRIBUTES})
        (?:>(?:(?P<text>[^<]*+)</(?P=start)>)?+|\Z)
    |   /(?P<end>{_NAME}){_ATTRIBUTES}(?:>|\Z)
    |   {_OTHER}
    )
    """,
    re.VERBOSE,
)
"""The same tokens, but an element that holds text alone is one: its start tag, `text`, end tag.

Half of all tags are of such elements, and what is done once a match is what takes the time. Raw
text is not known here: of an element that has it only the start tag counts.
"""

ATTRIBUTE = re.compile(
    r"""
    ([^\t\n\f\r\ />][^\t\n\f\r\ />=]*+)
    (?:
        [\t\n\f\r\ ]*+ = [\t\n\f\r\ ]*+
        (?: "([^"]*+)(?:"|\Z) | '([^']*+)(?:'|\Z) | ([^\t\n\f\r\ >"'][^\t\n\f\r\ >]*+) )?+
    )?+
    """,
    re.VERBOSE,
)

REFERENCE = re.compile(r"&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+);?|[A-Za-z][A-Za-z0-9]*;?)")

_SCRIPT = re.compile(r"<!--|--!?>|<(/?)script(?=[\t\n\f\r />])", re.IGNORECASE)


def in_either_case(word: str) -> str:
    """Return an expression of a word (ASCII) in any letter case."""
    return "".join(f"[{c}{c.upper()}]" if c.isalpha() else re.escape(c) for c in word)


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    # Not IGNORECASE, with which nothing is searched for at the speed of a plain "</".
    return re.compile(rf"</{in_either_case(name)}(?=[\t\n\f\r />])")


def attributes(source: str) -> dict[str, str]:
    """Return a tag's attributes, names in lower case, values as written, the first of a name."""
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(source):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), value)
    return found


def raw_text_end(source: str, start: int, name: str) -> int | None:
    """Return where the end tag of a raw text element begins, None if it never ends.

    `start`: just after its start tag.
    """
    if name == "plaintext":
        return None
    match = _end_tag(name).search(source, start)
    end = match.start() if match else None
    if name == "script" and source.find("<!--", start, end) >= 0:
        return _script_end(source, start)
    return end


def _script_end(source: str, start: int) -> int | None:
    """Follow the script data states: inside <!-- <script> the next </script> ends nothing."""
    escaped = double = False
    position = start
    while match := _SCRIPT.search(source, position):
        token = match[0].lower()
        position = match.end()
        if token == "<!--":
            if not escaped:
                escaped = True
                position -= 2  # the dashes may close it at once: <!-->
        elif token == "-->":
            escaped = double = False
        elif token == "--!>":
            pass  # does not end an escaped script, only a comment
        elif not match[1]:
            double = escaped
        elif double:
            double = False
        else:
            return match.start()
    return None


_LONGEST_NAME = max(map(len, html5))


def decode_reference(written: str) -> tuple[int, str] | None:
    """Return how much of a character reference counts (code points of source), and its text.

    None where it stands for itself, as in AT&T. After the standard's character reference state,
    outside attributes.
    """
    if written[1] == "#":
        return len(written), _numeric(written[2:].rstrip(";"))
    name = written[1:]
    if name in html5:
        return len(written), html5[name]
    for end in range(min(len(name) - 1, _LONGEST_NAME), 1, -1):
        if name[:end] in html5:
            return end + 1, html5[name[:end]]
    return None


_WINDOWS_1252 = {
    code: bytes([code]).decode("cp1252", "replace")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}


def _numeric(digits: str) -> str:
    hexadecimal = digits[0] in "xX"
    significant = digits.lstrip("xX").lstrip("0")
    if len(significant) > 7:  # beyond U+10FFFF; also keeps int() from long work
        return "\ufffd"
    code = int(significant or "0", 16 if hexadecimal else 10)
    if code in _WINDOWS_1252:
        return _WINDOWS_1252[code]
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return chr(code)
