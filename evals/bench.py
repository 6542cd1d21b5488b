"""What an evaluation is asked to do, and the parts that it works with."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.answering import Assistant
from assistant.commands.parts import Progress
from evals.asking import Tell
from evals.checks import Checks, Verdict
from evals.claims import Claim
from evals.intervals import Interval
from evals.runs import Configuration, JudgeAgreement, Judgement, RunResult
from evals.slices import SliceValue


class Gate(Protocol):
    """Says which figures are not good enough."""

    def judge(
        self, configuration: Configuration, totals: Mapping[str, Interval], slices: Sequence[SliceValue]
    ) -> Judgement | None:
        """A sentence for each figure that is not good enough; None for a run that is held to nothing."""


class Index(Protocol):
    """What a run needs of the index beside answers."""

    def fingerprint(self) -> str:
        """Tells the index apart; raises IndexNotReady where there is none."""

    def roots(self) -> tuple[Path, ...]:
        """The folders where the evidence of a dataset stands."""

    def texts(self, documents: Collection[str]) -> Mapping[str, str]:
        """The documents' texts as they were read; one that cannot be found is left out."""


class SecondJudge(Protocol):
    """A second opinion on sentences and their quotes."""

    def agree(self, claims: Sequence[Claim], checked: Sequence[bool], progress: Progress, command: str) -> JudgeAgreement:
        """How far it says what the checker says; never fails, but says which verdicts are missing and that `command` asks anew."""

    def close(self) -> None:
        """It is done."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be evaluated.

    At most one of `answers` (the answers of another system) and `score_only` (a past run) is given; without them the
    assistant is asked, `workers` questions at a time. The run's folder goes into `out`; a past run is scored where it stands
    if `copied` is false. `resume` goes on with a run that was cut short.
    """

    dataset: Path
    out: Path
    name: str = ""
    baseline: Path | None = None
    answers: Path | None = None
    score_only: Path | None = None
    copied: bool = False
    resume: bool = True
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Parts:
    """What the evaluation works with; the makers take seconds and are called when their part is needed."""

    settings: Mapping[str, str]
    index: Index
    build_assistant: Callable[[], Assistant]
    build_checker: Callable[[], Checks]
    gate: Gate
    render: Callable[[RunResult], str]
    judge: SecondJudge | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """What the person who waits is shown."""

    progress: Progress
    tell: Tell


class RememberedChecks:
    """Asks a checker the same thing once only."""

    def __init__(self, checker: Checks) -> None:
        self._checker = checker
        self._known: dict[tuple[str, tuple[str, ...]], Verdict] = {}

    def check(self, sentence: str, quotes: Sequence[str], /) -> Verdict:
        key = (sentence, tuple(quotes))
        if key not in self._known:
            self._known[key] = self._checker.check(sentence, quotes)
        return self._known[key]
