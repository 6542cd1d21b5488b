"""Which plots a run has data for, with the figures behind each as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from markupsafe import Markup

from evals.calibration import Calibration, calibration
from evals.intervals import Interval, percentile
from evals.labels import LABELLED
from evals.metrics.abstention import RiskPoint, given
from evals.report import plots
from evals.report.checker import CheckerFigures
from evals.report.numerals import percent
from evals.runs import RunResult

_ROWS = 20
_LEAST = 30  # answers, for a calibration


@dataclass(frozen=True, slots=True)
class Stage:
    """How long one stage of an answer took, in milliseconds."""

    name: str
    median: float
    slow: float
    n: int


@dataclass(frozen=True, slots=True)
class BinRow:
    """Neighbours in what was said, with the share of them that held."""

    said: float
    held: Interval


@dataclass(frozen=True, slots=True)
class Reliability:
    """A reliability diagram with the figures behind it; `error` is the expected calibration error, 0 to 1."""

    subject: str
    plot: Markup
    rows: tuple[BinRow, ...]
    error: float
    n: int


@dataclass(frozen=True, slots=True)
class Charts:
    """The plots that can be drawn; None where the run holds too little for one, and then without its figures."""

    risk: Markup | None
    risk_points: tuple[RiskPoint, ...]
    confidence: Reliability | None
    latency: Markup | None
    stages: tuple[Stage, ...]


def charts(result: RunResult) -> Charts:
    """Draw what there is data for."""
    points = tuple(result.risk_coverage)
    confidence = confidence_calibration(result)
    totals = [stages["total"] for stages in _ordered(result) if "total" in stages]
    return Charts(
        risk=plots.risk_coverage(points, _risk_told(points)) if points else None,
        risk_points=_thinned(points),
        confidence=_reliability(confidence, "the confidence", "Confidence as stated", "Share of answers that are right")
        if confidence
        else None,
        latency=plots.latency(totals, _latency_told(totals)) if totals else None,
        stages=_stages(result),
    )


def confidence_calibration(result: RunResult) -> Calibration | None:
    """What the system says of the answers that it gives against the share of them that are right.

    Right is an answer without risk (see `evals.metrics.abstention.given`): to an answerable question, with every vital point.
    None where fewer than 30 answers say how sure the system is of them.
    """
    said = {key: min(1.0, max(0.0, each.confidence)) for key, each in result.answers.items() if each.confidence is not None}
    points = {each.id: each.values["nugget_vital"] for each in result.scores if "nugget_vital" in each.values}
    answered = given(result.cases, result.answers, said, points).values()
    if len(answered) < _LEAST:
        return None
    return calibration([each.confidence for each in answered], [each.risk == 0 for each in answered])


def _reliability(figures: Calibration, subject: str, said: str, held: str) -> Reliability:
    n = sum(each.n for each in figures.bins)
    told = f"Reliability diagram of {subject} over {n}: expected calibration error {percent(figures.expected_error, 1)}."
    rows = tuple(BinRow(each.mean_score, plots.share_of(each)) for each in figures.bins)
    return Reliability(subject, plots.reliability(figures, said, held, told), rows, figures.expected_error, n)


def checker_charts(checker: CheckerFigures | None) -> tuple[Reliability, ...]:
    """A reliability diagram of the checker's score for each set of human labels."""
    labels = checker.labels if checker else ()
    said, held = "The checker's score", "Share that people call supported"
    return tuple(
        _reliability(each.calibration, f"the checker's score on {LABELLED[each.name].label}", said, held) for each in labels
    )


def _risk_told(points: Sequence[RiskPoint]) -> str:
    half = min(points, key=lambda point: abs(point.coverage - 0.5))
    return (
        f"Risk-coverage curve: risk is {percent(half.risk, 1)} over the surest {percent(half.coverage, 0)} of questions "
        f"and {percent(points[-1].risk, 1)} over {percent(points[-1].coverage, 0)}."
    )


def _latency_told(milliseconds: Sequence[float]) -> str:
    median, slow = percentile(milliseconds, 50), percentile(milliseconds, 95)
    return f"Distribution of the time an answer took: half within {median:,.0f} ms, 95% within {slow:,.0f} ms."


def _thinned(points: Sequence[RiskPoint]) -> tuple[RiskPoint, ...]:
    """About twenty points at even distances, the last among them."""
    step = max(1, -(-len(points) // _ROWS))
    return tuple(reversed([*reversed(points)][::step]))


def _ordered(result: RunResult) -> list[Mapping[str, float]]:
    """The times of each answer in the dataset's order; what another system says that is no time is left out."""
    timings = result.timings.answers_ms
    stages = (timings[case.id] for case in result.cases if case.id in timings)
    return [{name: value for name, value in each.items() if isfinite(value) and value >= 0} for each in stages]


def _stages(result: RunResult) -> tuple[Stage, ...]:
    by_stage: dict[str, list[float]] = {}
    for stages in _ordered(result):
        for name, milliseconds in stages.items():
            by_stage.setdefault(name, []).append(milliseconds)
    names = sorted(by_stage, key=lambda name: (name == "total", name))
    return tuple(
        Stage(name, percentile(by_stage[name], 50), percentile(by_stage[name], 95), len(by_stage[name])) for name in names
    )
