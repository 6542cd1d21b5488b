"""Recording levels, and the README's table of them."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from evals.errors import ThresholdsError
from evals.evaluation import evaluate
from evals.intervals import Interval
from evals.levels import Levels, read_levels
from evals.readme import README
from evals.record import dataset_hashes, keep, levels_of, main, newest, reached, readme_table, refresh_readme, subset
from evals.run_folder import REPORT, SCORES, opened
from evals.thresholds import Promise, Slack, Thresholds
from tests.evals.report.made_up import checker
from tests.evals.run_parts import Shown, cases, evaluation, row, write_dataset

SLACK = Slack(0.01, 1)
THRESHOLDS = Thresholds(
    "questions.jsonl",
    {"nugget_vital": Promise(0.75, due=True), "recall_5": Promise(0.5)},
    {"caught_name": Promise(0.8, due=True)},
    SLACK,
)


def figure(value: float) -> Interval:
    return Interval(value, value, value, 200)


def levels(caught: float) -> Levels:
    return Levels("abc", {}, {}, {}, {"caught_number": figure(caught)})


def test_the_readme_tells_the_levels_that_are_recorded() -> None:
    table = readme_table()

    assert f"<!-- figures -->\n{table}\n<!-- /figures -->" in README.read_text("utf-8"), "make record writes it anew"


def test_the_table_is_put_between_its_marks_and_nothing_else_changes(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("# Us\n\n<!-- figures -->\nold\n<!-- /figures -->\n\nMore.\n", "utf-8")

    refresh_readme(path)
    refresh_readme(path)

    assert path.read_text("utf-8") == f"# Us\n\n<!-- figures -->\n{readme_table()}\n<!-- /figures -->\n\nMore.\n"


def test_a_run_over_the_questions_as_they_are_becomes_levels(tmp_path: Path) -> None:
    made = evaluation(tmp_path, count=20)
    run = evaluate(made.order, made.parts, Shown().watch).path

    found = levels_of(opened(run), made.order.dataset, (tmp_path,), checker(), {"caught_name": figure(0.9)})

    assert found.questions["answered"] == Interval(1.0, 1.0, 1.0, 20)
    assert found.questions["outcome_right | kind: factual"].n == 20
    assert 0 < found.subset["answered"].n < 20
    assert (found.checker["caught_name"].value, found.checker_subset["caught_name"].value) == (0.88, 0.9)
    assert dict(found.datasets) == dataset_hashes(tmp_path)


def test_a_run_over_changed_questions_is_refused(tmp_path: Path) -> None:
    made = evaluation(tmp_path)
    run = evaluate(made.order, made.parts, Shown().watch).path
    changed = write_dataset(tmp_path, row(1, question="and who pays my travel?"))

    with pytest.raises(ThresholdsError, match=r"is no run of the assistant over questions\.jsonl as it is now: make evaluate"):
        levels_of(opened(run), changed, (tmp_path,), checker(), {})


def test_answers_of_a_file_become_no_levels_whatever_it_is_called(tmp_path: Path) -> None:
    made = evaluation(tmp_path)
    answers = tmp_path / "assistant.jsonl"
    answers.write_text('{"id": "C001"}\n', "utf-8")
    run = evaluate(made.ordered(answers=answers), made.parts, Shown().watch).path

    with pytest.raises(ThresholdsError, match="is no run of the assistant"):
        levels_of(opened(run), made.order.dataset, (tmp_path,), checker(), {})


def test_a_change_of_one_number_in_a_dataset_shows(tmp_path: Path) -> None:
    path = tmp_path / "questions_ours.jsonl"
    path.write_text('{"expected_points": [{"text": "£333"}]}\n', "utf-8")
    before = dataset_hashes(tmp_path)

    path.write_text('{"expected_points": [{"text": "£334"}]}\n', "utf-8")

    assert dataset_hashes(tmp_path) != before


def test_a_promise_that_is_reached_is_to_leave_the_list() -> None:
    high = Levels("abc", {}, {"nugget_vital": figure(0.8), "recall_5": figure(0.9)}, {}, {"caught_name": figure(0.7)})

    assert reached(high, THRESHOLDS) == ["nugget_vital reaches 0.75: take it out of not_yet in thresholds.toml."]
    assert reached(replace(high, questions={}), THRESHOLDS) == []


def test_the_newest_run_that_came_to_its_end_is_taken(tmp_path: Path) -> None:
    for at, name in enumerate(("b", "a")):
        (tmp_path / name).mkdir()
        (tmp_path / name / SCORES).touch()
        (tmp_path / name / REPORT).touch()
        os.utime(tmp_path / name / SCORES, (at, at))
    (tmp_path / "asking").mkdir()
    (tmp_path / "reporting").mkdir()
    (tmp_path / "reporting" / SCORES).touch()

    assert newest(tmp_path).name == "a"


def test_the_newest_run_is_printed_and_nothing_is_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = evaluation(tmp_path)
    run = evaluate(made.order, made.parts, Shown().watch).path
    monkeypatch.setattr("evals.record.EVALUATION", tmp_path)
    monkeypatch.setattr("sys.argv", ["record", "--newest"])

    main()

    assert capsys.readouterr().out == f"{run}\n"


def test_without_a_run_the_remedy_is_told(tmp_path: Path) -> None:
    with pytest.raises(ThresholdsError, match="holds no run that came to its end: make one with make evaluate"):
        newest(tmp_path)


def test_the_subset_is_what_nothing_is_fitted_on(tmp_path: Path) -> None:
    every = cases(tmp_path, 9)

    assert 0 < len(subset(every)) < 9
    assert all(case.validation for case in subset(every))


def test_levels_that_would_fall_are_told_and_not_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ThresholdsError, match="1 levels would fall: mend what made them fall, or record them with --lower"):
        keep(levels(0.9), levels(0.5), SLACK, tmp_path / "levels.json", lower=False)

    assert "number (caught_number) is 0.500 over 200, recorded 0.900: worse by more than 0.010." in capsys.readouterr().out
    assert read_levels(tmp_path / "levels.json") is None


def test_levels_that_fall_are_written_where_that_is_said(tmp_path: Path) -> None:
    keep(levels(0.9), levels(0.5), SLACK, tmp_path / "levels.json", lower=True)

    assert read_levels(tmp_path / "levels.json") == levels(0.5)


def test_levels_that_rise_are_written_without_small_groups(tmp_path: Path) -> None:
    few = {"recall_5 | language: pl": replace(figure(0.5), n=14)}

    keep(levels(0.5), replace(levels(0.9), questions=few), SLACK, tmp_path / "levels.json", lower=False)

    assert read_levels(tmp_path / "levels.json") == levels(0.9)
