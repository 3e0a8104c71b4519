"""The command line: what it writes, and how it says what it cannot do."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

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


def test_a_folder_goes_on_past_a_bad_file_and_ends_with_a_table(tmp_path):
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
