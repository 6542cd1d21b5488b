"""Who is served worse: the heat map of groups by metrics, and the gaps that are more than noise."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evals.dataset import SLICES, Case
from evals.intervals import Interval
from evals.languages import name_of
from evals.metrics.catalogue import METRICS, Metric
from evals.report.numerals import cell, written
from evals.slices import NOT_ENGLISH, SMALL, SliceValue
from evals.slices import groups as groups_of

SHOWN = (
    "outcome_right", "nugget_vital", "faithfulness", "alce_precision", "gold_precision", "invented", "false_refusal", "recall_5",
    "language_match", "reading_age",
)  # fmt: skip
POOLED = "Not English, together"
LABELS = {"staff_group": "Staff group", "kind": "Kind of question"}
_STEPS = {"share": (0.05, 0.1, 0.2), "score": (0.05, 0.1, 0.2), "years": (0.5, 1.0, 2.0)}
_CHANCE = 0.025  # of an interval of 95% that lies wholly on one side of no gap

Shade = Literal["none", "even", "worse-1", "worse-2", "worse-3", "better-1", "better-2", "better-3"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A group's figure; `shade` says how far it is from the figure of the whole run, `found` is None where nothing applies."""

    metric: Metric
    found: SliceValue | None
    shade: Shade = "none"

    @property
    def text(self) -> str:
        """The figure, short."""
        return cell(self.found.interval.value, self.metric) if self.found else "–"

    @property
    def behind(self) -> bool:
        """Whether the group is worse off than the best-served one by more than noise."""
        return bool(self.found and is_behind(self.found))


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one group; `small` marks fewer than 15."""

    name: str
    n: int
    cells: tuple[Cell, ...]

    @property
    def small(self) -> bool:
        """Whether its figures say little."""
        return self.n < SMALL


@dataclass(frozen=True, slots=True)
class Slice:
    """A way to divide the questions, largest group first, with all its figures."""

    label: str
    groups: tuple[Group, ...]
    values: tuple[SliceValue, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """How much worse off a group is than the one that is served best."""

    label: str
    worse: SliceValue
    best: SliceValue
    gap: Interval

    @property
    def metric(self) -> Metric:
        """What is worse."""
        return METRICS[self.worse.metric]

    @property
    def group(self) -> str:
        """The group that is worse off, in words."""
        return group_label(self.worse.slice, self.worse.group)

    @property
    def best_group(self) -> str:
        """The group that is served best, in words."""
        return group_label(self.best.slice, self.best.group)

    @property
    def at_best(self) -> str:
        """The figure of the best-served group."""
        return written(self.best.interval.value, self.metric.unit)


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps beyond noise, widest first, of all `tested`; about `by_chance` would show if all groups were served alike."""

    beyond: tuple[Gap, ...]
    tested: int

    @property
    def by_chance(self) -> float:
        """The number of gaps expected beyond noise from chance alone."""
        return self.tested * _CHANCE


def slices(cases: Sequence[Case], values: Sequence[SliceValue], totals: Mapping[str, Interval]) -> list[Slice]:
    """The slices that divide the questions, with a cell for each group and each of the metrics shown that was measured."""
    shown = [METRICS[name] for name in SHOWN if name in totals]
    return [_slice(name, cases, values, totals, shown) for name in SLICES if any(value.slice == name for value in values)]


def label_of(name: str) -> str:
    """A slice's name in words."""
    return LABELS.get(name, name.capitalize())


def group_label(slice_name: str, group: str) -> str:
    """A group's name in words."""
    if slice_name != "language":
        return group
    return POOLED if group == NOT_ENGLISH else name_of(group)


def too_few(found: Sequence[Slice]) -> list[str]:
    """The slices most of whose groups are small, so that they cannot be read one by one."""
    return [each.label for each in found if 2 * sum(group.small for group in each.groups) > len(each.groups)]


def gaps(values: Sequence[SliceValue]) -> Gaps:
    """The gaps between groups of 15 or more, to the best-served one of each slice and metric."""
    tested = [value for value in values if value.gap and not value.small]
    found = [
        Gap(label_of(value.slice), value, _best(value, values), value.gap) for value in tested if value.gap and is_behind(value)
    ]
    return Gaps(tuple(sorted(found, key=_width, reverse=True)), len(tested))


def is_behind(value: SliceValue) -> bool:
    """Whether a group large enough is worse off than the best-served one by more than noise."""
    return bool(value.gap and not value.small and value.gap.beyond_noise)


def _slice(
    name: str, cases: Sequence[Case], values: Sequence[SliceValue], totals: Mapping[str, Interval], shown: Iterable[Metric]
) -> Slice:
    within = tuple(value for value in values if value.slice == name and value.metric in METRICS)
    sizes = {group: len(ids) for group, ids in groups_of(name, cases).items()}
    found = {(value.group, value.metric): value for value in within}
    groups = (
        Group(group_label(name, group), n, tuple(_cell(metric, found.get((group, metric.name)), totals) for metric in shown))
        for group, n in sorted(sizes.items(), key=lambda item: (-item[1], item[0]))
    )
    return Slice(label_of(name), tuple(groups), within)


def _cell(metric: Metric, found: SliceValue | None, totals: Mapping[str, Interval]) -> Cell:
    return Cell(metric, found, _shade(metric, found.interval.value - totals[metric.name].value) if found else "none")


def _shade(metric: Metric, above: float) -> Shade:
    steps = _STEPS.get(metric.unit)
    if steps is None or metric.better == "neither":
        return "none"
    # Differences of decimal fractions fall a little short of a step.
    step = sum(abs(above) >= least - 1e-9 for least in steps)
    if not step:
        return "even"
    names: tuple[tuple[Shade, ...], ...] = (("worse-1", "worse-2", "worse-3"), ("better-1", "better-2", "better-3"))
    return names[(above > 0) == (metric.better == "higher")][step - 1]


def _best(value: SliceValue, values: Iterable[SliceValue]) -> SliceValue:
    """The group that the gap is measured to: the only one large enough that has none."""
    return next(
        other
        for other in values
        if (other.slice, other.metric) == (value.slice, value.metric) and other.gap is None and not other.small
    )


def _width(gap: Gap) -> float:
    unit = gap.metric.unit
    return abs(gap.gap.value) / _STEPS.get(unit, (1.0,))[0]
