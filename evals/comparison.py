"""A run against a baseline: what got better and worse, item by item, and whether the difference is more than noise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from evals.answers import SaidAnswer
from evals.dataset import Case
from evals.errors import BaselineError
from evals.intervals import Interval, interval, paired
from evals.metrics.catalogue import METRICS, Metric
from evals.run_folder import ANSWERS, RunFolder, opened
from evals.runs import Change, Comparison, Difference
from evals.scoring import ItemScores, samples

_ALIKE = 1e-9


@dataclass(frozen=True, slots=True)
class Scored:
    """Answers and what they are worth."""

    answers: Mapping[str, SaidAnswer]
    scores: Sequence[ItemScores]


@dataclass(frozen=True, slots=True)
class Baseline:
    """A past run that another is held against."""

    name: str
    scored: Scored
    dataset_sha256: str


def read_baseline(path: Path, cases: Sequence[Case], questions_sha256: str) -> Baseline:
    """The run in a folder, as it was scored then.

    Raises:
        RunError: it is no run, one of another schema version, or one without scores.
        BaselineError: it answers other questions.
    """
    folder = opened(path)
    answers, scores = folder.answers(), folder.scores()
    if folder.configuration.questions_sha256 != questions_sha256:
        raise BaselineError(_other_questions(folder, cases, scores))
    return Baseline(path.name, Scored(answers, scores), folder.configuration.dataset_sha256)


def compare(cases: Sequence[Case], after: Scored, baseline: Baseline) -> Comparison:
    """Every metric that both runs have, with a paired bootstrap over the questions."""
    before = baseline.scored
    ours, theirs = samples(cases, after.scores, after.answers), samples(cases, before.scores, before.answers)
    differences: list[Difference] = []
    changes: list[Change] = []
    for metric in METRICS.values():
        found = [*_changes(metric, after.scores, before.scores)]
        changes += found
        if metric.name not in ours or metric.name not in theirs:
            continue
        values = interval(ours[metric.name]), interval(theirs[metric.name])
        difference = paired(ours[metric.name], theirs[metric.name])
        if difference and values[0] and values[1]:
            better = sum(change.better for change in found)
            verdict = _verdict(metric, difference)
            told = (metric.name, values[1].value, values[0].value, difference, better, len(found) - better, verdict)
            differences.append(Difference(*told))
    return Comparison(baseline.name, tuple(differences), tuple(changes))


def _changes(metric: Metric, after: Sequence[ItemScores], before: Sequence[ItemScores]) -> list[Change]:
    if metric.better == "neither":
        return []
    was = {item.id: item.values[metric.name] for item in before if metric.name in item.values}
    pairs = [(item.id, was[item.id], item.values[metric.name]) for item in after if item.id in was and metric.name in item.values]
    moved = [(key, old, new) for key, old, new in pairs if abs(new - old) > _ALIKE]
    return [Change(key, metric.name, old, new, (new > old) == (metric.better == "higher")) for key, old, new in moved]


def _verdict(metric: Metric, difference: Interval) -> Literal["better", "worse", "changed", "noise"]:
    if not difference.beyond_noise:
        return "noise"
    if metric.better == "neither":
        return "changed"
    return "better" if (difference.value > 0) == (metric.better == "higher") else "worse"


def _other_questions(folder: RunFolder, cases: Sequence[Case], scores: Sequence[ItemScores]) -> str:
    ids, theirs = [case.id for case in cases], [item.id for item in scores]
    place = folder.path / ANSWERS
    remedy = "Compare with a run over the same questions, or ask the baseline these."
    if strange := sorted(set(theirs) - set(ids)):
        return f"{place} answers {len(strange)} questions that the dataset does not have (first {strange[0]}). {remedy}"
    if missing := sorted(set(ids) - set(theirs)):
        return f"{place} lacks {len(missing)} questions of the dataset (first {missing[0]}). {remedy}"
    return f"{place} answers questions whose words, order or profiles have been changed since. {remedy}"
