"""Many files: which they are, what becomes of each, and that a run can be cut and resumed."""

import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator import strip
from annotator.batch import Logs, run
from annotator.errors import UnreadableError
from annotator.listing import Refusal, is_glob, jobs, several
from annotator.resume import Log, key
from annotator.work import Annotating, Changed, Stripping


def tree(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<p>{name}: a LoRA")
    return folder


def below(found):
    return [job.below.as_posix() for job in found]


@pytest.fixture
def saved(tmp_path, monkeypatch):
    """A folder of saved pages, named as a person in the folder above would."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GLOSSLIGHT_CACHE", str(tmp_path / "cache"))
    tree(tmp_path / "saved", "b.html", "a/b.HTM", "a/c/d.mhtml", "a/e.html.gz", "a/f.php", "g.txt")
    return Path("saved")


@pytest.mark.parametrize(
    ("named", "found"),
    [
        (["saved"], ["a/b.HTM", "a/c/d.mhtml", "a/e.html.gz", "b.html"]),
        (["saved/**/*.html"], ["b.html"]),
        (["saved/*/*"], ["b.HTM", "e.html.gz"]),
        (["saved/**"], ["a/b.HTM", "a/c/d.mhtml", "a/e.html.gz", "b.html"]),
        (["saved/a/*.php"], ["f.php"]),
        (["saved/a/[bx].*"], ["b.HTM"]),
        (["saved/g.txt"], ["g.txt"]),
        (["saved/b.html", "saved", "saved/b.html"], ["b.html", "a/b.HTM", "a/c/d.mhtml"]),
        (["-"], ["-"]),
    ],
)
def test_files_folders_and_patterns_are_found_once_in_order(saved, named, found):
    expected = found if len(named) == 1 else [*found, "a/e.html.gz"]
    if named == ["saved/*/*"]:
        expected = ["a/b.HTM", "a/e.html.gz"]
    assert below(jobs(tuple(named), None, False)) == expected


def test_a_file_named_like_a_pattern_is_a_file(saved):
    tree(saved, "[1].html")
    assert not is_glob("saved/[1].html")
    assert below(jobs(("saved/[1].html",), None, False)) == ["[1].html"]
    assert not several(("saved/[1].html",))
    assert several(("saved/[2].html",))


def test_targets(saved):
    def targets(*named, output=None, in_place=False):
        return [str(job.target) for job in jobs(named, output and Path(output), in_place)]

    assert targets("saved/b.html") == ["None"]
    assert targets("saved/b.html", output="-") == ["None"]
    assert targets("saved/b.html", output="x.html") == ["x.html"]
    assert targets("saved/b.html", output="saved/a") == ["saved/a/b.html"]
    assert targets("saved/b.html", in_place=True) == ["saved/b.html"]
    assert targets("saved/b.html", "saved/a/b.HTM", output="x") == ["x/b.html", "x/b.HTM"]
    assert targets("saved/**/*.[hH]*", output="x") == ["x/a/b.HTM", "x/a/e.html.gz", "x/b.html"]


def test_two_files_are_never_written_to_one(saved):
    tree(saved, "a/b.html")
    with pytest.raises(Refusal, match=r"saved/b.html and saved/a/b.html would both be written to"):
        jobs(("saved/b.html", "saved/a/b.html"), Path("x"), False)


def test_what_was_written_is_not_read_again(saved):
    tree(saved, "out/b.html", "out/a/b.HTM")
    assert "out/b.html" not in below(jobs(("saved",), saved / "out", False))
    assert below(jobs(("saved/**/*.html",), saved / "out", False)) == ["b.html"]
    with pytest.raises(Refusal, match="would be written over"):
        jobs(("saved",), Path("saved/../saved"), False)


@pytest.mark.parametrize("pattern", ["saved/*.none", "none/**", "saved/*.x/*.html"])
def test_a_pattern_that_fits_nothing_is_refused(saved, pattern):
    with pytest.raises(Refusal, match="no page fits"):
        jobs((pattern,), Path("x"), False)


@dataclass(frozen=True)
class Naming:
    """Writes what it read in capitals; dies, fails or errs as it reads."""

    def prepare(self):
        pass

    def __call__(self, content, path):
        said = content.decode()
        if "die" in said:
            os.kill(os.getpid(), signal.SIGKILL)
        if "leave" in said:
            os._exit(7)
        if "refuse" in said:
            raise UnreadableError("it is refused")
        if "err" in said:
            raise RecursionError("too deep")
        return Changed(said.upper().encode(), str(len(said)), report=[path])

    def failure(self, path, error):
        return [f"{path} failed"]


@pytest.mark.parametrize("processes", [1, 2, 3, 50])
def test_one_bad_page_stops_no_other_and_results_are_in_order(saved, processes, capsys):
    names = [f"{at:02}.html" for at in range(20)]
    tree(saved / "many", *names)
    (saved / "many/05.html").write_text("refuse")
    (saved / "many/06.html").write_text("err")
    if processes > 1:
        (saved / "many/11.html").write_text("die" * 1000)
        (saved / "many/12.html").write_text("leave")
        (saved / "many/19.html").write_text("die")
    bad = {5, 6} | ({11, 12, 19} if processes > 1 else set())
    found = jobs(("saved/many",), Path("out"), False)
    outcomes = run(found, Naming(), processes, None, update=False, everything=False)
    for at, (name, outcome) in enumerate(zip(names, outcomes, strict=True)):
        path = f"saved/many/{name}"
        assert outcome.failed == (at in bad), outcome
        assert outcome.report == [f"{path} failed" if at in bad else path]
        assert Path("out", name).exists() != (at in bad)
    assert outcomes[5].said == "saved/many/05.html: it is refused"
    assert (
        outcomes[6].said
        == "saved/many/06.html: RecursionError: too deep. It is our fault; report it"
    )
    if processes > 1:
        assert "05.html" in outcomes[5].said
        assert "the process that worked on it died (SIGKILL)" in outcomes[11].said
        assert "died (exit status 7)" in outcomes[12].said
    said = capsys.readouterr().err
    assert f"20 pages, {len(bad)} failed" in said


def test_processes_write_what_one_writes(saved):
    work = Annotating((), {}, standalone=True)
    outputs = []
    for processes in (1, 2):
        output = Path(f"out{processes}")
        run(jobs(("saved",), output, False), work, processes, None, False, False)
        outputs.append({p.relative_to(output): p.read_bytes() for p in output.rglob("*.*")})
    assert outputs[0] == outputs[1]
    assert b"<gl-term" in outputs[0][Path("b.html")]


def test_processes_that_cannot_be_forked_prepare_themselves(saved, monkeypatch):
    """As on macOS and Windows."""
    monkeypatch.setattr("annotator.pool._CONTEXT", multiprocessing.get_context("spawn"))
    work = Annotating((), {"density": "page"}, standalone=True)
    found = jobs(("saved",), Path("out"), False)
    outcomes = run(found, work, 2, None, update=False, everything=False)
    assert [outcome.said for outcome in outcomes if outcome.failed] == []
    assert outcomes[0].said == "1 mark"


def update(named, output, work, in_place=False, everything=False):
    logs = Logs(output, key(work))
    outcomes = run(jobs((named,), output, in_place), work, 1, logs, True, everything)
    return [outcome.said for outcome in outcomes]


def test_what_is_up_to_date_is_left_out(saved):
    (saved / "a/e.html.gz").unlink()
    work = Annotating((), {}, standalone=False)
    out, done, current = Path("out"), "1 mark", "up to date"
    assert update("saved", out, work) == [done] * 3
    assert update("saved", out, work) == [current] * 3
    # The page, the result, the options, the glossary: any change counts.
    (saved / "b.html").write_text("<p>LoRA, LoRA")
    assert update("saved", out, work) == [current, current, "2 marks"]
    (out / "a/b.HTM").write_text("edited")
    (out / "a/c/d.mhtml").unlink()
    assert update("saved", out, work) == [done, done, current]
    assert update("saved", out, Annotating((), {"density": "page"}, False)) == [done] * 3
    assert update("saved", out, Annotating((), {"density": "page"}, True)) == [done] * 3
    mine = saved / "mine"
    mine.mkdir()
    (mine / "glossary.yaml").write_text("id: x\ntitle: {en: X}\nlicense: MIT\n")
    (mine / "x.yaml").write_text("- id: x\n  label: LoRA\n  definition: {en: An x.}\n")
    other = Annotating((mine,), {"density": "page"}, True)
    assert update("saved", out, other) == [done] * 3
    assert update("saved", out, other) == [current] * 3
    # Another folder has a log of its own.
    assert update("saved", Path("out2"), other) == [done] * 3
    assert update("saved", out, other) == [current] * 3


def test_pages_in_place_are_up_to_date_until_they_change(saved):
    work = Annotating((), {}, standalone=True)
    assert update("saved/*.html", None, work, in_place=True) == ["1 mark"]
    assert update("saved/*.html", None, work, in_place=True) == ["up to date"]
    [job] = jobs(("saved/b.html",), None, True)
    run([job], Stripping(), 1, None, False, False)
    assert update("saved/*.html", None, work, in_place=True) == ["1 mark"]


def test_a_report_has_what_is_up_to_date_too_though_it_is_not_written(saved):
    work = Annotating((), {}, standalone=False, report="json")
    update("saved/*.html", Path("out"), work)
    before = Path("out/b.html").stat()
    [outcome] = run(
        jobs(("saved/*.html",), Path("out"), False),
        work,
        1,
        Logs(Path("out"), key(work)),
        True,
        True,
    )
    assert outcome.said == "up to date"
    assert '"surface":"LoRA"' in outcome.report[0]
    assert Path("out/b.html").stat().st_mtime_ns == before.st_mtime_ns


def test_a_log_that_is_cut_or_damaged_only_costs_time(saved):
    work = Annotating((), {}, standalone=False)
    update("saved", Path("out"), work)
    [log] = Path("cache/results").iterdir()
    lines = log.read_text().splitlines(keepends=True)
    log.write_text("{}\n[]\nnull\n[1,2]\n" + lines[0] + lines[1][:30])
    assert update("saved", Path("out"), work) == ["up to date", "1 mark", "1 mark", "1 mark"]
    log.write_bytes(b"\xff\n" * 5)
    assert update("saved", Path("out"), work) == ["1 mark"] * 4


def test_a_log_does_not_grow_without_end(saved):
    [job] = jobs(("saved/b.html",), Path("out"), False)
    [outcome] = run([job], Annotating((), {}, False), 1, None, False, False)
    log = Log(Path("out"), "key")
    for _ in range(300):
        log.add(job, outcome)
    log.close()
    [file] = Path("cache/results").iterdir()
    assert len(file.read_text().splitlines()) == 300
    assert Log(Path("out"), "key").current(job)
    assert len(file.read_text().splitlines()) == 1


def test_an_unchanged_page_keeps_its_time(saved):
    page = saved / "b.html"
    page.write_text("<p>nothing here")
    os.utime(page, (1, 1))
    run(jobs(("saved/*.html",), None, True), Annotating((), {}, True), 1, None, False, False)
    assert page.stat().st_mtime == 1


@pytest.fixture
def interruptible():
    """Let what is started hear Ctrl-C, which what runs in the background of a shell does not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("processes", [1, 2])
def test_a_stopped_run_leaves_no_half_and_no_process(saved, processes):
    page = "<p>a LoRA and a VAE, " * 1_000
    for at in range(80):
        (saved / f"{at}.html").write_text(page)
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent.parent)}
    command = [sys.executable, "-m", "server", "annotate", "--bare", "saved", "-o", "out"]
    run_ = subprocess.Popen(
        [*command, "--jobs", str(processes)],
        stderr=subprocess.PIPE,
        env=env,
        start_new_session=True,  # a signal to its group, as a terminal sends it
    )
    deadline = time.monotonic() + 60
    while len(list(Path("out").glob("*.html"))) < 5 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(run_.pid, signal.SIGINT)
    said = run_.communicate(timeout=60)[1].decode()
    assert run_.returncode == 1, said
    assert "Traceback" not in said
    assert "--update goes on from there" in said
    written = [path for path in Path("out").rglob("*") if path.is_file()]
    assert 0 < len(written) < 80
    assert [path.name for path in written if path.name.startswith(".")] == []
    for path in written:
        if path.name[0].isdigit():
            assert strip(path.read_text()) == page
    with pytest.raises(ProcessLookupError):
        os.killpg(run_.pid, 0)
    done = subprocess.run([*command, "--update"], capture_output=True, check=False, env=env)
    known = re.search(r"84 pages, 0 failed, (\d+) up to date", done.stderr.decode())
    # What was written as the signal came may not have been noted any more.
    assert 0 < int(known[1]) <= len(written)
