"""The lints find what they are for, and the shipped glossary has none of it."""

import pytest

from terms import load
from terms.check import check, first_sentence

FACTS = "id: mine\ntitle: {en: Mine}\ntags: {Model: {en: Model}}\n"
WORDS = (
    "A thing that one describes in at least twenty five words, so that it is of use. "
    "Whoever reads it should know what it is, what it does and what to do with it."
)
GOOD = f"""- id: {{id}}
  label: {{label}}
{{more}}  definition:
    en: "{WORDS}"
    zh: "一句话。"
    ko: 한 문장입니다.
"""


def entry(entry_id="a", label="Alpha", more=""):
    more = "".join(f"  {line}\n" for line in more.splitlines())
    return GOOD.format(id=entry_id, label=label, more=more)


@pytest.fixture
def findings(tmp_path):
    def run(text):
        (tmp_path / "glossary.yaml").write_text(FACTS)
        (tmp_path / "a.yaml").write_text(text)
        return "\n".join(str(problem) for problem in check(load(tmp_path)))

    return run


def test_the_shipped_glossary_has_no_findings(glossary):
    assert [str(problem) for problem in check(glossary)] == []


def test_a_good_entry_has_no_findings(findings):
    assert findings(entry(more="tags: [Model]")) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (entry("b", "Beta") + entry("a"), "stands after 'b'; sort the file"),
        (entry(more="related: [alhpa]") + entry("alpha", "Beta"), "did you mean 'alpha'?"),
        (entry(more="related: [b]") + entry("b", "Beta"), "does not name 'a' back"),
        (entry(more="broader: a"), "broader names the entry itself"),
        (
            entry(more="broader: b") + entry("b", "Beta", more="broader: a"),
            "broader goes in a ring: a > b > a",
        ),
        (entry() + entry("b", "alpha"), "the label 'alpha' belongs to 'a' too"),
        (
            entry(more="homonyms: [b]") + entry("b", "alpha"),
            "homonym 'b' does not name 'a' back",
        ),
        (entry(more="aliases: [alpha]"), "'alpha' is listed twice"),
        (entry(more="tags: [Modle]"), "tag 'Modle' is not in glossary.yaml; did you mean 'Model'?"),
        (entry(more="common: [Beta]"), "common names 'Beta', which is none of its labels"),
        (entry().replace("一句话。", "[[nothing]]"), "definition.zh refers to [[nothing]]"),
        (entry().replace("一句话。", "[[x"), "[[ or ]] that make no reference"),
        (entry().replace('    zh: "一句话。"\n', ""), "definition.zh is missing"),
        (entry().replace("一句话。", "一句 <b>话</b>。"), "has markup ('<b')"),
        (entry().replace("A thing", "A  thing"), "stray spaces"),
        (entry().replace(WORDS, "Too short."), "definition.en has 2 words"),
        (entry().replace("of use. W", "of use, and so that w"), "first sentence has"),
    ],
)
def test_each_lint_finds_and_says_how_to_mend(findings, text, said):
    assert said in findings(text)


def test_the_first_sentence_ends_where_the_next_begins():
    assert first_sentence("Runs at v1.5 e.g. fast. Next [[x|one]].") == "Runs at v1.5 e.g. fast."
