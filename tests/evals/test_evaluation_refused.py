"""What is refused, and leaves no folder behind."""

import pytest

from assistant.errors import IndexNotReady
from evals.errors import AnswersError, BaselineError, DatasetError, RunError
from evals.evaluation import evaluate
from evals.run_folder import CONFIGURATION
from tests.channels.fakes import FakeAssistant
from tests.evals.run_parts import Evaluation, Shown, row, write_dataset


def test_a_broken_dataset_is_refused(made: Evaluation, shown: Shown) -> None:
    made.order.dataset.write_text("{\n", "utf-8")

    with pytest.raises(DatasetError, match=r"questions\.jsonl, line 1"):
        evaluate(made.order, made.parts, shown.watch)
    assert not made.order.out.exists()


def test_an_index_that_is_not_there_is_told(made: Evaluation, shown: Shown) -> None:
    made.index.name = None

    with pytest.raises(IndexNotReady):
        evaluate(made.order, made.parts, shown.watch)
    assert not made.order.out.exists()


def test_an_assistant_that_is_not_ready_is_told(made: Evaluation, shown: Shown) -> None:
    made.assistant.error = IndexNotReady("The index was made with another model.")

    with pytest.raises(IndexNotReady):
        evaluate(made.order, made.parts, shown.watch)
    assert not made.order.out.exists()


def test_broken_answers_are_refused(made: Evaluation, shown: Shown) -> None:
    path = made.folder / "peer.jsonl"
    path.write_text("{\n", "utf-8")

    with pytest.raises(AnswersError, match=r"peer\.jsonl, line 1"):
        evaluate(made.ordered(answers=path), made.parts, shown.watch)
    assert not made.order.out.exists()


def test_a_baseline_over_other_questions_is_refused_before_anything_is_asked(made: Evaluation, shown: Shown) -> None:
    first = evaluate(made.order, made.parts, shown.watch)
    write_dataset(made.folder, row(1), row(2), row(3, question="and who pays my travel?"))
    made.assistant = FakeAssistant()

    with pytest.raises(BaselineError, match="words, order or profiles have been changed"):
        evaluate(made.ordered(baseline=first.path), made.parts, shown.watch)
    assert made.assistant.asked == []


@pytest.mark.parametrize("place", ["baseline", "score_only"])
def test_a_run_of_another_schema_version_is_refused(place: str, made: Evaluation, shown: Shown) -> None:
    first = evaluate(made.order, made.parts, shown.watch)
    (first.path / CONFIGURATION).write_text('{"schema": 7}', "utf-8")

    with pytest.raises(RunError, match=r"configuration\.json has the schema version 7, and this version reads 1"):
        evaluate(made.ordered(**{place: first.path}), made.parts, shown.watch)
