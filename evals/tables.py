"""A run's figures as text: the JSON and CSV of its folder, and the tables that are printed."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evals.answers import SaidAnswer
from evals.dataset import SLICES, Case
from evals.intervals import Interval
from evals.metrics.catalogue import METRICS
from evals.runs import Comparison, JudgeAgreement, RunResult
from evals.scoring import ItemScores

_SHARES = {"share", "score"}
_SHOWN = 12  # changed items a metric


def scores_object(result: RunResult) -> dict[str, Any]:
    """All that was measured of the whole set and of its groups; nothing that differs between two runs of one revision."""
    judge = {"judge": asdict(result.judge)} if result.judge else {}
    return {
        "totals": {name: asdict(figure) for name, figure in result.totals.items()},
        "slices": [asdict(each) for each in result.slices],
        "risk_coverage": [asdict(point) for point in result.risk_coverage],
        "notices": list(result.notices),
        **judge,
    }


def items_object(scores: Sequence[ItemScores]) -> dict[str, Any]:
    """Every item's values and failures, in the dataset's order."""
    return {"items": [{"id": item.id, "values": dict(item.values), "failures": list(item.failures)} for item in scores]}


def items_table(cases: Sequence[Case], answers: Mapping[str, SaidAnswer], scores: Sequence[ItemScores]) -> str:
    """A line an item as CSV: what it is, its outcome, its value by each metric, and why it failed."""
    measured = [name for name in METRICS if any(name in item.values for item in scores)]
    file = io.StringIO()
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["id", "question", *SLICES, "outcome", *measured, "failures"])
    for case, item in zip(cases, scores, strict=True):
        outcome = answers[case.id].outcome if case.id in answers else "missing"
        groups = [case.slices.get(name, "") for name in SLICES]
        values = [item.values.get(name, "") for name in measured]
        table.writerow([case.id, case.question, *groups, outcome, *values, "; ".join(item.failures)])
    return file.getvalue()


def summary(folder: Path, result: RunResult) -> str:
    """What is printed when a run has come to its end."""
    judge = result.judge
    parts = [
        totals_table(result.totals),
        timings_line(result.timings.summary),
        comparison_text(result.comparison) if result.comparison else "",
        _agreement(judge) if judge else "",
        f"The run is in {folder}; its report is report.html.",
    ]
    return "\n\n".join(filter(None, parts))


def _agreement(judge: JudgeAgreement) -> str:
    if judge.agreement is None:
        return f"The second judge {judge.model} gave no verdict."
    kappa = "" if judge.kappa is None else f", Cohen's kappa {judge.kappa:.3f}"
    figure = f"{judge.agreement.value:.3f} ({judge.agreement.low:.3f} to {judge.agreement.high:.3f})"
    return f"The checker and {judge.model} agree on {figure} of {judge.judged} sentences{kappa}."


def totals_table(totals: Mapping[str, Interval]) -> str:
    """The totals as Markdown, with their 95% intervals."""
    rows = [f"| {METRICS[name].label} | {_figure(name, figure)} | {figure.n} |" for name, figure in totals.items()]
    return "\n".join(["| Measure | Value (95% interval) | n |", "|---|---|---|", *rows])


def timings_line(summary: Mapping[str, float]) -> str:
    """What is known of times and tokens, on one line."""
    told = ", ".join(f"{name} {value:.0f}" for name, value in summary.items())
    return f"Times and tokens: {told}." if told else "Times and tokens: not told."


def comparison_text(comparison: Comparison) -> str:
    """The differences as Markdown, and the items behind those that are more than noise."""
    rows = [
        f"| {METRICS[each.metric].label} | {_number(each.metric, each.before)} | {_number(each.metric, each.after)} "
        f"| {_figure(each.metric, each.difference)} | {each.better} | {each.worse} | {each.verdict} |"
        for each in comparison.differences
    ]
    header = ["| Measure | Before | Now | Difference (95% interval) | Items better | Items worse | Verdict |", "|---" * 7 + "|"]
    return "\n".join([f"Against {comparison.baseline}:", "", *header, *rows, "", *_changed_items(comparison)])


def _changed_items(comparison: Comparison) -> list[str]:
    lines = []
    for metric in dict.fromkeys(change.metric for change in comparison.changes):
        for better in (True, False):
            ids = [change.id for change in comparison.changes if change.metric == metric and change.better == better]
            more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
            told = f"{METRICS[metric].label}, {'better' if better else 'worse'}: {', '.join(ids[:_SHOWN])}{more}"
            lines += [told] if ids else []
    return lines or ["No item differs."]


def _figure(name: str, figure: Interval) -> str:
    return f"{_number(name, figure.value)} ({_number(name, figure.low)} to {_number(name, figure.high)})"


def _number(name: str, value: float) -> str:
    return f"{value:.3f}" if METRICS[name].unit in _SHARES else f"{value:.1f}"
