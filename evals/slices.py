"""Who is served worse: every metric by each group of questions, with the gap to the best-served group."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evals.answers import SaidAnswer
from evals.dataset import SLICES, Case
from evals.intervals import Interval, Sample, apart, interval
from evals.metrics.catalogue import METRICS, Metric
from evals.scoring import ItemScores, samples

SMALL = 15  # items; a smaller group is marked, and is never the best-served one
NOT_ENGLISH = "not en"  # all other languages together, since each alone has few questions
UNSENT = frozenset({"channel"})  # what is not sent with a question can make no difference to its answer
_MIXED = frozenset({"abstention_precision", "abstention_recall", "abstention_f1"})


@dataclass(frozen=True, slots=True)
class SliceValue:
    """A metric over one group of a slice.

    `small` says that fewer than 15 items stand behind it. `gap` is the group's figure less that of the best-served group:
    None for that group itself, for a metric with no better side, for a slice of UNSENT, and where no group is large enough.
    Since the best group is chosen by its figure, a gap to it is a little larger than what would be found again.
    """

    slice: str
    group: str
    metric: str
    interval: Interval
    small: bool
    gap: Interval | None


def by_slice(cases: Sequence[Case], scores: Sequence[ItemScores], answers: Mapping[str, SaidAnswer]) -> list[SliceValue]:
    """Every metric by each group of each of `dataset.SLICES`, in the order of slice, metric and group.

    Abstention is left out of groups in which all cases are answerable or none is: there one answer is always right.
    """
    measured = samples(cases, scores, answers)
    answerable = frozenset(case.id for case in cases if case.answerable)
    return [value for name in SLICES for value in _slice(name, groups(name, cases), measured, answerable)]


def groups(name: str, cases: Sequence[Case]) -> dict[str, frozenset[str]]:
    """The ids of each group; a case that does not say its group is in none. Languages but English are a group together too."""
    of = {case.id: case.slices[name] for case in cases if name in case.slices}
    found = {group: frozenset(key for key, own in of.items() if own == group) for group in sorted({*of.values()})}
    others = [ids for group, ids in found.items() if group != "en"]
    return found | ({NOT_ENGLISH: frozenset().union(*others)} if name == "language" and len(others) > 1 else {})


def _slice(
    name: str, within: Mapping[str, frozenset[str]], measured: Mapping[str, Sample], answerable: frozenset[str]
) -> Iterator[SliceValue]:
    mixed = {group: ids for group, ids in within.items() if ids & answerable and ids - answerable}
    for metric in METRICS.values():
        if metric.name not in measured:
            continue
        chosen = mixed if metric.name in _MIXED else within
        parts = {group: measured[metric.name].only(ids) for group, ids in chosen.items()}
        figures = {group: figure for group, part in parts.items() if (figure := interval(part))}
        best = "" if name in UNSENT else _best(metric, figures)
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
