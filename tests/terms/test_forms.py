"""Surface forms: English plurals and who owns a form."""

import pytest

from terms.forms import Kind, plural, surface_forms
from terms.model import Entry, Facts, Glossary


def glossary(*entries):
    facts = Facts(id="g", title={"en": "G"})
    return Glossary((facts,), {e.id: e for e in entries}, dict.fromkeys((e.id for e in entries), 0))


def entry(entry_id, label, **fields):
    return Entry(id=entry_id, label=label, definition={"en": "words"}, **fields)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("LoRA", "LoRAs"),
        ("negative prompt", "negative prompts"),
        ("batch", "batches"),
        ("loss", "losses"),
        ("checkbox", "checkboxes"),
        ("Ontology", "Ontologies"),
        ("survey", "surveys"),
        ("API", "APIs"),
        ("sampling steps", None),
        ("LMS", None),
        ("SD 1.5", None),
        ("x64", None),
        ("v2a", None),
        ("DPM++ 2S a", None),
        ("炼丹", None),
        ("체크포인트", None),
    ],
)
def test_the_regular_plural_of_the_last_word(words, expected):
    assert plural(words) == expected


def test_an_inflection_makes_no_homonym():
    forms = surface_forms(glossary(entry("weight", "Weight"), entry("weights", "Weights")))
    assert [owner.id for owner, _ in forms["weights"]] == ["weights"]


def test_two_entries_that_list_a_form_own_it_both():
    forms = surface_forms(glossary(entry("a", "Bank"), entry("b", "River", aliases=("bank",))))
    assert [(owner.id, form.kind) for owner, form in forms["bank"]] == [
        ("a", Kind.LABEL),
        ("b", Kind.ALIAS),
    ]


def test_inflect_none_and_forms_as_they_are():
    forms = surface_forms(glossary(entry("a", "Euler", inflect="none", forms=("Eulerian",))))
    assert set(forms) == {"euler", "eulerian"}
