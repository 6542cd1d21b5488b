"""The comparison with the baseline: which metrics moved by more than noise, and which questions moved them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from evals.dataset import Case
from evals.metrics.catalogue import METRICS, Metric
from evals.runs import Change, Comparison, Difference

Way = Literal["worse", "mixed", "better"]

_CHANCE = 0.05  # of an interval of 95% that leaves out no difference though there is none


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """A question that some metric values otherwise than before."""

    case: Case
    changes: tuple[Change, ...]

    @property
    def way(self) -> Way:
        """Whether all its changes go one way."""
        ways = {change.better for change in self.changes}
        return "mixed" if len(ways) > 1 else "better" if True in ways else "worse"


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison as it is shown: the differences in the catalogue's order, the changed questions in the dataset's."""

    baseline: str
    differences: tuple[Difference, ...]
    items: tuple[ChangedItem, ...]

    def beyond_noise(self, verdict: str) -> list[Metric]:
        """The metrics that moved this way by more than noise."""
        return [METRICS[each.metric] for each in self.differences if each.verdict == verdict]

    def moved(self, way: Way) -> list[ChangedItem]:
        """The questions that moved this way."""
        return [item for item in self.items if item.way == way]

    @property
    def by_chance(self) -> float:
        """How many metrics would seem to have moved by chance alone."""
        return len(self.differences) * _CHANCE

    @property
    def reach(self) -> float:
        """Half the width of the axis that shares and scores are drawn on: the furthest end of an interval, up to the next 0.05."""
        ends = [
            end
            for each in self.differences
            if METRICS[each.metric].unit in {"share", "score"}
            for end in (abs(each.difference.low), abs(each.difference.high))
        ]
        return max(1, ceil(max(ends, default=0.0) / 0.05 - 1e-9)) * 0.05

    def same(self, difference: Difference) -> bool:
        """Whether no question tells the two runs apart by this metric, as far as its interval can show."""
        return not (difference.difference.low or difference.difference.high)


def compared(comparison: Comparison, cases: Sequence[Case]) -> Compared:
    """Put the changes of a question together."""
    by_id: dict[str, list[Change]] = {}
    for change in comparison.changes:
        if change.metric in METRICS:
            by_id.setdefault(change.id, []).append(change)
    items = tuple(ChangedItem(case, tuple(by_id[case.id])) for case in cases if case.id in by_id)
    return Compared(comparison.baseline, tuple(each for each in comparison.differences if each.metric in METRICS), items)
