import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import ModelUnavailable
from tests.commands.fakes import VERDICT, Command, FakeParts

GRADED = {"supported": VERDICT.supported, "score": VERDICT.score}


@pytest.fixture
def responses(tmp_path: Path) -> Path:
    return tmp_path / "in.jsonl"


@pytest.fixture
def grades(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


def written(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_each_line_gives_its_verdict_in_order(command: Command, parts: FakeParts, responses: Path, grades: Path) -> None:
    rows = [{"id": 7, "context": "It is free.", "response": "Free."}, {"id": "b", "context": "", "response": "", "label": 1}]
    responses.write_text("\n".join(map(json.dumps, rows)), "utf-8")

    ran = command("grade-grounding", responses, grades)

    assert ran.status == 0
    assert written(grades) == [{"id": 7} | GRADED, {"id": "b"} | GRADED]
    assert parts.checker.checked == [("Free.", ("It is free.",)), ("", ("",))]


def test_a_bad_line_gives_its_error_and_the_run_goes_on(command: Command, responses: Path, grades: Path) -> None:
    bad = '{"id": "a", "response": "Free."}\nnothing\n{"id": "c", "context": 5, "response": "Free."}\n'
    responses.write_text(bad + '{"id": "d", "context": "Free.", "response": "Free."}\n', "utf-8")

    ran = command("grade-grounding", responses, grades)

    assert ran.status == 0
    assert ran.err == "Warning: 3 of 4 lines could not be used; each holds its error.\n"
    assert written(grades) == [
        {"id": "a", "error": "line 1: the key context is missing"},
        {"id": None, "error": "line 2: this is not JSON"},
        {"id": "c", "error": "line 3: context: input should be a valid string"},
        {"id": "d"} | GRADED,
    ]


def test_a_fault_of_the_check_is_told_in_its_row(command: Command, parts: FakeParts, responses: Path, grades: Path) -> None:
    parts.checker.error = ZeroDivisionError("by nothing")
    responses.write_text('{"id": "a", "context": "It is free.", "response": "Free."}', "utf-8")

    command("grade-grounding", responses, grades)

    assert written(grades) == [{"id": "a", "error": "line 1: the assistant failed (ZeroDivisionError: by nothing)"}]


def test_a_model_that_does_not_answer_stops_the_run(command: Command, parts: FakeParts, responses: Path, grades: Path) -> None:
    parts.checker.error = ModelUnavailable("Try again later.")
    responses.write_text('{"id": "a", "context": "It is free.", "response": "Free."}', "utf-8")

    ran = command("grade-grounding", responses, grades)

    assert (ran.status, ran.err) == (1, "Error: Try again later.\n")
    assert not grades.exists()
