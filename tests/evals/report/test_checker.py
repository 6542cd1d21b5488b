import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from evals.errors import EvaluationError
from evals.report.charts import checker_charts
from evals.report.checker import CheckerFigures, read_checker_figures
from tests.evals.report.made_up import checker


def test_the_checker_s_figures_are_read_as_they_were_written(tmp_path: Path) -> None:
    written = checker()
    path = tmp_path / "checker.json"
    path.write_text(
        json.dumps({"schema": 1, **written.model_dump(exclude={"labels"}), "labels": list(map(asdict, written.labels))})
    )

    assert read_checker_figures(path, written.checker) == written


def test_figures_about_the_checker_as_it_was_are_refused(tmp_path: Path) -> None:
    written = checker()
    labels = list(map(asdict, written.labels))
    (tmp_path / "checker.json").write_text(
        json.dumps(written.model_dump(exclude={"labels"}) | {"labels": labels, "checker": "before"})
    )

    with pytest.raises(EvaluationError, match=r"checker\.json is about the checker as it was before a change; write it anew"):
        read_checker_figures(tmp_path / "checker.json", "now")


def test_figures_go_by_the_names_of_the_thresholds() -> None:
    assert list(checker().figures) == ["caught_number", "caught_name", "passed_true", "begin_balanced_accuracy", "begin_auroc"]


def test_a_checker_that_was_not_measured_is_none(tmp_path: Path) -> None:
    assert read_checker_figures(tmp_path / "none.json", "now") is None


def test_broken_figures_name_the_file_and_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "checker.json").write_text("{}")

    with pytest.raises(EvaluationError, match=r"checker\.json does not hold the checker's figures; write it anew with python -m"):
        read_checker_figures(tmp_path / "checker.json", "now")


def test_each_set_of_labels_has_a_diagram() -> None:
    assert [each.subject for each in checker_charts(checker())] == ["the checker's score on BEGIN"]
    assert checker_charts(None) == ()


def test_the_axis_of_the_checker_begins_at_chance() -> None:
    poor = CheckerFigures(kinds=(), passed_true=replace(checker().passed_true, low=0.3), labels=())

    assert (checker().axis_from, poor.axis_from) == (0.5, 0.0)
