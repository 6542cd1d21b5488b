import io
import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import IndexNotReady, ModelUnavailable
from assistant.types import Answer, Profile, Question, Turn
from tests.channels.fakes import FakeAssistant
from tests.commands.fakes import Command, FakeParts


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return tmp_path / "in.jsonl"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def written(path: Path) -> list[dict[str, Any]]:
    return rows(path.read_text("utf-8"))


def test_each_line_gives_one_answer_object_with_its_id(command: Command, questions: Path, answers: Path) -> None:
    questions.write_text('{"id": "q1", "question": "Who pays?"}\n{"id": 2, "question": "من يدفع؟"}\n', "utf-8")

    ran = command("ask", "--batch", questions, "--out", answers)

    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert [(told["id"], told["question"]) for told in written(answers)] == [("q1", "Who pays?"), (2, "من يدفع؟")]
    assert "من يدفع؟" in answers.read_text("utf-8")


def test_history_and_profile_go_with_the_question(command: Command, parts: FakeParts, questions: Path, answers: Path) -> None:
    row = {
        "id": "q1",
        "question": "Who pays?",
        "history": [{"role": "user", "content": "Can I train?"}],
        "profile": {"band": 2},
        "expected": "a key of the data set",
    }
    questions.write_text(json.dumps(row), "utf-8")

    command("ask", "--batch", questions, "--out", answers)

    assert parts.assistant.asked == [
        Question("Who pays?", (Turn("user", "Can I train?"),), Profile(band="2"), id="q1"),
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{not json}", {"id": None, "error": "line 2: this is not JSON"}),
        (b"[1]", {"id": None, "error": "line 2: this is not a JSON object"}),
        (b'{"id": "\xff"}', {"id": None, "error": "line 2: this is not UTF-8"}),
        (b"[" * 100_000, {"id": None, "error": "line 2: this is not JSON"}),
        (b'{"question": "Who?"}', {"id": None, "error": "line 2: the key id is missing"}),
        (b'{"id": "b"}', {"id": "b", "error": "line 2: the key question is missing"}),
        (b'{"id": "b", "question": 5}', {"id": "b", "error": "line 2: question: input should be a valid string"}),
        (b'{"id": "b", "question": " "}', {"id": "b", "error": "line 2: Enter a question."}),
    ],
)
def test_a_bad_line_gives_its_error_and_the_run_goes_on(
    line: bytes, told: dict[str, Any], command: Command, questions: Path, answers: Path
) -> None:
    questions.write_bytes(b'{"id": "a", "question": "Who?"}\n' + line + b'\n\n{"id": "c", "question": "Who?"}\n')

    ran = command("ask", "--batch", questions, "--out", answers)

    assert ran.status == 0
    assert ran.err == "Warning: 1 of 3 lines could not be used; each holds its error.\n"
    assert [each["id"] for each in written(answers)] == ["a", told["id"], "c"]
    assert written(answers)[1] == told


def test_a_profile_key_that_is_not_known_is_told_with_those_that_are(command: Command, questions: Path, answers: Path) -> None:
    questions.write_text('{"id": "a", "question": "Who?", "profile": {"bnad": "2"}}', "utf-8")

    command("ask", "--batch", questions, "--out", answers)

    assert "line 1: the profile key bnad is not known; known are role, band" in written(answers)[0]["error"]


class Failing(FakeAssistant):
    """Is ready, and yet cannot answer."""

    def __init__(self, failure: Exception) -> None:
        super().__init__()
        self.failure = failure

    async def answer(self, question: Question) -> Answer:
        self.asked.append(question)
        raise self.failure


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ModelUnavailable("Try again."), "line 1: Try again."),
        (ZeroDivisionError("by nothing"), "line 1: the assistant failed (ZeroDivisionError: by nothing)"),
    ],
)
def test_a_question_that_fails_does_not_stop_the_run(
    error: Exception, told: str, command: Command, parts: FakeParts, questions: Path, answers: Path
) -> None:
    parts.assistant = Failing(error)
    questions.write_text('{"id": "a", "question": "Who?"}', "utf-8")

    assert command("ask", "--batch", questions, "--out", answers).status == 0
    assert written(answers) == [{"id": "a", "error": told}]


def test_an_index_that_is_not_ready_stops_the_run_and_leaves_the_old_answers(
    command: Command, parts: FakeParts, questions: Path, answers: Path, tmp_path: Path
) -> None:
    parts.assistant.error = IndexNotReady("Run `assistant index`.")
    questions.write_text('{"id": "a", "question": "Who?"}', "utf-8")
    answers.write_text("as they were", "utf-8")

    ran = command("ask", "--batch", questions, "--out", answers)

    assert ran.status == 3
    assert answers.read_text("utf-8") == "as they were"
    assert sorted(tmp_path.iterdir()) == [questions, answers]


class Uneven(FakeAssistant):
    """The later a question comes, the sooner it is answered; remembers how many were in the making at once."""

    def __init__(self) -> None:
        super().__init__()
        self.busy = self.most = 0

    async def answer(self, question: Question) -> Answer:
        self.busy += 1
        self.most = max(self.most, self.busy)
        self.delay = 0.02 / (1 + len(self.asked))
        try:
            return await super().answer(question)
        finally:
            self.busy -= 1


@pytest.mark.parametrize(("workers", "most"), [([], 1), (["--workers", "3"], 3)])
def test_the_order_is_kept_whoever_is_first(
    workers: list[str], most: int, command: Command, parts: FakeParts, questions: Path, answers: Path
) -> None:
    parts.assistant = assistant = Uneven()
    questions.write_text("\n".join(f'{{"id": {number}, "question": "Who?"}}' for number in range(8)), "utf-8")

    command("ask", "--batch", questions, "--out", answers, *workers)

    assert [told["id"] for told in written(answers)] == list(range(8))
    assert assistant.most == most


def test_standard_input_and_output_serve_as_files(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    text = '\ufeff{"id": "a", "question": "Who?"}\r\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8"))))

    ran = command("ask", "--batch", "-", "--out", "-")

    assert [told["id"] for told in rows(ran.out)] == ["a"]


def test_a_place_that_cannot_be_written_is_told(command: Command, questions: Path, tmp_path: Path) -> None:
    questions.write_text('{"id": "a", "question": "Who?"}', "utf-8")

    ran = command("ask", "--batch", questions, "--out", tmp_path / "no" / "out.jsonl")

    assert ran.status == 1
    assert "out.jsonl cannot be written (No such file or directory)" in ran.err


def test_a_full_disk_is_told_and_a_device_stays_a_device(command: Command, questions: Path) -> None:
    questions.write_text('{"id": "a", "question": "Who?"}', "utf-8")

    ran = command("ask", "--batch", questions, "--out", "/dev/full")

    assert ran.status == 1
    assert ran.err.startswith("Error: /dev/full cannot be written (No space left on device): free some space")
    assert Path("/dev/full").is_char_device()


def test_a_file_that_is_replaced_keeps_who_may_read_it(command: Command, questions: Path, answers: Path) -> None:
    questions.write_text('{"id": "a", "question": "Who?"}', "utf-8")
    answers.touch(mode=0o600)

    command("ask", "--batch", questions, "--out", answers)

    assert answers.stat().st_mode & 0o777 == 0o600
