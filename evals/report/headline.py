"""The headline table: each metric with its interval, beside the threshold that it has to reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from evals.intervals import Interval
from evals.metrics.catalogue import METRICS, Metric
from evals.report.numerals import written

Met = Literal["", "met", "close", "missed"]

_FAMILIES = {
    "What it says is true": (
        "faithfulness", "alce_precision", "alce_recall", "quote_fidelity", "gold_precision", "gold_hit", "invented",
    ),
    "It says what matters": ("nugget_vital", "nugget_all", "nugget_strict"),
    "It knows when not to answer": (
        "outcome_right", "false_refusal", "abstention_precision", "abstention_recall", "abstention_f1", "aurc", "answered", "clarified",
    ),
    "It finds the evidence": ("recall_5", "recall_10", "mrr_10", "ndcg_10", "twin_recall_5"),
    "It is easy to read": ("language_match", "reading_grade", "words", "confidence"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeadlineRow:
    """A metric over the whole run; `need` is the threshold, at least or at most, as the metric's better side says."""

    metric: Metric
    interval: Interval
    need: float | None

    @property
    def met(self) -> Met:
        """Whether the value reaches the threshold; "close" where it does and its interval does not."""
        if self.need is None:
            return ""
        lower = self.metric.better == "lower"
        value, worst = (-self.interval.value, -self.interval.high) if lower else (self.interval.value, self.interval.low)
        need = -self.need if lower else self.need
        if value < need:
            return "missed"
        return "met" if worst >= need else "close"

    @property
    def needed(self) -> str:
        """The threshold in words."""
        if self.need is None:
            return ""
        return f"{'at most' if self.metric.better == 'lower' else 'at least'} {written(self.need, self.metric.unit)}"


@dataclass(frozen=True, slots=True)
class Family:
    """Metrics that answer one question about the system."""

    label: str
    rows: tuple[HeadlineRow, ...]


def families(totals: Mapping[str, Interval], thresholds: Mapping[str, float]) -> list[Family]:
    """The metrics of `totals` that the catalogue knows, by what they say; those of no family come last."""
    named = {name for names in _FAMILIES.values() for name in names}
    others = tuple(name for name in METRICS if name not in named)
    found = [Family(label, _rows(names, totals, thresholds)) for label, names in (*_FAMILIES.items(), ("Other", others))]
    return [family for family in found if family.rows]


def _rows(names: tuple[str, ...], totals: Mapping[str, Interval], thresholds: Mapping[str, float]) -> tuple[HeadlineRow, ...]:
    return tuple(HeadlineRow(METRICS[name], totals[name], thresholds.get(name)) for name in names if name in totals)
