import json
from dataclasses import asdict
from pathlib import Path

import pytest

from evals.errors import EvaluationError
from evals.report.page import render
from evals.report.routes import read_routing_figures
from evals.routing import RoutedCase, result_of
from tests.evals.report.made_up import run

FIGURES = result_of(
    [(RoutedCase("C1", "I cannot cope", "stress", "en"), "stress"), (RoutedCase("C2", "Hm", "information", "en"), "off_topic")],
    [(True, True), (False, False)],
)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "routing.json"
    path.write_text(json.dumps(asdict(FIGURES)))
    return path


def test_the_matrix_holds_each_kind_and_what_it_was_taken_for(written: Path) -> None:
    figures = read_routing_figures(written)

    assert figures is not None
    assert figures.given == ("stress", "information", "off_topic")
    assert [(cell.n, cell.shade) for cell in figures.cells(figures.kinds[1])] == [(0, "none"), (0, "none"), (1, "wrong")]
    assert [cell.shade for cell in figures.cells(figures.kinds[0])] == ["right", "none", "none"]


def test_the_report_shows_the_matrix_where_routing_was_measured(written: Path) -> None:
    told = render(run(), routing=read_routing_figures(written))

    assert "Is a question taken for what it is?" in told
    assert "off topic" in told
    assert "Is a question taken for what it is?" not in render(run())


def test_routing_that_was_not_measured_is_none(tmp_path: Path) -> None:
    assert read_routing_figures(tmp_path / "none.json") is None


def test_broken_figures_name_the_file_and_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "routing.json").write_text("{}")

    with pytest.raises(EvaluationError, match=r"routing\.json does not hold figures of routing; write it anew with python -m"):
        read_routing_figures(tmp_path / "routing.json")
