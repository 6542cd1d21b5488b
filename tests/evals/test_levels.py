"""The recorded levels: written and read back, and what the project's own are about."""

from dataclasses import replace
from pathlib import Path

import pytest

from evals.errors import ThresholdsError
from evals.gate import broken
from evals.intervals import Interval
from evals.levels import LEVELS, Levels, figures, group_of, is_held, large, metric_of, read_levels, write_levels
from evals.record import dataset_hashes, reached
from evals.slices import SliceValue
from evals.thresholds import read_thresholds

FIGURE = Interval(0.5, 0.4, 0.6, 20)
LEVEL = Levels(
    revision="abc1234",
    datasets={"questions.jsonl": "5b1d"},
    questions={"recall_5": FIGURE, "recall_5 | language: pl": FIGURE},
    subset={"recall_5": FIGURE},
    checker={"caught_number": FIGURE},
)


def group(name: str, metric: str) -> SliceValue:
    return SliceValue("language", name, metric, FIGURE, False, None)


def test_levels_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_levels(LEVEL, tmp_path / "made" / "levels.json")

    assert read_levels(tmp_path / "made" / "levels.json") == LEVEL


def test_each_figure_has_a_line_of_its_own(tmp_path: Path) -> None:
    write_levels(LEVEL, tmp_path / "levels.json")

    lines = (tmp_path / "levels.json").read_text("utf-8").splitlines()
    assert '  "recall_5 | language: pl": {"value": 0.5, "low": 0.4, "high": 0.6, "n": 20}' in lines


def test_levels_that_were_never_recorded_are_none(tmp_path: Path) -> None:
    assert read_levels(tmp_path / "none.json") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", r"levels\.json cannot be read .* delete it and record the levels anew with make record"),
        ("[]", r"levels\.json cannot be read"),
        ('{"schema": 9}', r"levels\.json has the schema version 9, and this version reads 1: restore it"),
        ('{"schema": 1, "revision": "a", "datasets": {}, "questions": {"recall_5": 3}}', r"damaged at questions\.recall_5"),
    ],
)
def test_a_broken_file_is_refused_with_the_remedy(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "levels.json").write_text(text, "utf-8")

    with pytest.raises(ThresholdsError, match=told):
        read_levels(tmp_path / "levels.json")


def test_a_figure_is_named_by_its_metric_and_group() -> None:
    named = figures({"recall_5": FIGURE}, [group("pl", "recall_5"), group("pl", "words")])

    assert list(named) == ["recall_5", "recall_5 | language: pl"]
    assert (metric_of("recall_5 | language: pl"), group_of("recall_5 | language: pl")) == ("recall_5", "language: pl")
    assert (metric_of("recall_5"), group_of("recall_5")) == ("recall_5", "")


def test_a_small_group_is_not_recorded() -> None:
    few = replace(FIGURE, n=14)

    assert list(large({"aurc": few, "recall_5 | language: pl": few, "recall_5 | language: en": FIGURE})) == [
        "aurc",
        "recall_5 | language: en",
    ]


def test_what_has_no_better_side_or_no_bound_is_not_held() -> None:
    held = [name for name in ("recall_5", "aurc", "words", "answered", "reading_age", "caught_number") if is_held(name)]

    assert held == ["recall_5", "aurc"]


# ---------------------------------------------------------------- those of the project


@pytest.fixture(scope="module")
def recorded() -> Levels:
    levels = read_levels(LEVELS)
    assert levels is not None
    return levels


def test_the_levels_are_about_the_datasets_as_they_are_now(recorded: Levels) -> None:
    changed = [name for name, digest in dataset_hashes().items() if recorded.datasets.get(name) != digest]

    assert changed == [], "record the levels of the changed datasets anew: make evaluate, then make record"


def test_the_levels_keep_what_is_promised(recorded: Levels) -> None:
    thresholds = read_thresholds()

    assert broken(recorded.questions, thresholds.totals) == []
    assert broken(recorded.checker, thresholds.checker) == []


def test_what_is_reached_no_longer_stands_among_what_is_not(recorded: Levels) -> None:
    assert reached(recorded, read_thresholds()) == []


def test_every_part_of_a_run_has_its_levels(recorded: Levels) -> None:
    assert len(recorded.questions) > 100
    assert len(recorded.subset) > 20
    assert recorded.checker.keys() >= recorded.checker_subset.keys() >= {"caught_number", "passed_true"}
    assert all(figure.n >= 15 for name, figure in recorded.questions.items() if group_of(name))


def test_totals_come_in_the_order_of_the_catalogue() -> None:
    mixed = replace(LEVEL, questions={"words": FIGURE, "recall_5": FIGURE, "recall_5 | kind: list": FIGURE})

    assert list(mixed.totals) == ["recall_5", "words"]
