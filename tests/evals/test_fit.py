import numpy as np
import pytest

from evals.fit import Example, fit_doubt, fit_softmax, hit_rate

QUESTIONS = 200
UNANSWERABLE = np.arange(QUESTIONS) % 4 == 0


def test_what_tells_the_unanswerable_apart_has_the_whole_area() -> None:
    chance = np.random.default_rng(1)

    _, _, threshold, area = fit_doubt(UNANSWERABLE[:, None] + chance.normal(0, 0.05, (QUESTIONS, 1)), UNANSWERABLE, 0.05)

    assert area == 1.0
    assert 0 < threshold < 0.5


def test_questions_that_are_measured_alike_count_half() -> None:
    alike = UNANSWERABLE & (np.arange(QUESTIONS) % 8 == 0)

    area = fit_doubt(alike[:, None].astype(float), UNANSWERABLE, 0.05)[3]

    assert area == pytest.approx(0.75, abs=0.03)  # half of them stand out, the others are as the answerable ones


def test_candidates_are_ranked_by_what_the_right_ones_have() -> None:
    measured = np.array([[0.0, 1.0], [1.0, 0.0], [0.2, 1.0]])
    examples = [Example(measured, np.array([False, True, False]))] * 3

    weights = fit_softmax(examples, 0.01)

    assert hit_rate(examples, weights, 1) == 1.0
