"""The answers that failed: each with what was expected, what was given, and why it failed."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.answers import RankedPassage, SaidAnswer, SaidCitation
from evals.dataset import Case
from evals.evidence import holds, overlaps
from evals.metrics.catalogue import METRICS, Metric
from evals.runs import RunResult

LONGEST = 600  # characters of a quote or piece of evidence
LONGEST_PASSAGE = 400
LONGEST_ANSWER = 4000
MOST_CITATIONS = 12
RETRIEVED = 5

_PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,60}")


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A retrieved passage; `holds_evidence` says whether a piece of the labelled evidence stands in it."""

    passage: RankedPassage
    holds_evidence: bool


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation; `on_evidence` says whether its quote overlaps the labelled evidence."""

    citation: SaidCitation
    on_evidence: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """An answer that failed; `reasons` are sentences, `metrics` are the shares that it is less than perfect by."""

    anchor: str
    case: Case
    answer: SaidAnswer
    reasons: tuple[str, ...]
    metrics: tuple[Metric, ...]
    citations: tuple[Cited, ...]
    retrieved: tuple[FoundPassage, ...]

    @property
    def uncounted(self) -> int:
        """How many citations are left out."""
        return max(0, len(self.answer.citations) - len(self.citations))


@dataclass(frozen=True, slots=True)
class Choice:
    """What failures can be filtered by."""

    value: str
    label: str
    n: int


def failures(result: RunResult) -> list[Failure]:
    """The failures of a run in the dataset's order."""
    pairs = zip(result.cases, result.scores, strict=True)
    return [
        _failure(anchor(at, case.id), case, _answer(case.id, result.answers), scores.failures, _imperfect(scores.values))
        for at, (case, scores) in enumerate(pairs)
        if scores.failures
    ]


def anchor(at: int, case: str) -> str:
    """The place of a question on the page: by its id where that makes a plain anchor, else by its number in the dataset."""
    return f"item-{case}" if _PLAIN_ID.fullmatch(case) else f"number-{at + 1}"


def kinds(found: Sequence[Failure]) -> list[Choice]:
    """The kinds of question that failed, most frequent first."""
    return _choices(Counter(each.case.kind for each in found), {})


def languages(found: Sequence[Failure]) -> list[Choice]:
    """The languages of the questions that failed, most frequent first."""
    return _choices(Counter(each.case.language for each in found), {})


def metrics(found: Sequence[Failure]) -> list[Choice]:
    """The metrics that failed answers are less than perfect by, most frequent first."""
    counts = Counter(metric.name for each in found for metric in each.metrics)
    return _choices(counts, {name: METRICS[name].label for name in counts})


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text, cut at a space with an ellipsis where it is longer."""
    if len(text) <= longest:
        return text
    kept = text[:longest]
    return f"{kept.rpartition(' ')[0] or kept} …"


def _failure(place: str, case: Case, answer: SaidAnswer, reasons: tuple[str, ...], imperfect: tuple[Metric, ...]) -> Failure:
    evidence = [piece.text for piece in case.evidence]
    cited = (Cited(each, any(overlaps(each.quote, piece) for piece in evidence)) for each in answer.citations[:MOST_CITATIONS])
    found = (FoundPassage(each, any(holds(each.text, piece) for piece in evidence)) for each in answer.retrieved[:RETRIEVED])
    return Failure(place, case, answer, reasons, imperfect, tuple(cited), tuple(found))


def _answer(case: str, answers: Mapping[str, SaidAnswer]) -> SaidAnswer:
    return answers.get(case) or SaidAnswer(id=case)


def _imperfect(values: Mapping[str, float]) -> tuple[Metric, ...]:
    best = {"higher": 1.0, "lower": 0.0}
    return tuple(
        metric
        for name, metric in METRICS.items()
        if name in values and metric.unit == "share" and metric.better in best and values[name] != best[metric.better]
    )


def _choices(counts: Counter[str], labels: Mapping[str, str]) -> list[Choice]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Choice(value, labels.get(value, value), n) for value, n in ordered]
