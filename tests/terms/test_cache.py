"""Packs are kept between runs, and never used when what they were built from has changed."""

import os

import pytest

from terms import SHIPPED, GlossaryError, build_pack, load_pack
from terms.cache import KEPT, cache_folder, load_kept
from terms.model import merge

FACTS = "id: mine\ntitle: {en: Mine}\n"
ENTRY = "- id: a\n  label: Alpha\n  definition: {en: words}\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("GLOSSLIGHT_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "glossary.yaml").write_text(FACTS)
    (folder / "a.yaml").write_text(ENTRY)
    return folder


def test_a_kept_pack_is_used(folder):
    assert load_pack([folder]).entries[0]["label"] == "Alpha"
    [kept] = cache_folder().iterdir()
    kept.write_text(kept.read_text().replace("Alpha", "Kept!"))
    assert load_pack([folder]).entries[0]["label"] == "Kept!"


def test_a_changed_file_is_read_anew(folder):
    load_pack([folder])
    (folder / "a.yaml").write_text(ENTRY.replace("Alpha", "Betas"))
    os.utime(folder / "a.yaml", ns=(1, 1))
    assert load_pack([folder]).entries[0]["label"] == "Betas"


def test_a_damaged_kept_pack_is_built_again(folder):
    load_pack([folder])
    [kept] = cache_folder().iterdir()
    kept.write_text("{")
    assert load_pack([folder]).entries[0]["label"] == "Alpha"


def test_a_cache_that_cannot_be_written_only_costs_time(folder, monkeypatch):
    blocked = folder / "a.yaml" / "cache"
    monkeypatch.setenv("GLOSSLIGHT_CACHE", str(blocked))
    assert load_pack([folder]).entries[0]["label"] == "Alpha"


def test_old_packs_go(folder):
    for number in range(KEPT + 3):
        (folder / "a.yaml").write_text(ENTRY.replace("Alpha", f"Alpha {number}"))
        load_pack([folder])
    assert len(list(cache_folder().iterdir())) == KEPT


def test_a_missing_folder_is_said(folder):
    with pytest.raises(GlossaryError, match="nowhere"):
        load_pack([folder / "nowhere"])


def rested(folder):
    """Let a folder's files be of long ago."""
    for path in folder.iterdir():
        os.utime(path, (1, 1))


def test_kept_glossaries_are_those_that_were_read(folder, glossary):
    rested(folder)
    for folders in ([SHIPPED], [SHIPPED, folder]):
        first, pack = load_kept(folders)
        again, kept_pack = load_kept(folders)
        assert [g.by_id for g in again] == [g.by_id for g in first]
        assert [g.facts for g in again] == [g.facts for g in first]
        assert [g.origin for g in again] == [g.origin for g in first]
        assert kept_pack.data == pack.data == build_pack(merge(first)).data
    assert first[0].by_id == glossary.by_id
    entry = again[0]["lora"]
    assert (entry.file, entry.line) == (glossary["lora"].file, glossary["lora"].line)
    hash(entry.links)


def test_kept_glossaries_are_used_and_read_anew_when_damaged_or_changed(folder):
    rested(folder)
    load_kept([folder])
    [kept] = cache_folder().iterdir()
    kept.write_text(kept.read_text().replace("Alpha", "Kept!"))
    assert load_kept([folder])[0][0]["a"].label == "Kept!"
    for damaged in ("{", "{}", '{"glossaries": [{}], "pack": {}}', "[]"):
        kept.write_text(damaged)
        assert load_kept([folder])[0][0]["a"].label == "Alpha"
    (folder / "a.yaml").write_text(ENTRY.replace("Alpha", "Betas"))
    os.utime(folder / "a.yaml", (2, 2))
    assert load_kept([folder])[0][0]["a"].label == "Betas"


def test_what_was_written_just_now_is_not_kept(folder):
    load_kept([folder])
    assert not cache_folder().exists()
