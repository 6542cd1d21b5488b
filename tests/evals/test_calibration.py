import pytest
from sklearn.metrics import balanced_accuracy_score, roc_auc_score

from evals.calibration import Bin, calibration
from evals.intervals import interval
from evals.labels import auroc, balanced_accuracy

SUPPORTED = [True, True, False, False, True]
SCORES = [0.95, 0.55, 0.55, 0.05, 0.4]


def test_each_bin_holds_its_mean_score_and_the_share_that_is_supported() -> None:
    found = calibration([0.92, 0.98, 0.11, 1.0], [True, False, False, True])

    assert found.bins == (Bin(0.1, 0.2, 1, 0.11, 0.0), Bin(0.9, 1.0, 3, round(2.9 / 3, 6), round(2 / 3, 6)))


def test_a_score_that_is_always_right_has_no_error() -> None:
    found = calibration([1.0, 0.0, 1.0], [True, False, True])

    assert (found.brier, found.expected_error) == (0.0, 0.0)


def test_the_expected_error_weighs_each_bin_by_its_items() -> None:
    found = calibration([0.75, 0.75, 0.75, 0.25], [True, True, False, False])

    # by hand: 3/4 of |.75 - 2/3|, and 1/4 of |.25 - 0|
    assert found.expected_error == pytest.approx(0.75 * (0.75 - 2 / 3) + 0.25 * 0.25, abs=1e-6)
    assert found.brier == pytest.approx((2 * 0.0625 + 0.5625 + 0.0625) / 4)


@pytest.mark.parametrize("scores", [[], [1.2], [-0.1]])
def test_scores_that_are_no_shares_are_refused(scores: list[float]) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        calibration(scores, [True for _ in scores])


def test_the_area_under_the_curve_is_that_of_scikit_learn() -> None:
    found = interval(auroc("abcde", SUPPORTED, SCORES))

    assert found
    assert found.value == pytest.approx(roc_auc_score(SUPPORTED, SCORES), abs=1e-6)


def test_balanced_accuracy_is_that_of_scikit_learn() -> None:
    judged = [score >= 0.5 for score in SCORES]

    found = interval(balanced_accuracy("abcde", SUPPORTED, judged))

    assert found
    assert found.value == pytest.approx(balanced_accuracy_score(SUPPORTED, judged), abs=1e-6)
