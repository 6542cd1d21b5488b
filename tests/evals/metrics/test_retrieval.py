import math

import pytest

from evals.metrics.retrieval import beside_twins, retrieval
from tests.evals.metrics.builders import a_case, passages

ONE = "The course lasts eighteen weeks in all."
OTHER = "Your employer pays the whole fee."


def test_recall_is_the_share_of_the_evidence_that_the_first_passages_hold() -> None:
    case = a_case(evidence=[("a.md", ONE), ("b.md", OTHER)])

    measured = retrieval(case, passages("Nothing.", "Nothing.", ONE, "Nothing.", "Nothing.", f"It is true. {OTHER}"))

    assert measured.values["recall_5"] == 0.5
    assert measured.values["recall_10"] == 1.0
    assert measured.failures == ("1 of 2 pieces of evidence are not in the first 5 passages",)


def test_the_reciprocal_rank_is_that_of_the_first_passage_with_any_evidence() -> None:
    case = a_case(evidence=[("a.md", ONE), ("b.md", OTHER)])

    measured = retrieval(case, passages("Nothing.", "Nothing.", OTHER, ONE))

    assert measured.values["mrr_10"] == pytest.approx(1 / 3)


def test_a_passage_gains_the_evidence_that_it_is_the_first_to_hold() -> None:
    case = a_case(evidence=[("a.md", ONE), ("b.md", OTHER)])

    measured = retrieval(case, passages(ONE, ONE, OTHER))

    # Gains 1, 0, 1 at ranks 1, 2, 3; at best 1, 1.
    found, best = 1 / math.log2(2) + 1 / math.log2(4), 1 / math.log2(2) + 1 / math.log2(3)
    assert measured.values["ndcg_10"] == pytest.approx(found / best)


def test_evidence_that_no_passage_holds_counts_against_the_order() -> None:
    case = a_case(evidence=[("a.md", ONE), ("b.md", OTHER)])

    measured = retrieval(case, passages(ONE))

    assert measured.values["ndcg_10"] == pytest.approx(1 / (1 + 1 / math.log2(3)))


def test_one_passage_with_all_the_evidence_is_the_best_order() -> None:
    case = a_case(evidence=[("a.md", ONE), ("b.md", OTHER)])

    measured = retrieval(case, passages(f"{ONE} {OTHER}", "Nothing."))

    assert measured.values == {"recall_5": 1.0, "recall_10": 1.0, "mrr_10": 1.0, "ndcg_10": 1.0}
    assert measured.failures == ()


@pytest.mark.parametrize("texts", [(), ("Nothing.", "Nothing.")])
def test_no_evidence_found_is_nothing(texts: tuple[str, ...]) -> None:
    measured = retrieval(a_case(evidence=[("a.md", ONE)]), passages(*texts))

    assert set(measured.values.values()) == {0.0}


def test_what_cannot_be_answered_is_not_measured() -> None:
    measured = retrieval(a_case(answerable=False), passages(ONE))

    assert measured.values == {}


def test_the_eleventh_passage_does_not_count() -> None:
    measured = retrieval(a_case(evidence=[("a.md", ONE)]), passages(*["Nothing."] * 10, ONE))

    assert measured.values["recall_10"] == measured.values["ndcg_10"] == measured.values["mrr_10"] == 0.0


def test_a_question_is_held_against_its_english_twin() -> None:
    cases = [a_case("en1"), a_case("pl1", language="pl", twin="en1"), a_case("pl2", language="pl", twin="en2"), a_case("pl3")]

    assert beside_twins(cases, {"en1": 1.0, "pl1": 0.5, "pl2": 1.0}) == {"pl1": (0.5, 1.0)}
