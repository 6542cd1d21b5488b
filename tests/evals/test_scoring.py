import time

import pytest

from evals.answers import SaidAnswer
from evals.dataset import SLICES, Case, Point
from evals.metrics.catalogue import METRICS
from evals.scoring import ItemScores, risk_coverage, samples, score, totals
from evals.slices import by_slice
from tests.evals.metrics.builders import FakeChecker, a_case, an_answer, cited, passages, said

SENTENCE = "The course lasts 6 weeks."


def an_answerable_case(key: str = "q1") -> Case:
    return a_case(key, evidence=[("page.md", SENTENCE)], points=[Point("lasts 6 weeks", vital=True)])


def a_right_answer(key: str = "q1", confidence: float = 0.9) -> SaidAnswer:
    return an_answer(
        f"{SENTENCE} [1]",
        key=key,
        sentences=(said(SENTENCE, 1),),
        citations=(cited(1, SENTENCE, start=0, end=len(SENTENCE)),),
        retrieved=passages(SENTENCE),
        confidence=confidence,
    )


def test_a_right_answer_is_worth_all_of_it() -> None:
    checker = FakeChecker({SENTENCE: ["6 weeks"]})

    [item] = score([an_answerable_case()], {"q1": a_right_answer()}, {"page.md": SENTENCE}, checker)

    assert item.failures == ()
    best = {name for name, metric in METRICS.items() if metric.better == "higher" and name in item.values}
    assert {item.values[name] for name in best} == {1.0}
    assert best >= {"recall_5", "ndcg_10", "quote_fidelity", "alce_precision", "gold_hit", "nugget_strict", "language_recognised"}
    assert (item.values["invented"], item.values["false_refusal"], item.values["confidence"]) == (0.0, 0.0, 0.9)


def test_a_case_without_an_answer_counts_against_it() -> None:
    items = score([an_answerable_case("q0"), an_answerable_case()], {"q1": a_right_answer()}, {}, FakeChecker())

    assert [item.id for item in items] == ["q0", "q1"]
    assert items[0].failures[0] == "expected answered or partial, got missing"
    assert {name: items[0].values[name] for name in ("recall_5", "nugget_vital", "gold_hit", "answered")} == {
        "recall_5": 0.0,
        "nugget_vital": 0.0,
        "gold_hit": 0.0,
        "answered": 0.0,
    }
    assert "invented" not in items[0].values


def test_values_and_totals_use_the_names_of_the_catalogue_in_its_order() -> None:
    cases, answers = [an_answerable_case()], {"q1": a_right_answer()}

    items = score(cases, answers, {"page.md": SENTENCE}, FakeChecker())

    order = list(METRICS)
    assert list(items[0].values) == sorted(items[0].values, key=order.index)
    assert set(totals(cases, items, answers)) <= set(order)


def test_retrieval_is_not_measured_where_a_system_does_not_tell_it() -> None:
    answer = a_right_answer().model_copy(update={"retrieved": ()})

    [item] = score([an_answerable_case()], {"q1": answer}, {}, FakeChecker())

    assert "recall_5" not in item.values


def test_totals_are_means_of_items_and_figures_of_the_set() -> None:
    cases = [an_answerable_case("a"), an_answerable_case("b"), a_case("c", answerable=False, outcomes=["no_evidence"])]
    answers = {
        "a": a_right_answer("a"),
        "b": an_answer("It lasts long.", key="b", confidence=0.5),
        "c": an_answer("Sorry.", "no_evidence", key="c"),
    }

    figures = totals(cases, score(cases, answers, {}, FakeChecker()), answers)

    assert (figures["nugget_vital"].value, figures["nugget_vital"].n) == (0.5, 2)
    assert (figures["abstention_f1"].value, figures["abstention_f1"].n) == (1.0, 1)
    # Surest first the risks are 0 and 1: means 0 and 1/2.
    assert (figures["aurc"].value, figures["aurc"].n) == (0.25, 2)


def test_the_risk_coverage_curve_ends_at_what_is_answered() -> None:
    cases = [an_answerable_case("a"), an_answerable_case("b"), an_answerable_case("c")]
    answers = {"a": a_right_answer("a", 0.4), "b": an_answer("No idea.", key="b", confidence=0.8)}

    curve = risk_coverage(cases, score(cases, answers, {}, FakeChecker()), answers)

    assert [point.coverage for point in curve] == pytest.approx([1 / 3, 2 / 3])
    assert [point.risk for point in curve] == [1.0, 0.5]


def test_twins_are_compared_over_the_whole_set() -> None:
    cases = [an_answerable_case("en"), a_case("pl", language="pl", twin="en", evidence=[("page.md", SENTENCE)])]
    scores = [ItemScores("en", {"recall_5": 1.0}), ItemScores("pl", {"recall_5": 0.5})]

    figure = totals(cases, scores, {})["twin_recall_5"]

    assert (figure.value, figure.n) == (0.5, 1)


def test_nothing_is_measured_of_no_cases() -> None:
    assert score([], {}, {}, FakeChecker()) == []
    assert totals([], [], {}) == {}
    assert risk_coverage([], [], {}) == []


def test_samples_stand_in_the_order_of_the_cases() -> None:
    cases = [an_answerable_case("b"), an_answerable_case("a")]

    measured = samples(cases, score(cases, {}, {}, FakeChecker()), {})

    assert {sample.ids for sample in measured.values()} == {("b", "a")}


@pytest.mark.integration
def test_three_hundred_items_are_summed_up_and_sliced_in_seconds() -> None:
    cases = [a_case(f"q{at}", slices={name: str(at % 8) for name in SLICES}) for at in range(300)]
    answers = {case.id: an_answer(key=case.id) for case in cases}
    scores = [ItemScores(case.id, dict.fromkeys(METRICS, at % 7 / 7)) for at, case in enumerate(cases)]

    started = time.perf_counter()
    values = by_slice(cases, scores, answers)
    took = time.perf_counter() - started

    assert len(values) > 1400
    assert took < 10
