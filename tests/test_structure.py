"""The rooms: imports run one way, and modules stay small."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "terms": {"terms"},
    "annotator": {"annotator", "terms"},
    "server": {"server", "annotator", "terms"},
}
MODULES = sorted(path for room in MAY_IMPORT for path in (ROOT / room).rglob("*.py"))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports from the room's name, not relative"
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_arrow_runs_back(path):
    room = path.relative_to(ROOT).parts[0]
    for name in imported(path):
        target = name.split(".")[0]
        assert target not in MAY_IMPORT or target in MAY_IMPORT[room], (
            f"{path.relative_to(ROOT)} imports {name}, but {room}/ may import only "
            f"{', '.join(sorted(MAY_IMPORT[room]))}. Move what both need into the lower room, or "
            "hand it in as an argument."
        )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_holds_one_thing(path):
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= 330, f"{path.relative_to(ROOT)} has {lines} lines: it holds two things; part it"


@pytest.mark.parametrize("room", ["terms", "annotator", "server", "extension"])
def test_each_room_says_what_it_is_for(room):
    assert (ROOT / room / "README.md").is_file()
