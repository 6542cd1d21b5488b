"""Knowing when not to answer: right outcomes, false refusals, abstention, and risk against coverage."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evals.answers import SaidAnswer
from evals.dataset import Case
from evals.intervals import Floats
from evals.metrics.measured import Measured


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """Were only answers of at least this `confidence` given: the share of questions answered and the mean risk of those."""

    coverage: float
    risk: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given: how sure the system was, and the `risk` it took (0 right to 1 wrong)."""

    confidence: float
    risk: float


def outcome(case: Case, answer: SaidAnswer) -> Measured:
    """`answered`, `outcome_right` and, of an answerable case, `false_refusal`: each 1 or 0.

    * `answered`: it answers in whole or in part.
    * `outcome_right`: its outcome is one that the case expects.
    * `false_refusal`: it could have been answered and was not, and that is not an outcome that the case expects; a missing
      answer is one too.
    """
    right = answer.outcome in case.outcomes
    values = {"answered": float(answer.given), "outcome_right": float(right)}
    if case.answerable:
        values["false_refusal"] = float(not (answer.given or right))
    got = f"{answer.outcome} ({answer.error})" if answer.error else answer.outcome
    return Measured(values, () if right else (f"expected {' or '.join(case.outcomes)}, got {got}",))


def abstentions(cases: Sequence[Case], answers: Mapping[str, SaidAnswer]) -> dict[str, dict[str, tuple[float, float]]]:
    """`abstention_precision`, `_recall` and `_f1`, for each item what it adds above and below the fraction line.

    The positive class is to abstain; an item should be abstained from if it is not answerable, or if that was done and is an
    outcome that the case expects (signposting a question that has an answer too). Each is 0 to 1; F1 is
    2 right abstentions / (abstentions + items to abstain from) (van Rijsbergen 1979). A missing answer does not abstain.
    """
    pairs: dict[str, dict[str, tuple[float, float]]] = {
        "abstention_precision": {},
        "abstention_recall": {},
        "abstention_f1": {},
    }
    for case in cases:
        did = case.id in answers and answers[case.id].abstained
        should = not case.answerable or (did and answers[case.id].outcome in case.outcomes)
        right = float(did and should)
        if did:
            pairs["abstention_precision"][case.id] = (right, 1.0)
        if should:
            pairs["abstention_recall"][case.id] = (right, 1.0)
        if did or should:
            pairs["abstention_f1"][case.id] = (2 * right, float(did) + float(should))
    return pairs


def confidences(answers: Iterable[SaidAnswer]) -> dict[str, float]:
    """How sure the system was of each answer, by id: its `confidence`, or where no answer has one the best retrieved score."""
    every = list(answers)
    own = {answer.id: answer.confidence for answer in every if answer.confidence is not None}
    return own or {answer.id: max(each.score for each in answer.retrieved) for answer in every if answer.retrieved}


def given(
    cases: Sequence[Case], answers: Mapping[str, SaidAnswer], sure: Mapping[str, float], nuggets: Mapping[str, float]
) -> dict[str, Given]:
    """The given answers with a confidence, by id: the risk is 1 - `nugget_vital` where the case is answerable, else 1."""
    taken = [case for case in cases if case.id in sure and answers[case.id].given]
    return {case.id: Given(sure[case.id], 1 - nuggets.get(case.id, 0.0) if case.answerable else 1.0) for case in taken}


def risk_coverage(answered: Mapping[str, Given], questions: int) -> list[RiskPoint]:
    """The risk-coverage curve (El-Yaniv & Wiener 2010): for each confidence that occurs, surest first, who is answered then.

    Coverage is the share of all `questions`, so that the curve ends at the share that the system answers now.
    """
    points, taken, risk = [], 0, 0.0
    for confidence in sorted({each.confidence for each in answered.values()}, reverse=True):
        alike = [each.risk for each in answered.values() if each.confidence == confidence]
        taken, risk = taken + len(alike), risk + sum(alike)
        points.append(RiskPoint(taken / questions, risk / taken, confidence))
    return points


def aurc(weights: Floats, rows: Floats) -> Floats:
    """AURC over the given answers, 0 to 1, lower is better (Geifman & El-Yaniv 2017; Geifman et al. 2019): the mean, over the
    answers, of the risk at each one's place on the curve, answers of one confidence sharing a place. Refusals add nothing, so
    it is not the area below a curve that ends before all questions are answered.

    `rows` hold confidence and risk; `weights` (resamples, items) how often each was drawn.
    """
    order = np.argsort(-rows[:, 0], kind="stable")
    confidence, risk, drawn = rows[order, 0], rows[order, 1], weights[:, order]
    last = np.append(confidence[1:] != confidence[:-1], True).nonzero()[0]
    place = last[np.searchsorted(last, np.arange(len(confidence)))]
    taken, risked = drawn.cumsum(axis=1)[:, place], (drawn * risk).cumsum(axis=1)[:, place]
    mean = np.divide(risked, taken, out=np.zeros_like(risked), where=taken > 0)
    total = drawn.sum(axis=1)
    area: Floats = np.divide((mean * drawn).sum(axis=1), total, out=np.full_like(total, np.nan), where=total > 0)
    return area
