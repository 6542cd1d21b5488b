import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import IndexNotReady, QuestionError
from tests.commands.fakes import MATCH, Command, FakeParts

RANKED = [{"document": MATCH.passage.document, "text": MATCH.passage.text, "score": MATCH.score}]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return tmp_path / "in.jsonl"


@pytest.fixture
def ranks(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


def written(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_each_line_gives_its_passages_in_order(command: Command, parts: FakeParts, questions: Path, ranks: Path) -> None:
    questions.write_text('{"qid": 7, "question": "Who?"}\n{"qid": "b", "question": "Wer?", "lang": "de"}\n', "utf-8")

    ran = command("rank", questions, ranks, "--k", "5")

    assert ran.status == 0
    assert written(ranks) == [{"qid": 7, "ranked": RANKED}, {"qid": "b", "lang": "de", "ranked": RANKED}]
    assert parts.search.asked == [("Who?", "", 5), ("Wer?", "de", 5)]


def test_ten_passages_are_asked_for_by_default(command: Command, parts: FakeParts, questions: Path, ranks: Path) -> None:
    questions.write_text('{"qid": "a", "question": "Who?"}', "utf-8")

    command("rank", questions, ranks)

    assert parts.search.asked == [("Who?", "", 10)]


def test_a_bad_line_gives_its_error_and_the_run_goes_on(command: Command, questions: Path, ranks: Path) -> None:
    questions.write_text('{"qid": "a"}\nnothing\n{"qid": "c", "question": "Who?"}\n', "utf-8")

    ran = command("rank", questions, ranks)

    assert ran.status == 0
    assert written(ranks) == [
        {"qid": "a", "error": "line 1: the key question is missing"},
        {"qid": None, "error": "line 2: this is not JSON"},
        {"qid": "c", "ranked": RANKED},
    ]


def test_a_question_that_cannot_be_ranked_is_told(command: Command, parts: FakeParts, questions: Path, ranks: Path) -> None:
    parts.search.error = QuestionError("The question is empty.")
    questions.write_text('{"qid": "a", "question": ""}', "utf-8")

    command("rank", questions, ranks)

    assert written(ranks) == [{"qid": "a", "error": "line 1: The question is empty."}]


def test_an_index_that_is_not_ready_stops_the_run(command: Command, parts: FakeParts, questions: Path, ranks: Path) -> None:
    parts.search.error = IndexNotReady("Run `assistant index`.")
    questions.write_text('{"qid": "a", "question": "Who?"}', "utf-8")

    assert command("rank", questions, ranks).status == 3
    assert not ranks.exists()
