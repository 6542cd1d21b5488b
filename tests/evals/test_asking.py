from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import IndexNotReady, ModelUnavailable
from assistant.types import Answer, Question
from evals.asking import ask, check_answered, taken, unanswered
from evals.dataset import Case
from evals.errors import AnswersError, RunError
from evals.run_folder import ANSWERS, RunFolder, begin
from tests.channels.fakes import FakeAssistant
from tests.evals.run_parts import CONFIGURATION, Shown, answers, cases, said


@pytest.fixture
def asked(tmp_path: Path) -> list[Case]:
    return cases(tmp_path, 4)


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return begin(tmp_path / "runs", "questions", CONFIGURATION)


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


class Failing(FakeAssistant):
    """Fails at one question."""

    def __init__(self, at: str, error: BaseException) -> None:
        super().__init__()
        self.at, self.failure = at, error

    async def answer(self, question: Question) -> Answer:
        if question.id == self.at:
            raise self.failure
        return await super().answer(question)


def ids(folder: RunFolder) -> list[str]:
    return [row["id"] for row in folder.rows()[0]]


def test_every_question_is_asked_and_answered_in_the_order_of_the_dataset(
    asked: list[Case], folder: RunFolder, assistant: FakeAssistant, shown: Shown
) -> None:
    ask(asked, folder, assistant, 3, shown.progress, shown.told.append)

    assert [question.text for question in assistant.asked] == [case.question for case in asked]
    assert ids(folder) == ["C001", "C002", "C003", "C004"]
    assert shown.steps[-1] == (4, 4, "")
    assert shown.told == []


def test_a_run_that_was_cut_short_goes_on_where_it_stopped(
    asked: list[Case], folder: RunFolder, assistant: FakeAssistant, shown: Shown
) -> None:
    with pytest.raises(KeyboardInterrupt):
        ask(asked, folder, Failing("C003", KeyboardInterrupt()), 1, shown.progress, shown.told.append)

    ask(asked, folder, assistant, 1, shown.progress, shown.told.append)

    assert [question.id for question in assistant.asked] == ["C003", "C004"]
    assert ids(folder) == ["C001", "C002", "C003", "C004"]
    assert shown.told == [f"Going on with {folder.path}, which has 2 of 4 answers."]
    assert shown.steps[-2:] == [(3, 4, ""), (4, 4, "")]


def test_a_half_written_answer_is_asked_for_again_with_a_word(
    asked: list[Case], folder: RunFolder, assistant: FakeAssistant, shown: Shown
) -> None:
    (folder.path / ANSWERS).write_text('{"id": "C001", "outcome": "answered"}\n{"id": "C002", "ou', "utf-8")

    ask(asked, folder, assistant, 1, shown.progress, shown.told.append)

    assert [question.id for question in assistant.asked] == ["C002", "C003", "C004"]
    assert "was half written: it is dropped, and its question is asked again" in shown.told[0]


def test_a_question_that_failed_is_put_again(
    asked: list[Case], folder: RunFolder, assistant: FakeAssistant, shown: Shown
) -> None:
    ask(asked, folder, Failing("C002", ModelUnavailable("Try later.")), 1, shown.progress, shown.told.append)
    assert folder.answers()["C002"].error == "line 2: Try later."

    ask(asked, folder, assistant, 1, shown.progress, shown.told.append)

    assert [question.id for question in assistant.asked] == ["C002"]
    assert ids(folder) == ["C001", "C002", "C003", "C004"]


def test_a_run_that_has_every_answer_asks_nothing(
    asked: list[Case], folder: RunFolder, assistant: FakeAssistant, shown: Shown
) -> None:
    folder.keep([said(case.id) for case in asked])

    ask(asked, folder, FakeAssistant(), 1, shown.progress, shown.told.append)

    assert assistant.asked == []
    assert ids(folder) == [case.id for case in asked]


def test_an_index_that_goes_away_stops_the_asking_and_leaves_the_answers(
    asked: list[Case], folder: RunFolder, shown: Shown
) -> None:
    with pytest.raises(IndexNotReady):
        ask(asked, folder, Failing("C003", IndexNotReady("Run `assistant index`.")), 1, shown.progress, shown.told.append)

    assert ids(folder) == ["C001", "C002"]


def test_the_answers_of_another_system_are_taken_in_the_order_of_the_dataset(
    asked: list[Case], tmp_path: Path, shown: Shown
) -> None:
    path = tmp_path / "peer.jsonl"
    path.write_text('{"id": "C002", "extra": 1}\n\n{"id": "C001"}\n{"id": "X9"}\n', "utf-8")

    rows = taken(asked, path, shown.told.append)

    assert rows == [{"id": "C001"}, {"id": "C002", "extra": 1}]
    assert shown.told == ["peer.jsonl has 1 answers to questions that the dataset does not have; they are passed over."]


def test_answers_to_other_questions_are_refused(asked: list[Case], tmp_path: Path, shown: Shown) -> None:
    path = tmp_path / "peer.jsonl"
    path.write_text('{"id": "X9"}\n', "utf-8")

    with pytest.raises(AnswersError, match=r"answers none of the questions: give its lines the ids of the dataset, such as C001"):
        taken(asked, path, shown.told.append)


def test_a_past_run_that_answers_the_dataset_may_be_scored(asked: list[Case], folder: RunFolder) -> None:
    folder.keep([said(case.id) for case in asked])

    check_answered(asked, folder)


def test_a_past_run_over_other_questions_is_refused(asked: list[Case], folder: RunFolder) -> None:
    folder.keep([said("X1"), said("X2")])

    with pytest.raises(RunError, match=r"answers\.jsonl answers 2 questions that the dataset does not have \(first X1\): give"):
        check_answered(asked, folder)


def test_a_past_run_that_was_cut_short_is_refused(asked: list[Case], folder: RunFolder) -> None:
    folder.keep([said("C001")])

    with pytest.raises(RunError, match=r"has no answer to 3 questions of the dataset \(first C002\): ask again"):
        check_answered(asked, folder)


def test_a_past_run_of_another_system_may_leave_questions_out(asked: list[Case], tmp_path: Path) -> None:
    folder = begin(tmp_path / "runs", "peer", replace(CONFIGURATION, system="peer", asked_here=False))
    folder.keep([said("C001")])

    check_answered(asked, folder)


def test_questions_without_an_answer_are_counted_with_the_first_reason(asked: list[Case]) -> None:
    given = answers(said("C001"), said("C002", "no_evidence"), {"id": "C003", "error": "out of memory"})

    (told,) = unanswered(asked, given)

    assert told == "2 of 4 questions have no answer, and are scored so (first C003: out of memory)."
    assert unanswered(asked[:2], given) == ()
