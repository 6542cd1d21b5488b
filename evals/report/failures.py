"""The answers that failed: each with what was expected, what was given, and why it failed."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.answers import RankedPassage, SaidAnswer, SaidCitation
from evals.dataset import Case
from evals.evidence import holds, overlaps
from evals.languages import name_of
from evals.metrics.catalogue import METRICS, Metric
from evals.runs import RunResult
from evals.scoring import ItemScores

LONGEST = 600  # characters of a quote or piece of evidence
LONGEST_PASSAGE = 400
LONGEST_ANSWER = 4000
MOST_CITATIONS = 12
RETRIEVED = 5

# What is wrong, the worst first: its name, and the metric with the value that it has where nothing is wrong.
SEVERITIES = (
    ("Wrong outcome", "outcome_right", 1.0),
    ("Invented fact", "invented", 0.0),
    ("Quote not verbatim", "quote_fidelity", 1.0),
    ("Vital point missing", "nugget_vital", 1.0),
)
OTHER = "Other"

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
    """An answer that failed; `reasons` and `notes` are sentences, `metrics` are the shares that it is less than perfect by.

    `severity` is its place in SEVERITIES, the worst first.
    """

    anchor: str
    case: Case
    answer: SaidAnswer
    severity: int
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    metrics: tuple[Metric, ...]
    citations: tuple[Cited, ...]
    retrieved: tuple[FoundPassage, ...]

    @property
    def uncounted(self) -> int:
        """How many citations are left out."""
        return max(0, len(self.answer.citations) - len(self.citations))


@dataclass(frozen=True, slots=True)
class Noted:
    """An answer that did not fail, with what is worth seeing about it."""

    case: Case
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What failures can be filtered by."""

    value: str
    label: str
    n: int


def failures(result: RunResult) -> list[Failure]:
    """The failures of a run, the worst first and else in the dataset's order."""
    pairs = zip(result.cases, result.scores, strict=True)
    found = [
        _failure(anchor(at, case.id), case, _answer(case.id, result.answers), scores)
        for at, (case, scores) in enumerate(pairs)
        if scores.failures
    ]
    return sorted(found, key=lambda each: each.severity)


def noted(result: RunResult) -> list[Noted]:
    """The answers that did not fail and have a note, in the dataset's order."""
    pairs = zip(result.cases, result.scores, strict=True)
    return [Noted(case, scores.notes) for case, scores in pairs if scores.notes and not scores.failures]


def severities(found: Sequence[Failure]) -> list[Choice]:
    """How many failures there are of each severity, the worst first."""
    counts = Counter(each.severity for each in found)
    return [Choice(str(at), severity_label(at), counts[at]) for at in sorted(counts)]


def severity_label(at: int) -> str:
    """A severity in words."""
    return SEVERITIES[at][0] if at < len(SEVERITIES) else OTHER


def anchor(at: int, case: str) -> str:
    """The place of a question on the page: by its id where that makes a plain anchor, else by its number in the dataset."""
    return f"item-{case}" if _PLAIN_ID.fullmatch(case) else f"number-{at + 1}"


def kinds(found: Sequence[Failure]) -> list[Choice]:
    """The kinds of question that failed, most frequent first."""
    return _choices(Counter(each.case.kind for each in found), {})


def languages(found: Sequence[Failure]) -> list[Choice]:
    """The languages of the questions that failed, most frequent first."""
    counts = Counter(each.case.language for each in found)
    return _choices(counts, {code: name_of(code) for code in counts})


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


def _severity(values: Mapping[str, float]) -> int:
    wrong = (at for at, (_, name, right) in enumerate(SEVERITIES) if values.get(name, right) != right)
    return next(wrong, len(SEVERITIES))


def _failure(place: str, case: Case, answer: SaidAnswer, scores: ItemScores) -> Failure:
    evidence = [piece.text for piece in case.evidence]
    cited = (Cited(each, any(overlaps(each.quote, piece) for piece in evidence)) for each in answer.citations[:MOST_CITATIONS])
    found = (FoundPassage(each, any(holds(each.text, piece) for piece in evidence)) for each in answer.retrieved[:RETRIEVED])
    return Failure(
        anchor=place,
        case=case,
        answer=answer,
        severity=_severity(scores.values),
        reasons=scores.failures,
        notes=scores.notes,
        metrics=_imperfect(scores.values),
        citations=tuple(cited),
        retrieved=tuple(found),
    )


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
