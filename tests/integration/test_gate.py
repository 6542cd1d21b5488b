"""The fast part of the evaluation: a third of the questions over the corpus, and quick trials of the grounding checker.

Both are held to the levels in `evals/baselines/corpus.json`. Where a change makes them fall for a good reason, `make evaluate` and then
`make record LOWER=--lower` record them anew.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from assistant.answering import Assistant
from assistant.bootstrap import build_checker
from assistant.commands.batch import answer_rows
from assistant.commands.rows import Row
from assistant.grounding import Verdict
from assistant.settings import Settings
from evals.answers import SaidAnswer
from evals.bench import RememberedChecks
from evals.corruptions import Trials
from evals.dataset import CORPUS, Case, over_corpus
from evals.gate import broken, fallen, fallen_checker
from evals.indexed import Indexed
from evals.intervals import Interval
from evals.levels import Levels, figures, read_levels
from evals.meta import evaluate_checker, quick_trials
from evals.record import subset
from evals.report import CheckerFigures
from evals.scoring import score, totals
from evals.slices import by_slice
from evals.thresholds import Thresholds, read_thresholds

pytestmark = pytest.mark.integration

WORKERS = 2


@pytest.fixture(scope="module")
def thresholds() -> Thresholds:
    return read_thresholds()


@pytest.fixture(scope="module")
def levels() -> Levels:
    recorded = read_levels()
    assert recorded is not None, "no levels are recorded: make evaluate, then make record"
    return recorded


@pytest.fixture(scope="module")
def measured(assistant: Assistant, over_pages: Settings) -> dict[str, Interval]:
    """The figures of the subset, as a run would have them."""
    cases = subset(over_corpus())
    answers = answers_to(cases, assistant)
    documents = sorted({citation.document for answer in answers.values() for citation in answer.citations})
    texts = Indexed(over_pages.data_dir, (CORPUS,)).texts(documents)
    scores = score(cases, answers, texts, RememberedChecks(build_checker(over_pages)))
    return figures(totals(cases, scores, answers), by_slice(cases, scores, answers))


def answers_to(cases: Sequence[Case], assistant: Assistant) -> dict[str, SaidAnswer]:
    answers: dict[str, SaidAnswer] = {}

    def keep(row: Mapping[str, Any]) -> None:
        answers[row["id"]] = SaidAnswer.model_validate(row)

    rows = [Row(number, case.as_asked()) for number, case in enumerate(cases, 1)]
    asyncio.run(answer_rows(assistant, rows, WORKERS, keep, lambda *_: None))
    return answers


def test_no_figure_of_the_answers_has_fallen(measured: dict[str, Interval], levels: Levels, thresholds: Thresholds) -> None:
    assert fallen(measured, levels.subset, thresholds.slack) == []


def test_every_quote_is_verbatim_and_nothing_is_invented(measured: dict[str, Interval], thresholds: Thresholds) -> None:
    without_exception = {name: thresholds.totals[name] for name in ("quote_fidelity", "invented")}

    assert broken(measured, without_exception) == []


# ---------------------------------------------------------------- the checker that all this rests on


@pytest.fixture(scope="module")
def trials() -> Trials:
    return quick_trials()


@dataclass(frozen=True)
class Always:
    """A checker that says the same of everything."""

    supported: bool

    def check(self, sentence: str, quotes: Sequence[str]) -> Verdict:  # noqa: ARG002
        return Verdict(self.supported, float(self.supported), "" if self.supported else "not_found")


def test_the_checker_is_as_good_as_it_was(
    trials: Trials, levels: Levels, thresholds: Thresholds, tmp_path_factory: pytest.TempPathFactory
) -> None:
    checker = build_checker(Settings(data_dir=tmp_path_factory.mktemp("checker")))

    found = CheckerFigures.of(evaluate_checker(checker, trials)).figures

    assert fallen_checker(found, levels.checker_subset, thresholds.slack) == []


@pytest.mark.parametrize(("says", "falls"), [(True, "Corrupted sentences caught"), (False, "True sentences passed")])
def test_a_checker_that_always_says_the_same_does_not_pass(
    says: bool, falls: str, trials: Trials, levels: Levels, thresholds: Thresholds
) -> None:
    found = CheckerFigures.of(evaluate_checker(Always(says), trials)).figures

    problems = fallen_checker(found, levels.checker_subset, thresholds.slack)

    assert problems
    assert all(problem.startswith(falls) for problem in problems)
