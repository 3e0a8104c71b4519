"""The command line: what it writes, and how it says what it cannot do."""

import atexit
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from annotator import Annotator, strip
from terms import read_pack
from tests.conftest import VECTORS_PACK

ROOT = Path(__file__).parent.parent.parent
PAGE = "<p>a LoRA and a VAE</p>\n"
CACHE = Path(tempfile.mkdtemp(prefix="glosslight-test-"))
atexit.register(shutil.rmtree, CACHE, ignore_errors=True)
MARK = '<gl-term data-gl="lora">LoRA</gl-term>'


def glosslight(*arguments, stdin=b"", cwd=None):
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "server", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "GLOSSLIGHT_CACHE": str(CACHE)},
    )


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    return path


def test_a_page_from_standard_input_explains_itself():
    done = glosslight("annotate", "-", stdin=PAGE.encode())
    assert done.returncode == 0
    assert MARK.encode() in done.stdout
    assert b"<!--glosslight-->" in done.stdout
    undone = glosslight("strip", "-", stdin=done.stdout)
    assert undone.stdout == PAGE.encode()


def test_bare_marks_only(page, tmp_path):
    done = glosslight("annotate", "--bare", page, "-o", tmp_path / "out.html")
    assert done.returncode == 0
    html = (tmp_path / "out.html").read_text()
    assert MARK in html
    assert "<!--glosslight-->" not in html


def test_a_folder_goes_on_past_a_bad_file_and_says_what_became_of_each(tmp_path):
    source = tmp_path / "in"
    (source / "sub").mkdir(parents=True)
    (source / "good.html").write_text(PAGE)
    (source / "sub" / "bad.html").write_bytes(b"<meta charset=iso-2022-jp>LoRA")
    (source / "broken.html").symlink_to("nowhere.html")
    (source / "notes.txt").write_text("LoRA")
    done = glosslight("annotate", source, "-o", tmp_path / "out")
    assert done.returncode == 1
    said = done.stderr.decode()
    assert "2 pages, 1 failed" in said
    assert "ISO-2022-JP" in said
    assert MARK in (tmp_path / "out/good.html").read_text()
    assert not (tmp_path / "out/sub/bad.html").exists()
    assert not (tmp_path / "out/notes.txt").exists()


def test_in_place_and_back(page):
    assert glosslight("annotate", "--in-place", page).returncode == 0
    assert MARK in page.read_text()
    assert glosslight("strip", "--in-place", page).returncode == 0
    assert page.read_text() == PAGE
    assert [path.name for path in page.parent.iterdir()] == ["page.html"]


def test_binary_garbage_comes_back_as_it_was(tmp_path):
    garbage = bytes(range(256)) * 50
    path = tmp_path / "garbage.html"
    path.write_bytes(garbage)
    assert glosslight("annotate", "--in-place", path).returncode == 0
    assert glosslight("strip", "--in-place", path).returncode == 0
    assert path.read_bytes() == garbage


