"""The gate: what it is about, and when it says no."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from evals.gate import ThresholdGate, broken, fallen, fallen_checker
from evals.intervals import Interval
from evals.levels import Levels
from evals.report import CheckerFigures
from evals.report.checker import CaughtKind
from evals.runs import Judgement
from evals.slices import SliceValue
from evals.thresholds import Promise, Slack, Thresholds
from tests.evals.run_parts import CONFIGURATION

SLACK = Slack(share=0.01, questions=1)
PROMISES = {"quote_fidelity": Promise(1.0), "invented": Promise(0.0, at_most=True), "nugget_vital": Promise(0.75, due=True)}
THRESHOLDS = Thresholds(
    "questions.jsonl", PROMISES, {"caught_number": Promise(0.98), "begin_balanced_accuracy": Promise(0.8)}, SLACK
)
PERFECT = {"quote_fidelity": 1.0, "invented": 0.0, "nugget_vital": 0.6}


def figure(value: float, n: int = 200) -> Interval:
    return Interval(value, value, value, n)


def measured(**values: float) -> dict[str, Interval]:
    return {name: figure(value) for name, value in (PERFECT | values).items()}


def group(value: float, n: int = 20, metric: str = "nugget_vital") -> SliceValue:
    return SliceValue("language", "pl", metric, figure(value, n), n < 15, None)


def levels(**groups: Interval) -> Levels:
    questions = {**measured(), **{f"{metric} | language: pl": level for metric, level in groups.items()}}
    return Levels("abc", {"questions.jsonl": "d"}, questions, {}, checker={"caught_number": figure(0.99)})


def caught(value: float) -> CheckerFigures:
    kinds = (CaughtKind(kind="number", caught=figure(value)),)
    return CheckerFigures(kinds=kinds, passed_true=figure(1.0), labels=(), skipped=("The labels are not here.",))


def judged(
    totals: Mapping[str, Interval] | None = None,
    *slices: SliceValue,
    recorded: Levels | None = None,
    checker: CheckerFigures | None = None,
) -> Judgement:
    found = ThresholdGate(THRESHOLDS, recorded or levels(), checker).judge(CONFIGURATION, totals or measured(), slices)
    assert found is not None
    return found


def test_a_run_that_is_as_good_as_before_passes() -> None:
    assert judged().problems == ()


@pytest.mark.parametrize("changes", [{"dataset": "other.jsonl"}, {"asked_here": False}])
def test_another_dataset_and_another_system_are_held_to_nothing(changes: dict[str, Any]) -> None:
    gate = ThresholdGate(THRESHOLDS, levels(), None)

    assert gate.judge(replace(CONFIGURATION, **changes), measured(quote_fidelity=0.1), []) is None


def test_a_promise_that_is_broken_is_told_with_its_figure() -> None:
    assert broken(measured(invented=0.02), PROMISES) == [
        "Answers with an invented fact (invented) is 0.020, promised at most 0.000."
    ]


def test_a_promise_that_was_not_measured_is_not_kept() -> None:
    totals = measured()
    del totals["quote_fidelity"]

    assert broken(totals, PROMISES) == ["Quotes verbatim (quote_fidelity) was not measured, promised at least 1.000."]


def test_what_is_promised_and_not_due_is_told_and_does_not_fail() -> None:
    assert judged().due == ("Vital points stated: promised at least 0.750, now 0.600",)


def test_a_total_that_falls_below_its_level_fails() -> None:
    found = judged(measured(nugget_vital=0.58)).problems

    assert found == ("Vital points stated (nugget_vital) is 0.580 over 200, recorded 0.600: worse by more than 0.010.",)


def test_a_total_may_fall_by_the_slack() -> None:
    assert judged(measured(nugget_vital=0.59)).problems == ()


def test_a_figure_that_should_be_low_fails_when_it_rises() -> None:
    assert fallen({"false_refusal": figure(0.2)}, {"false_refusal": figure(0.1)}, SLACK)
    assert not fallen({"false_refusal": figure(0.1)}, {"false_refusal": figure(0.2)}, SLACK)


def test_a_group_that_falls_fails_as_a_total_does() -> None:
    found = judged(measured(), group(0.5), recorded=levels(nugget_vital=figure(0.7, 20))).problems

    assert found == (
        "Vital points stated (nugget_vital), language: pl, is 0.500 over 20, recorded 0.700: worse by more than 0.050.",
    )


def test_a_group_may_lose_one_question() -> None:
    assert judged(measured(), group(0.65), recorded=levels(nugget_vital=figure(0.7, 20))).problems == ()


def test_the_rounding_of_figures_is_no_fall() -> None:
    one_of_61 = {"gold_hit | topic: careers": figure(0.737705, 61)}

    assert fallen({"gold_hit | topic: careers": figure(0.721311, 61)}, one_of_61, SLACK) == []


def test_a_group_that_has_become_small_is_still_held() -> None:
    assert judged(measured(), group(0.1, 14), recorded=levels(nugget_vital=figure(0.7, 15))).problems


def test_a_small_group_without_a_level_is_not_held() -> None:
    assert judged(measured(), group(0.0, 14)).problems == ()


def test_a_figure_that_is_gone_fails() -> None:
    (found,) = judged(measured(), recorded=levels(gold_precision=figure(0.7, 20))).problems

    assert found == "Citations on the evidence (gold_precision), language: pl, is no longer measured, recorded 0.700 over 20."


def test_what_has_no_better_side_may_change() -> None:
    assert fallen({"words": figure(90)}, {"words": figure(50), "confidence": figure(0.5)}, SLACK) == []


def test_changed_questions_are_told_instead_of_compared() -> None:
    found = judged(measured(nugget_vital=0.1), recorded=replace(levels(), datasets={"questions.jsonl": "before"})).problems

    assert found == ("questions.jsonl has changed since the levels were recorded: record them anew with make record.",)


def test_without_levels_the_gate_does_not_pass() -> None:
    found = ThresholdGate(THRESHOLDS, None, None).judge(CONFIGURATION, measured(), [])

    assert found is not None
    assert found.problems == ("No levels are recorded, so that no fall would be seen: record them with make record.",)


def test_a_checker_that_catches_less_fails_by_promise_and_by_level() -> None:
    assert judged(checker=caught(0.5)).problems == (
        "Corrupted sentences caught: number (caught_number) is 0.500, promised at least 0.980.",
        "Corrupted sentences caught: number (caught_number) is 0.500 over 200, recorded 0.990: worse by more than 0.010.",
    )


def test_labels_that_are_not_here_break_no_promise() -> None:
    assert judged(checker=caught(0.99)).problems == ()


def test_a_checker_that_was_not_measured_is_held_to_nothing() -> None:
    assert judged().checker == {}
    assert fallen_checker({}, {"caught_number": figure(0.9)}, SLACK) == []
