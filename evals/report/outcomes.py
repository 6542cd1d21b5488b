"""What was expected against what was given."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.answers import SaidAnswer
from evals.dataset import Case

LABELS = {
    "answered": "Answered",
    "partial": "Answered in part",
    "no_evidence": "No evidence found",
    "clarify": "Asked back",
    "declined": "Declined",
    "signposted": "Signposted to help",
    "missing": "No answer came",
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many questions met this outcome, and whether it is one that they expect."""

    n: int
    right: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """The questions that expect the same outcomes, with a count for each outcome given."""

    outcomes: tuple[str, ...]
    n: int
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Confusion:
    """The outcomes given, in the order of LABELS and then of the alphabet, and a row for each expectation."""

    given: tuple[str, ...]
    rows: tuple[Expected, ...]


def confusion(cases: Sequence[Case], answers: Mapping[str, SaidAnswer]) -> Confusion:
    """Count the questions by what they expect and what they got; most frequent expectation first."""
    pairs = Counter((_expected(case), outcome_of(case.id, answers)) for case in cases)
    order = [*LABELS, *sorted({given for _, given in pairs} - LABELS.keys())]
    given = tuple(outcome for outcome in order if any(outcome == found for _, found in pairs))
    sizes = Counter(map(_expected, cases))
    rows = (
        Expected(outcomes, n, tuple(Count(pairs[outcomes, outcome], outcome in outcomes) for outcome in given))
        for outcomes, n in sorted(sizes.items(), key=lambda item: (-item[1], item[0]))
    )
    return Confusion(given, tuple(rows))


def _expected(case: Case) -> tuple[str, ...]:
    """The outcomes that a case expects in one order, since a dataset may list the same in several."""
    order = [*LABELS]
    return tuple(sorted(set(case.outcomes), key=lambda each: (order.index(each) if each in LABELS else len(order), each)))


def outcome_of(case: str, answers: Mapping[str, SaidAnswer]) -> str:
    """The outcome of a question's answer; "missing" where there is none."""
    return answers[case].outcome if case in answers else "missing"


def outcome_label(outcome: str) -> str:
    """An outcome in words; one that another system made up stays as it is."""
    return LABELS.get(outcome, outcome)
