"""The README says what there is, and all of it."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from server import create_app
from server.cli import cli
from server.config import SETTINGS
from server.site.languages import PREFIX

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_every_command_is_shown_and_every_one_shown_exists():
    shown = set(re.findall(r"^glosslight (\w+)", README, re.MULTILINE))
    assert shown == set(cli.list_commands(None))


def test_every_option_shown_exists():
    options = {
        option
        for name in cli.list_commands(None)
        for parameter in cli.get_command(None, name).params
        for option in parameter.opts
    }
    code = "\n".join(re.findall(r"^glosslight .*$", README, re.MULTILINE))
    assert set(re.findall(r"(?<!\w)(--?[a-z][a-z-]*)", code)) <= options


def test_every_route_is_shown_and_every_one_shown_exists():
    shown = {
        (method, path.split("?")[0])
        for method, path in re.findall(r"`(GET|POST) (/[^` ]*)`", README)
    }
    served = {
        (method, rule.rule)
        for rule in create_app().url_map.iter_rules()
        for method in rule.methods & {"GET", "POST"}
    }
    # What pages load or post to themselves, and what every site has, is no interface for others.
    inner = {"/assets/<name>", "/favicon.ico", "/robots.txt", "/sitemap.xml", "/opensearch.xml"}
    inner |= {"/static/<path:filename>", "/annotate/preview", "/annotate/download"}
    routes = {
        (method, re.sub(r"<\w+:", "<", path))
        for method, path in served
        # Pages are at an address in each language too.
        if path not in inner and not path.startswith(PREFIX)
    } - {("POST", "/annotate")}
    assert shown == routes


def test_every_setting_is_shown_and_every_one_shown_exists():
    rows = "\n".join(
        f"| `GLOSSLIGHT_{setting.name}` | {_shown(setting.default)} | {setting.what} |"
        for setting in SETTINGS
    )
    assert rows in README, f"README's table of settings must be:\n{rows}"
    named = set(re.findall(r"GLOSSLIGHT_([A-Z_]+)", README))
    assert named == {setting.name for setting in SETTINGS}


def _shown(default):
    if default in ("", {}):
        return ""
    return f"`{json.dumps(default)}`" if not isinstance(default, str) else f"`{default}`"


@pytest.mark.parametrize("path", sorted((ROOT / "deploy").iterdir()), ids=lambda path: path.name)
def test_what_is_deployed_sets_what_there_is(path):
    known = {setting.name for setting in SETTINGS} | {"CACHE"}
    assert set(re.findall(r"GLOSSLIGHT_([A-Z_]+)", path.read_text("utf-8"))) <= known


def test_every_deployed_file_is_told_of():
    told = (ROOT / "deploy/README.md").read_text("utf-8")
    for path in (ROOT / "deploy").iterdir():
        assert path.name in told or path.name.endswith((".dockerignore", "README.md")), path.name


def test_the_image_has_all_that_is_packaged():
    image = (ROOT / "deploy/Dockerfile").read_text("utf-8")
    ignored = (ROOT / "deploy/Dockerfile.dockerignore").read_text("utf-8").splitlines()
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for name in packages["tool"]["setuptools"]["packages"]:
        room = name.split(".")[0]
        assert f"COPY {room} {room}\n" in image
        assert f"!{room}" in ignored


def test_every_file_shown_exists():
    for path in re.findall(
        r"`((?:terms|extension|tests|server|annotator|deploy)/[\w./-]*)`", README
    ):
        assert (ROOT / path).exists(), path
    for path in re.findall(r"\]\(([\w./-]+)\)", README):
        assert (ROOT / path).exists(), path


def test_the_two_commands_open_the_readme():
    head = README.split("## ")[0]
    assert "make run" in head
    assert "make test" in head


def test_the_project_names_no_registry_and_no_machine():
    for path in ROOT.glob("requirements/*.txt"):
        assert "http" not in path.read_text(), path
    lock = ROOT / "package-lock.json"
    assert '"resolved"' not in lock.read_text(), "npm: set omit-lockfile-registry-resolved"
