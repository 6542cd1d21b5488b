"""How sure a figure is: bootstrap intervals over items, for one run, for two runs and for two groups."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
SEED = 20261124
_DIGITS = 6  # below them, the order of a sum may show

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95% interval over `n` items, all in the figure's own unit."""

    value: float
    low: float
    high: float
    n: int

    @property
    def beyond_noise(self) -> bool:
        """Of a difference: whether its interval leaves out 0."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Sample:
    """What a metric measured, item by item, and how a figure is made of it.

    `rows` has a row for each of `ids`; `applies` says which of them the metric says anything about. `figure` takes weights
    (resamples, items), which say how often each item was drawn, and the rows, and gives one figure a resample.
    """

    ids: tuple[str, ...]
    rows: Floats
    applies: NDArray[np.bool_]
    figure: Callable[[Floats, Floats], Floats]

    @property
    def n(self) -> int:
        """How many items the metric says anything about."""
        return int(self.applies.sum())

    def only(self, ids: Collection[str]) -> "Sample":
        """The sample over the items that are among `ids`, in its own order."""
        kept = np.array([each in ids for each in self.ids], dtype=bool)
        chosen = tuple(each for each in self.ids if each in ids)
        return Sample(chosen, self.rows[kept], self.applies[kept], self.figure)

    def figures(self, weights: Floats) -> Floats:
        """One figure for each resample; not a number where nothing that it applies to was drawn."""
        return self.figure(weights * self.applies, self.rows)


def ratios(ids: Iterable[str], pairs: Mapping[str, tuple[float, float]]) -> Sample:
    """A sum over items divided by another: `pairs` holds (numerator, denominator) of the items that it applies to."""
    names = tuple(ids)
    rows = np.array([pairs.get(each, (0.0, 0.0)) for each in names], dtype=np.float64).reshape(-1, 2)
    return Sample(names, rows, np.array([each in pairs for each in names], dtype=bool), _ratio)


def means(ids: Iterable[str], values: Mapping[str, float]) -> Sample:
    """The mean over the items that have a value."""
    return ratios(ids, {key: (value, 1.0) for key, value in values.items()})


def interval(sample: Sample) -> Interval | None:
    """The figure with its percentile bootstrap interval (Efron 1979): 1000 seeded resamples of the items that it applies to.

    None where it applies to no item or is not defined. Where all items are alike the interval has no width; `n` says what that
    is worth.
    """
    if not sample.n:
        return None
    applied = sample.only({each for each, applies in zip(sample.ids, sample.applies, strict=True) if applies})
    return _interval(_value(applied), applied.figures(_weights(len(applied.ids))), sample.n)


def paired(after: Sample, before: Sample) -> Interval | None:
    """The difference of a figure between two runs, `after` less `before`, over the same items drawn together.

    Paired bootstrap (Efron and Tibshirani 1993; for test sets: Koehn 2004). `n` counts the items that the metric applies to in
    either run; None where it applies to none in one of them.

    Raises:
        ValueError: the two are not over the same items in the same order.
    """
    if after.ids != before.ids:
        raise ValueError("a paired difference needs the same items in the same order")
    if not (after.n and before.n):
        return None
    weights = _weights(len(after.ids))
    n = int((after.applies | before.applies).sum())
    return _interval(_value(after) - _value(before), after.figures(weights) - before.figures(weights), n)


def apart(group: Sample, other: Sample) -> Interval | None:
    """The difference of a figure between two groups of items, `group` less `other`, each drawn by itself; `n` is the group's.

    None where the metric applies to no item of one of them.
    """
    if not (group.n and other.n):
        return None
    drawn = group.figures(_weights(len(group.ids))) - other.figures(_weights(len(other.ids), stream=1))
    return _interval(_value(group) - _value(other), drawn, group.n)


def _value(sample: Sample) -> float:
    return float(sample.figures(np.ones((1, len(sample.ids))))[0])


def _interval(value: float, drawn: Floats, n: int) -> Interval | None:
    if np.isnan(value):
        return None
    low, high = np.nanpercentile(drawn, (2.5, 97.5))
    return Interval(_rounded(value), _rounded(low), _rounded(high), n)


def _rounded(value: float) -> float:
    return round(float(value), _DIGITS) + 0.0


@lru_cache(maxsize=128)
def _weights(items: int, stream: int = 0) -> Floats:
    """How often each item is drawn in each resample; `stream` sets apart draws that must not go together."""
    chance = np.random.default_rng((SEED, items, stream))
    return chance.multinomial(items, np.full(items, 1 / items), size=RESAMPLES).astype(np.float64)


def _ratio(weights: Floats, rows: Floats) -> Floats:
    numerators, denominators = weights @ rows[:, 0], weights @ rows[:, 1]
    unknown = np.full_like(numerators, np.nan)
    return np.divide(numerators, denominators, out=unknown, where=denominators > 0)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 100) of the values lie, between two neighbours by their distance."""
    return float(np.percentile(np.asarray(values, dtype=np.float64), share))
