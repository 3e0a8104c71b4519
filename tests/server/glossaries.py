"""Small glossaries written for a test, and settings for one that asks for much."""

import json

UNLIMITED = {"RATE_LIMIT": "", "RATE_LIMIT_POST": ""}


def write(folder, name, *entries, title=None):
    """Write a glossary of (id, label, definition) triples; returns its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    facts = {"id": name, "title": {"en": title or name}}
    (folder / "glossary.yaml").write_text(json.dumps(facts), encoding="utf-8")
    listed = [
        {"id": entry_id, "label": label, "definition": {"en": definition}, "tags": [f"{name} tag"]}
        for entry_id, label, definition in entries
    ]
    # JSON is YAML.
    (folder / "words.yaml").write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")
    return folder
