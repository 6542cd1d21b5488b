"""Figures beside what is promised, and how they are written."""

import pytest

from evals.intervals import Interval
from evals.metrics.catalogue import METRICS, Unit
from evals.report.headline import families
from evals.report.needs import Need, State
from evals.report.numerals import cell, change, percent, rule_of_three, span, span_of_change, written
from evals.thresholds import Promise
from tests.evals.report.made_up import run


@pytest.mark.parametrize(
    ("promise", "state", "told"),
    [
        (None, "", ""),
        (Promise(0.7), "met", "at least 70.0%: kept"),
        (Promise(0.8), "close", "at least 80.0%: kept, but its interval reaches past"),
        (Promise(0.9), "missed", "at least 90.0%: not kept"),
        (Promise(0.9, due=True), "due", "at least 90.0%: not reached yet"),
        (Promise(0.7, due=True), "met", "at least 70.0%: kept"),
        (Promise(0.9, at_most=True), "met", "at most 90.0%: kept"),
        (Promise(0.82, at_most=True), "close", "at most 82.0%: kept, but its interval reaches past"),
        (Promise(0.5, at_most=True), "missed", "at most 50.0%: not kept"),
    ],
)
def test_a_figure_says_how_it_stands_to_its_promise(promise: Promise | None, state: State, told: str) -> None:
    need = Need(Interval(0.81, 0.75, 0.87, 100), "share", promise)

    assert (need.state, need.told) == (state, told)
    assert need.bound == (promise.bound if promise else None)


def test_every_metric_that_was_measured_stands_in_one_family() -> None:
    totals = {name: Interval(0.5, 0.4, 0.6, 9) for name in METRICS}

    rows = [row.metric.name for family in families(totals, {}) for row in family.rows]

    assert sorted(rows) == sorted(METRICS)


def test_a_family_without_figures_is_left_out() -> None:
    labels = [family.label for family in families({"recall_5": Interval(1.0, 1.0, 1.0, 3)}, {})]

    assert labels == ["It finds the evidence"]


def test_a_promise_stands_beside_its_metric() -> None:
    rows = {row.metric.name: row.need for family in families(run().totals, {"recall_5": Promise(0.5)}) for row in family.rows}

    assert (rows["recall_5"].state, rows["faithfulness"].state) == ("met", "")


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (1.0, "share", "100%"),
        (0.9999, "share", ">99.9%"),
        (0.0001, "share", "<0.1%"),
        (0.5, "share", "50.0%"),
        (-0.25, "score", "−0.250"),
        (7.26, "years", "7.3"),
        (1234.5, "ms", "1,234 ms"),
        (1.25, "ms", "1.2 ms"),
        (56.7, "words", "57"),
        (-0.2, "words", "0"),
        (-0.0001, "score", "0.000"),
    ],
)
def test_a_figure_is_written_in_its_unit(value: float, unit: Unit, told: str) -> None:
    assert written(value, unit) == told


def test_a_share_is_never_rounded_to_all_or_nothing() -> None:
    assert [percent(share, 0) for share in (0.0, 0.001, 0.999, 1.0)] == ["0%", "<1%", ">99%", "100%"]
    assert cell(0.999, METRICS["recall_5"]) == ">99"


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (0.031, "share", "+3.1 points"),
        (-0.2, "share", "−20.0 points"),
        (0.0001, "share", "0 points"),
        (-0.5, "years", "−0.50"),
        (-0.2, "words", "0"),
    ],
)
def test_a_difference_has_its_sign(value: float, unit: Unit, told: str) -> None:
    assert change(value, unit) == told


def test_the_ends_of_an_interval_say_the_unit_once() -> None:
    ends = Interval(0.0, -0.05, 0.05, 10)

    assert span_of_change(ends, "share") == "−5.0 to +5.0"
    assert span(Interval(0.5, 0.4, 0.6, 10), "share") == "40.0% to 60.0%"


@pytest.mark.parametrize(
    ("value", "low", "n", "told"),
    [(1.0, 1.0, 300, "at least 99.0%"), (0.0, 0.0, 300, "at most 1.0%"), (1.0, 1.0, 3, ""), (1.0, 0.9, 300, "")],
)
def test_an_interval_without_width_gets_the_rule_of_three(value: float, low: float, n: int, told: str) -> None:
    assert rule_of_three(Interval(value, low, value, n), "share") == told
