"""Glossary folders: what is read, and how everything that is wrong is said at once."""

import pytest

from terms import GlossaryError, load

FACTS = "id: mine\ntitle: {en: Mine}\n"
ENTRY = "- id: {id}\n  label: {label}\n  definition: {{en: words}}\n"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "glossary.yaml").write_text(FACTS)
    return folder


def problems(*folders):
    with pytest.raises(GlossaryError) as caught:
        load(folders)
    return [str(problem) for problem in caught.value.problems]


def test_a_folder_is_read(folder):
    (folder / "a.yaml").write_text(ENTRY.format(id="lora", label="LoRA"))
    glossary = load(folder)
    assert [entry.id for entry in glossary] == ["lora"]
    assert glossary["lora"].file == "mine/a.yaml"
    assert glossary["lora"].line == 1


def test_every_problem_is_said_at_once_with_file_and_line(folder):
    (folder / "a.yaml").write_text(
        "- id: Not An Id\n  label: x\n  definition: {en: y}\n"
        "- id: b\n  lable: x\n  definition: {en: y}\n"
        "- id: c\n  label: x\n  definition: {en: y}\n  common: maybe\n"
        "- just words\n"
    )
    (folder / "b.yaml").write_text("- id: d\n  label: [\n")
    (folder / "c.yaml").write_text("id: e\n")
    found = "\n".join(problems(folder))
    assert "mine/a.yaml:1: entry 'Not An Id': id:" in found
    assert "use lower-case words joined by hyphens" in found
    assert "mine/a.yaml:4: entry 'b':" in found
    assert "'lable' was unexpected" in found
    assert "'label' is a required property" in found or '"label" is a required property' in found
    assert "mine/a.yaml:10: entry 'c': common:" in found
    assert "mine/a.yaml:11: entry 4: must be a mapping" in found
    assert "mine/b.yaml:" in found
    assert "not YAML" in found
    assert "mine/c.yaml:1: must be a list of entries" in found


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- id: a\n  id: b\n", "mine/a.yaml:2: 'id' is here twice (first on line 1)"),
        ("- &x [1]\n- *x\n", "mine/a.yaml:2: the alias *x is not allowed"),
        ("- !!python/object:os.system {}\n", "python/object:os.system is not allowed"),
        ("- !custom 1\n", "mine/a.yaml:1: the tag !custom is not allowed"),
        ("[" * 100, "mine/a.yaml:1: nested deeper than 32 levels"),
        ("- 2024-99-99\n", "mine/a.yaml:1: '2024-99-99'"),
        ("---\n- 1\n---\n- 2\n", "mine/a.yaml:1: more than one YAML document"),
        ("- \x00", "mine/a.yaml:1: not YAML"),
    ],
)
def test_hostile_yaml_is_refused_in_words(folder, content, said):
    (folder / "a.yaml").write_text(content)
    found = "\n".join(problems(folder))
    assert any(part in found for part in said.split("|")), found


def test_a_huge_file_and_one_in_another_encoding_are_refused(folder):
    (folder / "a.yaml").write_bytes(b"# " + b"x" * 5_000_000)
    (folder / "b.yaml").write_bytes("# ok\n- id: é\n".encode("latin-1"))
    found = "\n".join(problems(folder))
    assert "5,000,002 bytes; at most 5,000,000 are read" in found
    assert "mine/b.yaml:2: not UTF-8" in found


def test_a_missing_folder_and_missing_facts_are_said(tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    found = "\n".join(problems(tmp_path / "nowhere", empty))
    assert "nowhere: cannot be read as a folder: No such file or directory" in found
    assert "empty/glossary.yaml: missing" in found


def test_an_id_is_taken_once_in_a_glossary(folder):
    (folder / "a.yaml").write_text(ENTRY.format(id="x", label="x"))
    (folder / "b.yaml").write_text(ENTRY.format(id="x", label="y"))
    [found] = problems(folder)
    assert found.startswith("mine/b.yaml:1: entry 'x': this id is taken (first in mine/a.yaml:1)")


def test_a_later_glossary_overrides_an_entry_by_its_id(folder, tmp_path):
    (folder / "a.yaml").write_text(ENTRY.format(id="x", label="old"))
    other = tmp_path / "other"
    other.mkdir()
    (other / "glossary.yaml").write_text("id: other\ntitle: {en: Other}\n")
    (other / "a.yaml").write_text(
        ENTRY.format(id="x", label="new") + ENTRY.format(id="y", label="y")
    )
    glossary = load([folder, other])
    assert [(entry.id, entry.label) for entry in glossary] == [("x", "new"), ("y", "y")]
    assert glossary.origin == {"x": 1, "y": 1}
    assert [facts.id for facts in glossary.facts] == ["mine", "other"]
