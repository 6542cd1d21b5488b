"""The gate: whether the figures of a run keep what is promised, and whether any fell below its recorded level."""

from collections.abc import Mapping, Sequence

from evals.intervals import Interval
from evals.levels import Figures, Levels, figures, group_of, is_held, metric_of
from evals.metrics.catalogue import METRICS
from evals.report.checker import CheckerFigures
from evals.runs import Configuration, Judgement
from evals.slices import SliceValue
from evals.thresholds import FROM_LABELS, Promise, Slack, Thresholds, checker_label

# What one question of n can move a figure by is 1/n, but for these: a right abstention counts twice in F1, and the risk of a sure
# answer counts at every coverage above its own.
_WORTH = {"abstention_f1": 2.0, "aurc": 4.0}
_EXACT = 2e-6  # figures are rounded to six places


class ThresholdGate:
    """Holds runs over one dataset to promises and levels, and with them the checker that they rest on, where it was measured."""

    def __init__(self, thresholds: Thresholds, levels: Levels | None, checker: CheckerFigures | None) -> None:
        self._thresholds = thresholds
        self._levels = levels
        self._checker = checker.figures if checker else {}

    def judge(
        self, configuration: Configuration, totals: Mapping[str, Interval], slices: Sequence[SliceValue]
    ) -> Judgement | None:
        """What it finds; None for a run that the thresholds are not about: another dataset, or another system's answers."""
        if not configuration.asked_here or configuration.dataset != self._thresholds.dataset:
            return None
        problems = [
            *broken(totals, self._thresholds.totals),
            *broken(self._checker, self._thresholds.checker),
            *self._fallen(configuration, figures(totals, slices)),
        ]
        promises = {**self._thresholds.totals, **self._thresholds.checker}
        return Judgement(tuple(problems), promises, self._checker, tuple(due({**totals, **self._checker}, promises)))

    def _fallen(self, configuration: Configuration, measured: Figures) -> list[str]:
        if self._levels is None:
            return ["No levels are recorded, so that no fall would be seen: record them with make record."]
        if self._levels.datasets.get(configuration.dataset) != configuration.dataset_sha256:
            return [f"{configuration.dataset} has changed since the levels were recorded: record them anew with make record."]
        slack = self._thresholds.slack
        return [*fallen(measured, self._levels.questions, slack), *fallen_checker(self._checker, self._levels.checker, slack)]


def broken(measured: Figures, promises: Mapping[str, Promise]) -> list[str]:
    """A sentence for each promise that is not kept, but for those that are not due yet; a checker that was not measured at
    all is held to none."""
    if not measured:
        return []
    return [
        f"{told(name)} is {measured[name].value:.3f}, promised {promise.side} {promise.bound:.3f}."
        if name in measured
        else f"{told(name)} was not measured, promised {promise.side} {promise.bound:.3f}."
        for name, promise in promises.items()
        if not (promise.due or _is_kept(name, promise, measured))
    ]


def due(measured: Figures, promises: Mapping[str, Promise]) -> list[str]:
    """In words each what is promised and not reached yet, with what was measured now."""
    return [
        f"{label_of(name)}: promised {promise.side} {promise.bound:.3f}, now {measured[name].value:.3f}"
        for name, promise in promises.items()
        if promise.due and name in measured and not promise.kept_by(measured[name].value)
    ]


def _is_kept(name: str, promise: Promise, measured: Figures) -> bool:
    return promise.kept_by(measured[name].value) if name in measured else name in FROM_LABELS


def fallen(measured: Figures, levels: Figures, slack: Slack) -> list[str]:
    """A sentence for each figure that is worse than its level by more than the slack, or is no longer measured."""
    problems = []
    for name, level in levels.items():
        metric = metric_of(name)
        if not is_held(metric):
            continue
        if name not in measured:
            problems.append(f"{told(name)} is no longer measured, recorded {level.value:.3f} over {level.n}.")
            continue
        fall = level.value - measured[name].value
        loss, most = -fall if METRICS[metric].better == "lower" else fall, slack.over(level.n, _WORTH.get(metric, 1.0))
        if loss > most + _EXACT:
            problems.append(_worse(name, measured[name], level, most))
    return problems


def fallen_checker(measured: Figures, levels: Figures, slack: Slack) -> list[str]:
    """The same for a checker's figures, which are shares and better where higher; what was not measured is passed over."""
    return [
        _worse(name, measured[name], level, slack.over(level.n))
        for name, level in levels.items()
        if name in measured and level.value - measured[name].value > slack.over(level.n) + _EXACT
    ]


def told(name: str) -> str:
    """A figure's name in words, with the name that the files use."""
    metric, group = metric_of(name), group_of(name)
    label = f"{label_of(metric)} ({metric})"
    return f"{label}, {group}," if group else label


def label_of(name: str) -> str:
    """The label of a metric, or of a figure of the checker."""
    return METRICS[name].label if name in METRICS else checker_label(name)


def _worse(name: str, figure: Interval, level: Interval, most: float) -> str:
    return f"{told(name)} is {figure.value:.3f} over {figure.n}, recorded {level.value:.3f}: worse by more than {most:.3f}."