def test_ten_megabytes_of_text():
    text = b"a LoRA and a VAE, " * 600_000
    done = glosslight("annotate", "--bare", "-", stdin=text)
    assert done.returncode == 0
    assert done.stdout.count(b"<gl-term ") == 1_200_000


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["annotate", "nowhere.html"], 1, "nowhere.html: cannot be read: No such file"),
        (["annotate", "a.html", "b.html"], 2, "say where they go, with --output or --in-place"),
        (["annotate", "--in-place", "-"], 2, "standard input has no place"),
        (["annotate", "--in-place", "-o", "x", "y"], 2, "exclude each other"),
        (["annotate", "."], 2, "say where they go"),
        (["annotate", "*.html"], 2, "say where they go"),
        (["annotate", "*.html", "-o", "x"], 1, "*.html: no page fits this pattern"),
        (["annotate", ".", "-o", "."], 1, "would be written over; name another with --output"),
        (["annotate", "-", "a.html", "-o", "x"], 2, "name no other beside it"),
        (["annotate", "--jobs", "-1", "x"], 2, "-1 is not in the range"),
        (["annotate", "--update", "x"], 2, "--update needs --output or --in-place"),
        (["annotate", "--report-format", "xml", "x"], 2, "'json', 'w3c'"),
        (["annotate", "--density", "some", "x"], 2, "'all', 'page', 'section', 'block'"),
        (["annotate", "-g", "nowhere", "x"], 1, "nowhere: cannot be read as a folder"),
        (["check", "nowhere"], 1, "nowhere: cannot be read as a folder"),
        (["define", "qqqq"], 1, "no such term, and none that is spelled like it"),
        (["pack", "-o", "nowhere/pack.json"], 1, "nowhere/pack.json: cannot be written"),
        (["serve", "--port", "0"], 2, "0 is not in the range"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(tmp_path, arguments, code, said):
    done = glosslight(*arguments, cwd=tmp_path)
    message = done.stderr.decode()
    assert (done.returncode, said in " ".join(message.split())) == (code, True), message
    assert "Traceback" not in message
    assert done.stdout == b""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_is_said(tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0)
    done = glosslight("annotate", folder, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "closed: cannot be listed: Permission denied" in done.stderr.decode()


def test_a_page_that_cannot_be_written_leaves_no_half(page, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, not a folder")
    done = glosslight("annotate", page, "-o", blocked / "out.html")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr.decode()
    assert blocked.read_text() == "a file, not a folder"


def test_define_speaks_three_languages():
    assert "추가 파일입니다" in glosslight("define", "LoRAs", "--language", "ko").stdout.decode()
    close = glosslight("define", "dpm++ 2m karass").stdout.decode()
    assert "Close to it" in close
    assert "DPM++ 2M Karras" in close


MHTML = (
    b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    b'\ttype="text/html";\r\n\tboundary="----x"\r\n\r\n\r\n------x\r\nContent-Type: text/html\r\n'
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p class=3Da>a LoRA</p>\r\n------x--\r\n"
)


def test_many_files_of_every_kind_there_and_back(tmp_path):
    saved = tmp_path / "saved"
    (saved / "deep").mkdir(parents=True)
    (saved / "page.html").write_text(PAGE)
    (saved / "deep/page.mhtml").write_bytes(MHTML)
    (saved / "page.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    done = glosslight("annotate", saved, "-o", tmp_path / "marked", "--jobs", 2)
    assert (done.returncode, done.stdout) == (0, b"")
    assert "3 pages, 0 failed" in done.stderr.decode()
    marked = (tmp_path / "marked/deep/page.mhtml").read_bytes()
    assert b'<gl-term data-gl=3D"lora">' in marked
    assert MARK in gzip.decompress((tmp_path / "marked/page.html.gz").read_bytes()).decode()
    done = glosslight("strip", "marked/**", "-o", "back", "--jobs", 0, cwd=tmp_path)
    assert "3 pages, 0 failed" in done.stderr.decode()
    assert (tmp_path / "back/page.html").read_text() == PAGE
    assert (tmp_path / "back/deep/page.mhtml").read_bytes() == MHTML
    assert gzip.decompress((tmp_path / "back/page.html.gz").read_bytes()) == PAGE.encode()


@pytest.mark.parametrize("content", [MHTML, gzip.compress(PAGE.encode())], ids=["mhtml", "gzip"])
def test_standard_input_may_be_mhtml_and_gzip_too(content):
    marked = glosslight("annotate", "-", stdin=content).stdout
    assert marked != content
    back = glosslight("strip", "-", stdin=marked).stdout
    assert back == content or gzip.decompress(back) == PAGE.encode()


def test_a_part_that_is_left_is_said(tmp_path):
    part = b"------x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: x-y\r\n\r\nLoRA\r\n"
    done = glosslight("annotate", "-", stdin=MHTML.replace(b"------x--", part + b"------x--"))
    assert done.returncode == 0
    assert "HTML part 2 of 2 is left: its transfer encoding 'x-y'" in done.stderr.decode()


def test_a_single_file_page_with_its_data_is_quick(tmp_path):
    """As SingleFile saves it: a comment, and every picture, font and style in data: URIs."""
    picture = "data:image/png;base64," + "iVBORw0KGgoAAAANSUhEUgAA" * 20_000
    page = (
        "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: "
        "https://x.example/ \n saved date: Sat Nov 21 2026 \n--><meta charset=utf-8>\n"
        f"<style>:root{{--sf-img-1:url({picture})}} p{{background:url('{picture}')}}</style>"
        f'<link rel="shortcut icon" href="{picture}"><body style="background:url({picture})">'
        f"<p><img src={picture} alt=LoRA> a LoRA</p><iframe srcdoc='{picture}'></iframe>"
    )
    assert len(page) > 2_000_000
    began = time.perf_counter()
    marked = Annotator(read_pack(VECTORS_PACK)).annotate(page, standalone=True)
    assert strip(marked.html) == page
    assert [match.surface for match in marked.matches] == ["LoRA"]
    # A tenth of a second; more than ten times that would be a fault, on any machine.
    assert time.perf_counter() - began < 2


def test_a_report_is_written_whole(tmp_path):
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "a.html").write_text(PAGE)
    (saved / "b.html").write_bytes(b"<meta charset=iso-2022-jp>LoRA")
    arguments = ["annotate", "saved", "-o", "out", "--report", "new/report.json", "-j", "2"]
    assert glosslight(*arguments, cwd=tmp_path).returncode == 1
    report = json.loads((tmp_path / "new/report.json").read_text())
    [page, failed] = report["pages"]
    assert (page["path"], page["count"]) == ("saved/a.html", 2)
    assert page["marks"][0]["ranges"] == [{"bytes": [5, 9], "codepoints": [5, 9]}]
    assert failed["path"] == "saved/b.html"
    assert "ISO-2022-JP" in failed["error"]
    assert glosslight(*arguments, "--report-format", "w3c", cwd=tmp_path).returncode == 1
    report = json.loads((tmp_path / "new/report.json").read_text())
    assert report["type"] == "AnnotationPage"
    assert [item["target"]["source"] for item in report["items"]] == ["saved/a.html"] * 2


def test_update_leaves_out_what_is_up_to_date(page, tmp_path):
    arguments = ["annotate", page, "-o", tmp_path / "out.html", "--update"]
    assert "0 failed, 1 up to date" not in glosslight(*arguments).stderr.decode()
    assert "1 page, 0 failed, 1 up to date" in glosslight(*arguments).stderr.decode()


def test_selectors_say_where(tmp_path):
    page = b"<p>a LoRA</p><article>a VAE <i>and SDXL</i></article>"
    done = glosslight("annotate", "--bare", "--only", "article", "--skip", "i", "-", stdin=page)
    assert done.stdout.count(b"<gl-term ") == 1
    assert b">VAE</gl-term>" in done.stdout
    wrong = glosslight("annotate", "--only", "[", "-", stdin=page)
    assert wrong.returncode == 1
    assert "only='[': not a CSS selector" in wrong.stderr.decode()
