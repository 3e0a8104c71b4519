"""Texts over all scripts with what Python makes of them, as JSON: the JavaScript twin's examples.

Run by twins.test.js. Arguments: a seed and how many texts.
"""

import json
import random
import sys
import unicodedata
from pathlib import Path

from annotator.matcher import Matcher
from annotator.options import Options
from terms import read_pack
from terms.fold import character_class, fold, spell

PACK = Path(__file__).parent.parent / "vectors" / "pack.json"
ODD = list(" \t\n\r-\u2013\u00a0\u3000\u00ad\u200b\u200d\ufeff\ufe0f\u0301\u0307\u0345\u2019'.,_()")
ODD += list("\u3099\uff9e\u1161\u11a8\u00df\u1e9e\ufb01\ufdfa\u2122\u2460\u0130\u0131I\u03a3\u03c2")
ODD += ["\uff21", "\uffff", "\U0001d400", "\U0001f600", "\U00020000", "a" + "\u0301\u0323" * 10]
# Not what is assigned in one Unicode version alone: Python's and the browser's differ.
ASSIGNED = [
    chr(code)
    for code in range(0x110000)
    if unicodedata.category(chr(code)) not in {"Cn", "Co", "Cs"}
]


def main() -> None:
    """Print the examples."""
    random.seed(int(sys.argv[1]))
    pack = read_pack(PACK)
    matcher = Matcher(pack)
    particles = [p for listed in pack.data["rules"]["particles"].values() for p in listed]
    labels = [
        label
        for entry in pack.entries
        for label in [
            entry["label"],
            *(native for natives in entry.get("labels", {}).values() for native in natives),
            *entry.get("not_in", ()),
        ]
    ]
    labels += [label.upper() for label in labels] + [label.lower() for label in labels]
    kinds = [list(pack.forms), labels, ODD, particles, ASSIGNED, list("abx1한이를用了")]
    examples = []
    for _ in range(int(sys.argv[2])):
        (kind,) = random.choices([kinds, kinds[4:5]], [9, 1])
        text = "".join(random.choice(random.choice(kind)) for _ in range(random.randint(1, 14)))
        common = random.choice(["auto", "always", "never"])
        language = random.choice([None, "tr", "en"])
        options = Options(common=common, text_language=language)
        matches = [
            [utf16(text[: m.start]), utf16(text[: m.end]), list(m.ids)]
            for m in matcher.find(text, options)
        ]
        examples.append(
            {
                "text": text,
                "common": common,
                "textLanguage": language,
                "folded": fold(text, turkic=language == "tr").text,
                "spelled": spell(text),
                "matches": matches,
            }
        )
    classes = "".join(character_class(character) for character in ASSIGNED)
    assigned = "".join(ASSIGNED)
    json.dump({"examples": examples, "characters": assigned, "classes": classes}, sys.stdout)


def utf16(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


main()
