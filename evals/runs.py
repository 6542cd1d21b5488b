"""What a run of the evaluation is: what it was made with, what came out, and how it compares with another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from evals.answers import SaidAnswer
from evals.dataset import Case
from evals.intervals import Interval
from evals.metrics.abstention import RiskPoint
from evals.scoring import ItemScores
from evals.slices import SliceValue
from evals.thresholds import Promise

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a run was made with.

    `name` is the name of its folder, `system` whose answers it scores, `started` the local date and minute in ISO 8601;
    `asked_here` says that the assistant was asked, and the answers not read from a file.
    `questions_sha256` is of what was asked, without what is expected. `revision` is git's when it was asked, with "+changes"
    where the work tree had some, or "unknown", `scored_revision` git's when it was scored; `index_fingerprint` is empty where
    answers were read from a file.
    """

    name: str
    dataset: str
    dataset_sha256: str
    questions_sha256: str
    system: str
    started: str
    asked_here: bool
    settings: Mapping[str, str] = field(default_factory=dict)
    index_fingerprint: str = ""
    revision: str = "unknown"
    scored_revision: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Timings:
    """How long a run took: `summary` as `evals.metrics.latency` gives it, `answers_ms` by id and stage ("total" is all),
    `seconds` by part of the run."""

    summary: Mapping[str, float] = field(default_factory=dict)
    answers_ms: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """An item whose value of a metric differs from the baseline's; only for metrics with a better side."""

    id: str
    metric: str
    before: float
    after: float
    better: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric against the baseline: `difference` is after minus before over the items that both have, paired.

    `verdict` is "noise" where its 95% interval holds 0, else "better", "worse", or "changed" where the metric has no better
    side (see `evals.metrics.catalogue`). `better` and `worse` count items.
    """

    metric: str
    before: float
    after: float
    difference: Interval
    better: int
    worse: int
    verdict: Literal["better", "worse", "changed", "noise"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run against a baseline over the same questions; `changes` in the order of metrics and cases."""

    baseline: str
    differences: tuple[Difference, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A sentence that the checker and the second judge see differently."""

    id: str
    sentence: str
    checker: bool
    judge: bool


@dataclass(frozen=True, slots=True)
class JudgeAgreement:
    """How far the checker and the second judge agree over sentences.

    `agreement` is the share of equal verdicts (0 to 1), `kappa` Cohen's kappa (-1 to 1; None where it is not defined, since
    both say one thing only); `missing` counts the verdicts that the judge did not give, `reason` says why, and `notice` what
    brings them too. `address` is where it was asked, `answered_by` holds the names that it gives itself.
    """

    model: str
    judged: int
    missing: int
    agreement: Interval | None
    kappa: float | None
    disagreements: tuple[Disagreement, ...] = ()
    notice: str = ""
    reason: str = ""
    address: str = ""
    answered_by: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name that it was asked by, and what it calls itself where that is another."""
        # Some servers tell the path of the model's file.
        others = [each.rpartition("/")[2] if each.startswith("/") else each for each in self.answered_by if each != self.model]
        return f"{self.model} (it calls itself {', '.join(others)})" if others else self.model


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gate finds: a sentence for each problem, the promises that it held the figures to, and the checker's figures.

    Promises are by the name of a metric or of a figure of the checker; without `checker` it was not measured. `due` says in
    words each what is promised and not reached yet.
    """

    problems: tuple[str, ...] = ()
    promises: Mapping[str, Promise] = field(default_factory=dict)
    checker: Mapping[str, Interval] = field(default_factory=dict)
    due: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunResult:
    """All that a report tells of a run.

    `scores` stand in the order of `cases`; `overlap` is about the questions alone: how many of their words stand in their evidence
    (see `evals.metrics.overlap`). `notices` say what could not be measured. Without a `judgement` the run is one that
    the thresholds are not about.
    """

    configuration: Configuration
    cases: Sequence[Case]
    answers: Mapping[str, SaidAnswer]
    scores: Sequence[ItemScores]
    totals: Mapping[str, Interval]
    slices: Sequence[SliceValue]
    timings: Timings
    overlap: Interval | None = None
    risk_coverage: Sequence[RiskPoint] = ()
    comparison: Comparison | None = None
    judge: JudgeAgreement | None = None
    notices: tuple[str, ...] = ()
    judgement: Judgement | None = None

    @property
    def problems(self) -> tuple[str, ...]:
        """What the gate finds wrong."""
        return self.judgement.problems if self.judgement else ()
