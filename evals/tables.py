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
from evals.run_folder import REPORT
from evals.runs import Comparison, JudgeAgreement, Judgement, RunResult
from evals.scoring import ItemScores
from evals.thresholds import Promise, checker_label
from evals.unjudged import sentences

_SHARES = {"share", "score"}
_SHOWN = 12  # changed items a metric
SECONDS, QUESTIONS = 90, 300  # what a full run may take
JUDGING = "judging"  # the part of a run that lasts as long as a second judge likes


def scores_object(result: RunResult) -> dict[str, Any]:
    """All that was measured of the whole set and of its groups, but for times.

    Two runs of one revision over one index have the same; only what a second judge says may differ.
    """
    judge = {"judge": asdict(result.judge)} if result.judge else {}
    return {
        "totals": {name: asdict(figure) for name, figure in result.totals.items()},
        "slices": [asdict(each) for each in result.slices],
        "word_overlap": asdict(result.overlap) if result.overlap else None,
        "risk_coverage": [asdict(point) for point in result.risk_coverage],
        "notices": list(result.notices),
        **judge,
    }


def items_object(scores: Sequence[ItemScores]) -> dict[str, Any]:
    """Every item's values, failures and notes, in the dataset's order."""
    return {"items": [asdict(item) for item in scores]}


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
    judge, judgement = result.judge, result.judgement or Judgement()
    parts = [
        figures_tables(result.totals, judgement.checker, judgement.promises),
        "\n".join(["Promised and not reached yet:", *(f"- {each}" for each in judgement.due)]) if judgement.due else "",
        overlap_line(result.overlap),
        timings_line(result.timings.summary),
        seconds_line(result.timings.seconds),
        comparison_text(result.comparison) if result.comparison else "",
        _agreement(judge) if judge else "",
        f"The run is in {folder}; its report is {folder / REPORT}",
    ]
    return "\n\n".join(filter(None, parts))


def figures_tables(totals: Mapping[str, Interval], checker: Mapping[str, Interval], promises: Mapping[str, Promise]) -> str:
    """The totals, and below them the checker's figures where there are any."""
    return "\n\n".join(filter(None, [totals_table(totals, promises), checker_table(checker, promises)]))


def _agreement(judge: JudgeAgreement) -> str:
    why = f" ({judge.reason})" if judge.reason else ""
    if judge.agreement is None:
        return f"The second judge {judge.name} gave no verdict{why}."
    kappa = "" if judge.kappa is None else f", Cohen's kappa {judge.kappa:.3f}"
    missing = f"; on {judge.missing} it gave no verdict{why}" if judge.missing else ""
    return f"The checker and {judge.name} agree on {_three(judge.agreement)} of {sentences(judge.judged)}{kappa}{missing}."


def totals_table(totals: Mapping[str, Interval], promises: Mapping[str, Promise] | None = None) -> str:
    """The totals as Markdown, with their 95% intervals, and with what is promised where anything is."""
    return _table(
        "Measure", [(METRICS[name].label, _figure(name, figure), figure.n, name) for name, figure in totals.items()], promises
    )


def checker_table(checker: Mapping[str, Interval], promises: Mapping[str, Promise]) -> str:
    """The checker's figures as Markdown; empty where there are none."""
    rows = [(checker_label(name), _three(figure), figure.n, name) for name, figure in checker.items()]
    return _table("The grounding checker", rows, promises) if rows else ""


def _table(head: str, rows: Sequence[tuple[str, str, int, str]], promises: Mapping[str, Promise] | None) -> str:
    """Rows of label, figure, n, and the name that promises know the figure by."""
    columns = [head, "Value (95% interval)", "n", *(["Promised"] if promises else [])]
    lines = [
        f"| {label} | {figure} | {n} |" + (f" {_promised(promises.get(name))} |" if promises else "")
        for label, figure, n, name in rows
    ]
    return "\n".join([f"| {' | '.join(columns)} |", "|---" * len(columns) + "|", *lines])


def _promised(promise: Promise | None) -> str:
    if promise is None:
        return ""
    return f"{promise.side} {promise.bound:.3f}{', not yet' if promise.due else ''}"


def overlap_line(overlap: Interval | None) -> str:
    """How far the questions are a test of matching words, on one line; empty where none is in English and has evidence."""
    if overlap is None:
        return ""
    return (
        f"Content words of a question that stand in its evidence: {_three(overlap)} of them, over {overlap.n} English questions."
    )


def timings_line(summary: Mapping[str, float]) -> str:
    """What is known of times and tokens, on one line."""
    told = ", ".join(f"{name} {value:.0f}" for name, value in summary.items())
    return f"Times and tokens: {told}." if told else "Times and tokens: not told."


def seconds_line(seconds: Mapping[str, float]) -> str:
    """How long the parts of the run took, on one line; empty where it is not known."""
    if not seconds:
        return ""
    own = {name: value for name, value in seconds.items() if name != JUDGING}
    told = ", ".join(f"{name} {value:.1f}" for name, value in own.items())
    judge = f" The second judge took {seconds[JUDGING]:.1f} more." if JUDGING in seconds else ""
    return (
        f"Seconds: {told}; in all {sum(own.values()):.1f}. Promised are {SECONDS} for {QUESTIONS} questions on two cores.{judge}"
    )


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


def _three(figure: Interval) -> str:
    return f"{figure.value:.3f} ({figure.low:.3f} to {figure.high:.3f})"


def _number(name: str, value: float) -> str:
    return f"{value:.3f}" if METRICS[name].unit in _SHARES else f"{value:.1f}"
