"""Scores of a run: what each answer is worth by each metric, why it failed, and the totals with their intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from evals.answers import SaidAnswer
from evals.checks import Checks
from evals.dataset import Case
from evals.intervals import Interval, Sample, interval, means, ratios
from evals.metrics import abstention
from evals.metrics.abstention import Given, RiskPoint, abstentions, confidences
from evals.metrics.catalogue import METRICS
from evals.metrics.citations import borne, gold, grounding, quote_fidelity
from evals.metrics.invention import invention
from evals.metrics.language import language
from evals.metrics.measured import Measured
from evals.metrics.nuggets import nuggets
from evals.metrics.plain import plain
from evals.metrics.retrieval import beside_twins, retrieval

_DIGITS = 6


@dataclass(frozen=True, slots=True)
class ItemScores:
    """One answer's value by each metric that applies to it, and a plain sentence for each thing that failed.

    `notes` are sentences about what is worth seeing and no failure by itself.
    """

    id: str
    values: Mapping[str, float] = field(default_factory=dict)
    failures: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def score(
    cases: Sequence[Case], answers: Mapping[str, SaidAnswer], documents: Mapping[str, str], checker: Checks
) -> list[ItemScores]:
    """Score the answers in the order of the cases; a case without an answer has the outcome "missing".

    `documents` holds the text, as it was read, of each document that quotes are held against: once any is known, a
    citation of another, or one whose quote is not in it, carries nothing. Where no answer says what was
    retrieved, retrieval is not measured.
    """
    sure, ranks = confidences(answers.values()), any(answer.retrieved for answer in answers.values())
    found = []
    for case in cases:
        answer = answers.get(case.id, SaidAnswer(id=case.id))
        measured = [*_measured(case, answer, documents, checker), *([retrieval(case, answer.retrieved)] if ranks else [])]
        own = Measured({"confidence": sure[case.id]} if case.id in sure else {})
        found.append(_item(case.id, [*measured, own]))
    return found


def _measured(case: Case, answer: SaidAnswer, documents: Mapping[str, str], checker: Checks) -> list[Measured]:
    real = borne(answer, documents)
    return [
        abstention.outcome(case, answer),
        nuggets(case, real),
        gold(case, answer),
        quote_fidelity(answer, documents),
        grounding(real, checker),
        invention(case, real),
        language(case, answer),
        plain(case, answer),
    ]


def _item(key: str, measured: Sequence[Measured]) -> ItemScores:
    values = {name: value for each in measured for name, value in each.values.items()}
    ordered = {name: round(values[name], _DIGITS) for name in METRICS if name in values}
    failures = tuple(failure for each in measured for failure in each.failures)
    return ItemScores(key, ordered, failures, tuple(note for each in measured for note in each.notes))


def samples(cases: Sequence[Case], scores: Sequence[ItemScores], answers: Mapping[str, SaidAnswer]) -> dict[str, Sample]:
    """What each metric measured, item by item, ready for `evals.intervals`: totals, groups and differences of runs."""
    ids = [case.id for case in cases]
    found = {name: means(ids, _values(scores, name)) for name in METRICS}
    found |= {name: ratios(ids, pairs) for name, pairs in abstentions(cases, answers).items()}
    found["twin_recall_5"] = ratios(ids, beside_twins(cases, _values(scores, "recall_5")))
    given = _given(cases, scores, answers)
    rows = np.array([(given[key].confidence, given[key].risk) if key in given else (0.0, 0.0) for key in ids])
    found["aurc"] = Sample(tuple(ids), rows.reshape(-1, 2), np.array([key in given for key in ids], dtype=bool), abstention.aurc)
    return {name: sample for name, sample in found.items() if sample.n}


def totals(cases: Sequence[Case], scores: Sequence[ItemScores], answers: Mapping[str, SaidAnswer]) -> dict[str, Interval]:
    """Every metric over all cases that it applies to: means of the items' values, and the figures of a whole set."""
    measured = {name: interval(sample) for name, sample in samples(cases, scores, answers).items()}
    return {name: figure for name, figure in measured.items() if figure}


def risk_coverage(cases: Sequence[Case], scores: Sequence[ItemScores], answers: Mapping[str, SaidAnswer]) -> list[RiskPoint]:
    """The risk-coverage curve of the run, from its surest answer to all that it gives; empty where none has a confidence."""
    return abstention.risk_coverage(_given(cases, scores, answers), len(cases))


def _given(cases: Sequence[Case], scores: Sequence[ItemScores], answers: Mapping[str, SaidAnswer]) -> dict[str, Given]:
    return abstention.given(cases, answers, _values(scores, "confidence"), _values(scores, "nugget_vital"))


def _values(scores: Sequence[ItemScores], name: str) -> dict[str, float]:
    return {item.id: item.values[name] for item in scores if name in item.values}
