"""Files of entries have one canonical form, and getting there loses nothing."""

import pytest

from terms import SHIPPED, load
from terms.canonical import canonical, fix
from terms.files import subject_files
from terms.yaml_reader import read_yaml

MESSY = """# About this file
# in two lines

- label: Beta   # why this label
  id: b
  definition:
    en: "one: two"
  aliases:
    - "yes"
    - plain
  common: false
# About alpha
- id: a
  # the label is odd
  label: "Alpha # one"
  definition: {en: "x", zh: y}
  links:
    - title: T, u
      url: https://example.org/
"""

CANONICAL = """# yaml-language-server: $schema=../schema.json
# About alpha
- id: a
  # the label is odd
  label: "Alpha # one"
  definition:
    en: >-
      x
    zh: >-
      y
  links:
    - {url: "https://example.org/", title: "T, u"}

# About this file
# in two lines
- id: b
  # why this label
  label: Beta
  aliases: ["yes", plain]
  definition:
    en: >-
      one: two
"""


def test_a_messy_file_becomes_canonical_and_keeps_its_comments(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(MESSY)
    assert fix(path)
    assert path.read_text() == CANONICAL
    assert not fix(path)


def test_a_file_that_does_not_read_is_left_alone(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("- id: [\n")
    assert not fix(path)
    assert path.read_text() == "- id: [\n"


@pytest.mark.parametrize("path", subject_files(SHIPPED), ids=lambda path: path.stem)
def test_the_shipped_files_are_canonical(path):
    data, _ = read_yaml(path, path.name)
    text = path.read_text("utf-8")
    assert canonical(text, data) == text, f"{path.name}: run glosslight check --fix"


def test_canonical_form_reads_back_the_same(tmp_path):
    for path in subject_files(SHIPPED):
        data, _ = read_yaml(path, path.name)
        (tmp_path / path.name).write_text(canonical(path.read_text("utf-8"), data), "utf-8")
    (tmp_path / "glossary.yaml").write_text((SHIPPED / "glossary.yaml").read_text("utf-8"), "utf-8")
    assert list(load(tmp_path)) == list(load(SHIPPED))
