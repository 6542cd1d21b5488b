"""Whether a score means what it says: of the sentences with a score about p, a share of about p should be supported."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import brier_score_loss

BINS = 10
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Bin:
    """The items whose score lies in `low` to `high`: their mean score and the share that is supported, both 0 to 1."""

    low: float
    high: float
    n: int
    mean_score: float
    supported: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """`brier`: mean squared distance of score and label, 0 (best) to 1. `expected_error`: see `calibration`."""

    bins: tuple[Bin, ...]
    brier: float
    expected_error: float


def calibration(scores: Sequence[float], supported: Sequence[bool], bins: int = BINS) -> Calibration:
    """Calibration over bins of equal width; empty bins are left out.

    Brier score (Brier 1950) by scikit-learn. Expected calibration error (Naeini et al. 2015): the distance of mean score and
    supported share of each bin, weighted by its items, 0 (best) to 1.

    Raises:
        ValueError: there is no item, or a score is outside 0 to 1.
    """
    values, labels = np.asarray(scores, dtype=np.float64), np.asarray(supported, dtype=np.float64)
    if not len(values) or values.min() < 0 or values.max() > 1:
        raise ValueError("calibration needs at least one score, each from 0 to 1")
    place = np.minimum((values * bins).astype(int), bins - 1)
    filled = tuple(
        _bin(each, bins, values[place == each], labels[place == each]) for each in range(bins) if (place == each).any()
    )
    error = sum(each.n * abs(each.mean_score - each.supported) for each in filled) / len(values)
    return Calibration(filled, round(float(brier_score_loss(labels, values, pos_label=1)), _DIGITS), round(error, _DIGITS))


def _bin(place: int, bins: int, scores: np.ndarray, labels: np.ndarray) -> Bin:
    mean_score, share = round(float(scores.mean()), _DIGITS), round(float(labels.mean()), _DIGITS)
    return Bin(round(place / bins, _DIGITS), round((place + 1) / bins, _DIGITS), len(scores), mean_score, share)
