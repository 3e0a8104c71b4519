"""What the measurements stand on is as it says."""

import json

import pytest
from rich.console import Console

from tests.bench import glossaries, growth, queries, shapes
from tests.bench.results import Report, Target


def labels(pack):
    return [
        label
        for entry in pack.entries
        for label in (
            entry["label"],
            *entry["aliases"],
            *entry["labels"]["zh"],
            *entry["labels"]["ko"],
        )
    ]


def test_a_made_up_glossary_has_as_many_labels_as_asked_for_each_once():
    made = labels(glossaries.made_up(300))
    assert len(made) == len(set(made)) == 300


def test_a_smaller_made_up_glossary_is_the_head_of_a_larger_one():
    assert labels(glossaries.made_up(1000))[:5] == labels(glossaries.made_up(300))[:5]


@pytest.mark.parametrize("name", shapes.SHAPES)
def test_a_shape_has_the_size_asked_for(name):
    assert 9_900 <= len(shapes.SHAPES[name](10_000)) <= 10_000


def test_the_deep_shapes_are_100_000_deep_at_8_million():
    page = shapes.SHAPES["<table><tr><td> deep"](8_000_000)
    assert page.count("<table>") >= shapes.DEEP


def test_quadratic_time_is_told_from_linear_time():
    sizes = (250_000, 500_000, 1_000_000)
    assert growth.worst_growth({size: size / 1e6 for size in sizes}) == 2.0
    assert growth.worst_growth({size: (size / 1e6) ** 2 for size in sizes}) == 4.0


def test_nothing_is_told_from_times_too_short():
    assert growth.worst_growth({250_000: 0.001, 500_000: 0.01}) is None


def test_a_target_is_met_on_its_side_of_the_bound_and_on_the_bound():
    assert Target("speed", 6.0, ">=", 6.0).met
    assert not Target("speed", 5.9, ">=", 6.0).met
    assert Target("memory", 399, "<=", 400).met
    assert not Target("memory", 401, "<=", 400).met


def test_a_report_shows_and_writes_every_row():
    report = Report("T", ["what", "s"])
    report.add("one", 1.234)
    report.add("two", None)
    console = Console(record=True, width=60, quiet=False, file=None)
    with console.capture() as shown:
        report.show(console)
    assert "1.23" in shown.get()
    rows = json.loads(json.dumps(report.plain()))["rows"]
    assert rows == [{"what": "one", "s": 1.234}, {"what": "two", "s": None}]


LABELS = ["Checkpoint", "Denoising strength", "LoRA", "Textual Inversion"]


@pytest.mark.parametrize(
    "made",
    [
        queries.never_asked(LABELS),
        queries.sentences(LABELS),
        queries.misspelt(LABELS),
        queries.unknown(),
    ],
    ids=["terms", "sentences", "misspelt", "unknown"],
)
def test_what_was_never_asked_before_is_asked_once(made):
    asked = [*next(made), *next(made)]
    assert len(asked) == len(set(asked)) > len(LABELS) * 10
