from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals.comparison import Baseline, Scored, compare, read_baseline
from evals.dataset import Case
from evals.errors import BaselineError, RunError
from evals.run_folder import ITEMS, SCORES, RunFolder, begin
from evals.runs import Change
from evals.scoring import ItemScores
from evals.tables import items_object
from tests.evals.run_parts import CONFIGURATION, answers, cases, said

COUNT = 40


@pytest.fixture
def asked(tmp_path: Path) -> list[Case]:
    return cases(tmp_path, COUNT)


def scored(asked: Sequence[Case], **values: Sequence[float] | float) -> Scored:
    """Answers to all the cases; each metric has one value throughout, or one a case."""
    each = {name: given if isinstance(given, Sequence) else [given] * len(asked) for name, given in values.items()}
    items = [ItemScores(case.id, {name: each[name][place] for name in each}) for place, case in enumerate(asked)]
    return Scored(answers(*(said(case.id) for case in asked)), items)


def against(before: Scored) -> Baseline:
    return Baseline("2026-11-23T0900-questions", before, "d")


def test_what_got_better_and_worse_is_told_item_by_item(asked: list[Case]) -> None:
    before = scored(asked[:3], nugget_vital=[0.5, 0.5, 1.0], invented=[0.0, 1.0, 0.0])
    after = scored(asked[:3], nugget_vital=[0.5, 1.0, 0.0], invented=[1.0, 0.0, 0.0])

    comparison = compare(asked[:3], after, against(before))

    assert comparison.changes == (
        Change("C002", "nugget_vital", 0.5, 1.0, better=True),
        Change("C003", "nugget_vital", 1.0, 0.0, better=False),
        Change("C001", "invented", 0.0, 1.0, better=False),
        Change("C002", "invented", 1.0, 0.0, better=True),
    )


@pytest.mark.parametrize(
    ("metric", "before", "after", "verdict"),
    [
        ("nugget_vital", 0.2, 0.9, "better"),
        ("nugget_vital", 0.9, 0.2, "worse"),
        ("nugget_vital", 0.9, 0.9, "noise"),
        ("reading_age", 9.0, 7.0, "better"),
        ("reading_age", 7.0, 9.0, "worse"),
        ("words", 40.0, 80.0, "changed"),
    ],
)
def test_a_difference_of_every_item_is_more_than_noise(
    metric: str, before: float, after: float, verdict: str, asked: list[Case]
) -> None:
    comparison = compare(asked, scored(asked, **{metric: after}), against(scored(asked, **{metric: before})))

    found = next(each for each in comparison.differences if each.metric == metric)
    assert (found.before, found.after, found.verdict) == (before, after, verdict)
    assert found.difference.value == pytest.approx(after - before)


def test_a_few_items_either_way_are_noise(asked: list[Case]) -> None:
    before = scored(asked, gold_hit=[1.0, 0.0] * (COUNT // 2))
    after = scored(asked, gold_hit=[0.0, 1.0, 1.0, 0.0, *[1.0, 0.0] * (COUNT // 2 - 2)])

    found = next(each for each in compare(asked, after, against(before)).differences if each.metric == "gold_hit")

    assert found.verdict == "noise"
    assert (found.better, found.worse) == (1, 1)
    assert found.difference.low <= 0 <= found.difference.high


def test_a_metric_that_one_run_does_not_have_is_left_out(asked: list[Case]) -> None:
    comparison = compare(asked, scored(asked, words=10.0), against(scored(asked, gold_hit=1.0)))

    assert {"words", "gold_hit"} & {each.metric for each in comparison.differences} == set()


# ---------------------------------------------------------------- reading a baseline


def run(folder: Path, rows: Sequence[Mapping[str, Any]]) -> RunFolder:
    made = begin(folder, "questions", CONFIGURATION)
    made.keep(rows)
    made.write(ITEMS, items_object([ItemScores(row["id"], {"answered": 1.0}) for row in rows]))
    made.write(SCORES, {})
    return made


def test_a_baseline_over_the_same_questions_is_read(asked: list[Case], tmp_path: Path) -> None:
    made = run(tmp_path / "runs", [said(case.id) for case in asked])

    baseline = read_baseline(made.path, asked, "q")

    assert baseline.name == made.path.name
    assert list(baseline.scored.answers) == [case.id for case in asked]
    assert baseline.scored.scores[0] == ItemScores("C001", {"answered": 1.0})


@pytest.mark.parametrize(
    ("ids", "told"),
    [
        (["C001", "X7"], "answers 1 questions that the dataset does not have (first X7). Compare with a run over the same"),
        (["C001"], "lacks 1 questions of the dataset (first C002)"),
        (["C001", "C002"], "answers questions whose words, order or profiles have been changed since"),
    ],
)
def test_a_baseline_over_other_questions_is_refused_with_file_and_remedy(
    ids: list[str], told: str, asked: list[Case], tmp_path: Path
) -> None:
    made = run(tmp_path / "runs", [said(key) for key in ids])

    with pytest.raises(BaselineError) as caught:
        read_baseline(made.path, asked[:2], "other")

    assert str(caught.value).startswith(f"{made.path}/answers.jsonl {told}")
    assert "Compare with a run over the same questions, or ask the baseline these." in str(caught.value)


def test_a_baseline_without_scores_is_refused(asked: list[Case], tmp_path: Path) -> None:
    made = begin(tmp_path / "runs", "questions", replace(CONFIGURATION))

    with pytest.raises(RunError, match="has no scores"):
        read_baseline(made.path, asked, "q")
