"""Asking, apart from scoring: the answers to a dataset in a run's folder, from the assistant or from another system's file."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.answering import Assistant
from assistant.commands.batch import answer_rows
from assistant.commands.parts import Progress
from assistant.commands.rows import Row
from evals.answers import SaidAnswer, read_answers
from evals.dataset import Case
from evals.errors import AnswersError, RunError
from evals.run_folder import ANSWERS, RunFolder

Tell = Callable[[str], None]
"""Takes a sentence for the person who waits."""


def ask(cases: Sequence[Case], folder: RunFolder, assistant: Assistant, workers: int, progress: Progress, tell: Tell) -> None:
    """Put the questions that the folder has no answer to, `workers` at a time.

    Each answer is on the disk before the next is taken, so that a killed run goes on from there. A question that failed is
    put again.

    Raises:
        IndexNotReady: nothing can be answered.
        RunError: the answers so far are damaged.
    """
    done = _so_far(cases, folder, tell)
    left = [Row(number, case.as_asked()) for number, case in enumerate(cases, 1) if case.id not in done]
    if left:
        with folder.added() as write:
            asyncio.run(answer_rows(assistant, left, workers, write, _after(progress, len(cases) - len(left))))
        folder.keep(_in_order(cases, folder.rows()[0]))


def taken(cases: Sequence[Case], path: Path, tell: Tell) -> list[Mapping[str, Any]]:
    """The answers of a file in the form of the answer object, in the dataset's order.

    Raises:
        AnswersError: a line of the file is broken, or none answers one of the questions.
    """
    rows = read_answers(path).rows
    kept = [rows[case.id] for case in cases if case.id in rows]
    if not kept:
        raise AnswersError(f"{path} answers none of the questions: give its lines the ids of the dataset, such as {cases[0].id}.")
    if others := len(rows) - len(kept):
        tell(f"{path.name} has {others} answers to questions that the dataset does not have; they are passed over.")
    return kept


def check_answered(cases: Sequence[Case], folder: RunFolder) -> None:
    """See that a past run answers these questions.

    Raises:
        RunError: it answers others, or was cut short while it asked.
    """
    ids, asked = {case.id for case in cases}, {str(row["id"]) for row in folder.rows()[0]}
    place = folder.path / ANSWERS
    if strange := sorted(asked - ids):
        raise RunError(
            f"{place} answers {len(strange)} questions that the dataset does not have (first {strange[0]}): "
            "give the dataset that was asked, or ask this one."
        )
    # Another system's file may leave questions out.
    if folder.configuration.asked_here and (missing := sorted(ids - asked)):
        raise RunError(
            f"{place} has no answer to {len(missing)} questions of the dataset (first {missing[0]}): "
            "ask again, which goes on with a run that was cut short."
        )


def unanswered(cases: Sequence[Case], answers: Mapping[str, SaidAnswer]) -> tuple[str, ...]:
    """A notice of the questions without an answer, where there are any."""
    missing = [case.id for case in cases if case.id not in answers or answers[case.id].outcome == "missing"]
    if not missing:
        return ()
    reason = answers[missing[0]].error if missing[0] in answers else "it stands in no line"
    return (f"{len(missing)} of {len(cases)} questions have no answer, and are scored so (first {missing[0]}: {reason}).",)


def _so_far(cases: Sequence[Case], folder: RunFolder, tell: Tell) -> set[str]:
    rows, is_torn = folder.rows()
    if is_torn:
        tell(f"The last line of {folder.path / ANSWERS} was half written: it is dropped, and its question is asked again.")
    kept = _in_order(cases, [row for row in rows if not row.get("error")])
    if kept:
        tell(f"Going on with {folder.path}, which has {len(kept)} of {len(cases)} answers.")
    folder.keep(kept)
    return {str(row["id"]) for row in kept}


def _in_order(cases: Sequence[Case], rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    by_id = {str(row["id"]): row for row in rows}
    return [by_id[case.id] for case in cases if case.id in by_id]


def _after(progress: Progress, before: int) -> Progress:
    return lambda done, total, name: progress(before + done, before + total, name)
