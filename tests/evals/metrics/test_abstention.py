import numpy as np
import pytest

from evals.intervals import interval, ratios
from evals.metrics.abstention import Given, RiskPoint, abstentions, aurc, confidences, given, outcome, risk_coverage
from tests.evals.metrics.builders import a_case, an_answer, passages


def test_an_expected_outcome_is_right() -> None:
    measured = outcome(a_case(), an_answer(outcome="partial"))

    assert measured.values == {"answered": 1.0, "outcome_right": 1.0, "false_refusal": 0.0}
    assert measured.failures == ()


def test_a_refusal_of_what_can_be_answered_is_a_false_one() -> None:
    measured = outcome(a_case(), an_answer(outcome="no_evidence"))

    assert measured.values == {"answered": 0.0, "outcome_right": 0.0, "false_refusal": 1.0}
    assert measured.failures == ("expected answered or partial, got no_evidence",)


def test_an_abstention_that_the_case_expects_is_no_false_refusal_and_precise() -> None:
    case = a_case(outcomes=("answered", "signposted"))
    signposted = an_answer("Call the Samaritans.", "signposted")

    pairs = abstentions([case], {case.id: signposted})

    assert outcome(case, signposted).values["false_refusal"] == 0.0
    assert outcome(case, an_answer("Sorry.", "no_evidence")).values["false_refusal"] == 1.0
    assert pairs["abstention_precision"] == {case.id: (1.0, 1.0)}
    assert pairs["abstention_f1"] == {case.id: (2.0, 2.0)}


def test_a_missing_answer_tells_its_error() -> None:
    measured = outcome(a_case(answerable=False, outcomes=["no_evidence"]), an_answer(outcome="missing", error="timed out"))

    assert measured.values == {"answered": 0.0, "outcome_right": 0.0}
    assert measured.failures == ("expected no_evidence, got missing (timed out)",)


def test_abstention_is_precise_recalled_and_both() -> None:
    # Abstains from a, b, c; should abstain from b, c, d, e: 2 of 3, 2 of 4, 4 of 7.
    should = {"a": False, "b": True, "c": True, "d": True, "e": True, "f": False}
    did = {"a": "declined", "b": "no_evidence", "c": "signposted", "d": "answered", "e": "missing", "f": "partial"}
    cases = [a_case(key, answerable=not abstain) for key, abstain in should.items()]

    pairs = abstentions(cases, {key: an_answer(outcome=how, key=key) for key, how in did.items()})

    figures = {name: interval(ratios(should, each)) for name, each in pairs.items()}
    assert {name: figure and (figure.value, figure.n) for name, figure in figures.items()} == {
        "abstention_precision": (pytest.approx(2 / 3, abs=1e-6), 3),
        "abstention_recall": (0.5, 4),
        "abstention_f1": (pytest.approx(4 / 7, abs=1e-6), 5),
    }


def test_confidence_is_the_systems_own() -> None:
    answers = [an_answer(key="a", confidence=0.7, retrieved=passages("x")), an_answer(key="b", retrieved=passages("x"))]

    assert confidences(answers) == {"a": 0.7}


def test_without_any_confidence_the_best_passage_stands_for_it() -> None:
    answers = [an_answer(key="a", retrieved=passages("x", "y")), an_answer(key="b")]

    assert confidences(answers) == {"a": 1.0}


def test_the_risk_of_an_answer_is_what_it_leaves_out_or_all_of_it() -> None:
    cases = [a_case("a"), a_case("b", answerable=False), a_case("c"), a_case("d")]
    answers = {
        "a": an_answer(key="a"),
        "b": an_answer(key="b"),
        "c": an_answer("", "no_evidence", key="c"),
        "d": an_answer(key="d"),
    }

    found = given(cases, answers, {"a": 0.9, "b": 0.8, "c": 0.1}, {"a": 0.75, "c": 0.0, "d": 1.0})

    assert found == {"a": Given(0.9, 0.25), "b": Given(0.8, 1.0)}


def test_the_curve_goes_from_the_surest_answer_to_all_that_are_given() -> None:
    answered = {"a": Given(0.9, 0.0), "b": Given(0.5, 1.0), "c": Given(0.9, 0.5), "d": Given(0.4, 0.5)}

    assert risk_coverage(answered, questions=5) == [
        RiskPoint(0.4, 0.25, 0.9),
        RiskPoint(0.6, 0.5, 0.5),
        RiskPoint(0.8, 0.5, 0.4),
    ]


def test_the_area_is_the_mean_risk_over_the_places() -> None:
    # By confidence: risks 0, 1, 1; means so far 0, 1/2, 2/3.
    rows = np.array([(0.5, 1.0), (0.9, 0.0), (0.1, 1.0)])

    area = aurc(np.ones((1, 3)), rows)

    assert area[0] == pytest.approx((0 + 1 / 2 + 2 / 3) / 3)


def test_answers_of_one_confidence_share_a_place_in_any_order() -> None:
    rows = np.array([(0.5, 1.0), (0.5, 0.0)])

    assert aurc(np.ones((1, 2)), rows)[0] == aurc(np.ones((1, 2)), rows[::-1])[0] == 0.5


def test_an_item_that_is_drawn_twice_counts_twice() -> None:
    rows = np.array([(0.9, 0.0), (0.5, 1.0)])

    # As of confidences 0.9, 0.5, 0.5: 0 at one place, 2/3 at two.
    assert aurc(np.array([[1.0, 2.0]]), rows)[0] == pytest.approx((0 + 2 / 3 + 2 / 3) / 3)
