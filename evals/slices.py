"""Who is served worse: every metric by each group of questions, with the gap to the best-served group."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evals.answers import SaidAnswer
from evals.dataset import SLICES, Case
from evals.intervals import Interval, Sample, apart, interval
from evals.metrics.catalogue import METRICS, Metric
from evals.scoring import ItemScores, samples

SMALL = 15  # items; a smaller group is marked, and is never the best-served one


@dataclass(frozen=True, slots=True)
class SliceValue:
    """A metric over one group of a slice.

    `small` says that fewer than 15 items stand behind it. `gap` is the group's figure less that of the best-served group:
    None for that group itself, for a metric with no better side, and where no group is large enough. Since the best group is
    chosen by its figure, a gap to it is a little larger than what would be found again.
    """

    slice: str
    group: str
    metric: str
    interval: Interval
    small: bool
    gap: Interval | None


def by_slice(cases: Sequence[Case], scores: Sequence[ItemScores], answers: Mapping[str, SaidAnswer]) -> list[SliceValue]:
    """Every metric by each group of each of `dataset.SLICES`, in the order of slice, metric and group."""
    measured = samples(cases, scores, answers)
    return [value for name in SLICES for value in _slice(name, _groups(name, cases), measured)]


def _groups(name: str, cases: Sequence[Case]) -> dict[str, frozenset[str]]:
    """The ids of each group; a case that does not say its group is in none."""
    found = sorted({case.slices[name] for case in cases if name in case.slices})
    return {group: frozenset(case.id for case in cases if case.slices.get(name) == group) for group in found}


def _slice(name: str, groups: Mapping[str, frozenset[str]], measured: Mapping[str, Sample]) -> Iterator[SliceValue]:
    for metric in METRICS.values():
        if metric.name not in measured:
            continue
        parts = {group: measured[metric.name].only(ids) for group, ids in groups.items()}
        figures = {group: figure for group, part in parts.items() if (figure := interval(part))}
        best = _best(metric, figures)
        for group, figure in figures.items():
            gap = apart(parts[group], parts[best]) if best and group != best else None
            yield SliceValue(name, group, metric.name, figure, figure.n < SMALL, gap)


def _best(metric: Metric, figures: Mapping[str, Interval]) -> str:
    """The group of 15 items or more that is served best, the larger one of two alike; empty where there is none."""
    large = {group: figure for group, figure in figures.items() if figure.n >= SMALL}
    if metric.better == "neither" or not large:
        return ""
    sign = 1 if metric.better == "higher" else -1
    return max(large, key=lambda group: (sign * large[group].value, large[group].n))
