"""Parts of the site that need no page: messages, letters, widths, the drawing."""

import re
import string
from pathlib import Path

import pytest

import server
from server.site.graph import WIDTH, Group, Node, draw
from server.site.letters import letter_of, order
from server.site.messages import catalogue, counted, message
from server.site.text_width import text_width, wrapped
from terms.model import LANGUAGES

ROOT = Path(server.__file__).parent
SOURCES = [*(ROOT / "templates").glob("*.html"), *(ROOT / "site").glob("*.py")]
SOURCES += (ROOT / "templates").glob("*.xml")


def texts(value):
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("key", catalogue())
def test_each_message_is_said_in_every_language_with_the_same_blanks(key):
    said = catalogue()[key]
    assert set(said) == set(LANGUAGES)
    blanks = {
        lang: {
            name
            for text in texts(said[lang])[-1:]
            for _, name, _, _ in string.Formatter().parse(text)
            if name
        }
        for lang in LANGUAGES
    }
    assert len(set(map(frozenset, blanks.values()))) == 1
    assert all(text.strip() for lang in LANGUAGES for text in texts(said[lang]))


def test_every_message_is_used_and_every_one_used_exists():
    source = "\n".join(path.read_text("utf-8") for path in SOURCES)
    quoted = set(re.findall(r"[\"']([a-z0-9_]+)[\"']", source))
    # Put together from a name and what is chosen.
    families = (
        "density_",
        "common_",
        "output_",
        "chromium_",
        "firefox_",
        "problem_",
        "for_",
        "in_",
    )
    unused = {key for key in catalogue() if key not in quoted and not key.startswith(families)}
    assert not unused
    used = set(re.findall(r"\btn?\('([a-z0-9_]+)'[,)]", source))
    used |= set(re.findall(r"\b(?:message|counted)\(\s*\"([a-z0-9_]+)\"", source))
    assert used <= set(catalogue())


def test_messages_escape_what_is_filled_in():
    assert message("search_none", "en", asked="<b>") == (
        "Nothing here is called “&lt;b&gt;”, or spelled like it."
    )
    assert counted("terms_count", "en", 1) == "1 term"
    assert counted("terms_count", "en", 1200) == "1,200 terms"
    assert counted("terms_count", "zh", 1) == "1 个术语"


@pytest.mark.parametrize(
    ("name", "language", "letter"),
    [
        ("LoRA", "en", "L"),
        ("élan", "en", "E"),
        ("ＡＢＣ", "en", "A"),
        ("4x-UltraSharp", "en", "0–9"),
        (".ckpt", "en", "#"),
        ("炼丹", "en", "#"),
        ("炼丹", "zh", "L"),
        ("采样器", "zh", "C"),
        ("重绘幅度", "zh", "C"),
        ("重量", "zh", "Z"),
        ("啊", "zh", "A"),
        ("座", "zh", "Z"),
        ("熵", "zh", "S"),
        ("샘플러", "ko", "ㅅ"),
        ("쌍선형", "ko", "ㅅ"),
        ("가중치", "ko", "ㄱ"),
        ("힣", "ko", "ㅎ"),
        ("😀", "zh", "#"),
        ("", "en", "#"),
    ],
)
def test_names_stand_under_the_letter_where_readers_look(name, language, letter):
    assert letter_of(name, language) == letter


def test_names_are_in_the_order_of_a_dictionary():
    names = ["炼丹", "샘플러", "VAE", "采样器", "clip", "가중치", "CFG"]
    assert sorted(names, key=order) == ["CFG", "clip", "VAE", "采样器", "炼丹", "가중치", "샘플러"]


def test_long_labels_get_two_lines_at_most():
    assert wrapped("LoRA", 13, 130) == ["LoRA"]
    first, second = wrapped("CreativeML Open RAIL-M licence", 13, 130)
    assert first.rstrip() + " " + second == "CreativeML Open RAIL-M licence"
    assert len(wrapped("变分自编码器的潜在空间表示方法与它", 13, 130)) == 2
    *_, last = wrapped("word " * 40, 13, 130)
    assert last.endswith("…")
    assert wrapped("x" * 99, 13, 130)[0].endswith("…")
    for text in ("A b" * 30, "漢" * 60, "x" * 99, "체크 포인트 " * 9):
        assert all(text_width(line, 13) <= 130 for line in wrapped(text, 13, 130))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 12, 27])
def test_no_two_labels_of_a_graph_touch(count):
    def nodes(number, name="A name of some length, number"):
        return [Node(f"{name} {n}", "en", f"/terms/{n}") for n in range(number)]

    svg = draw(
        "title",
        nodes(min(count, 3)),
        Node("Here", "en", "/"),
        [Group("narrower", "n", nodes(count)), Group("related", "r", nodes(count // 2, "漢字"))],
        "b",
    )
    boxes = [
        tuple(map(float, box))
        for box in re.findall(
            r'<rect x="([\d.-]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', svg
        )
    ]
    assert len(boxes) >= 1 + count + count // 2
    height = float(re.search(r'viewBox="0 0 352 ([\d.]+)"', svg)[1])
    for at, (x, y, width, tall) in enumerate(boxes):
        assert x >= 0 and x + width <= WIDTH and y + tall <= height
        for x2, y2, width2, tall2 in boxes[:at]:
            apart = x + width <= x2 or x2 + width2 <= x or y + tall <= y2 or y2 + tall2 <= y
            assert apart, (boxes[at], (x2, y2, width2, tall2))
