"""The headline table: each metric with its interval, beside what is promised of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from evals.intervals import Interval
from evals.metrics.catalogue import METRICS, Metric
from evals.report.needs import Need
from evals.thresholds import Promise

_FAMILIES = {
    "What it says is true": (
        "faithfulness", "alce_precision", "alce_recall", "quote_fidelity", "citations_checked", "gold_precision", "gold_hit",
        "invented",
    ),
    "It says what matters": ("nugget_vital", "nugget_all", "nugget_strict"),
    "It knows when not to answer": (
        "outcome_right", "false_refusal", "abstention_precision", "abstention_recall", "abstention_f1", "aurc", "answered", "clarified",
    ),
    "It finds the evidence": ("recall_5", "recall_10", "mrr_10", "ndcg_10", "twin_recall_5"),
    "It is easy to read": ("language_match", "language_recognised", "reading_age", "words", "confidence"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeadlineRow:
    """A metric over the whole run with what it needs."""

    metric: Metric
    interval: Interval
    need: Need


@dataclass(frozen=True, slots=True)
class Family:
    """Metrics that answer one question about the system."""

    label: str
    rows: tuple[HeadlineRow, ...]


def families(totals: Mapping[str, Interval], promises: Mapping[str, Promise]) -> list[Family]:
    """The metrics of `totals` that the catalogue knows, by what they say; those of no family come last."""
    named = {name for names in _FAMILIES.values() for name in names}
    others = tuple(name for name in METRICS if name not in named)
    found = [Family(label, _rows(names, totals, promises)) for label, names in (*_FAMILIES.items(), ("Other", others))]
    return [family for family in found if family.rows]


def _rows(names: tuple[str, ...], totals: Mapping[str, Interval], promises: Mapping[str, Promise]) -> tuple[HeadlineRow, ...]:
    return tuple(_row(METRICS[name], totals[name], promises.get(name)) for name in names if name in totals)


def _row(metric: Metric, figure: Interval, promise: Promise | None) -> HeadlineRow:
    return HeadlineRow(metric, figure, Need(figure, metric.unit, promise))
