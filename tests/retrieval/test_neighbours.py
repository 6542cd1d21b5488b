import numpy as np
import pytest

from assistant.retrieval.neighbours import left_open


def cosines(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


def test_without_page_questions_nothing_is_known() -> None:
    assert left_open(cosines(), cosines()) == 0.5


def test_a_question_among_answered_ones_is_not_left_open_and_the_other_way_round() -> None:
    assert left_open(cosines(0.95, 0.94), cosines(0.8)) < 0.1
    assert left_open(cosines(0.8), cosines(0.95, 0.94)) > 0.9


def test_the_nearer_of_two_counts_for_more() -> None:
    assert left_open(cosines(0.92), cosines(0.90)) == pytest.approx(1 / (1 + np.e), abs=0.001)


def test_only_the_twenty_nearest_count() -> None:
    near = cosines(*[0.9] * 20)

    assert left_open(near, cosines(*[0.89] * 500)) == left_open(near, cosines())


def test_no_neighbourhood_is_proof() -> None:
    assert (left_open(cosines(0.9), cosines()), left_open(cosines(), cosines(0.9))) == (0.02, 0.98)
