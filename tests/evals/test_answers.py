import json
from pathlib import Path

import pytest

from evals.answers import read_answers
from evals.errors import AnswersError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "peer.jsonl"


def test_an_answer_of_another_system_may_leave_out_what_it_does_not_know(path: Path) -> None:
    path.write_text('{"id": "C001", "answer": "Yes.", "outcome": "answered", "model": "theirs"}\n', "utf-8")

    answer = read_answers(path).answers["C001"]

    assert (answer.answer, answer.given, answer.abstained) == ("Yes.", True, False)
    assert (answer.sentences, answer.citations, answer.retrieved, answer.confidence) == ((), (), (), None)


def test_an_answer_with_an_error_neither_answers_nor_abstains(path: Path) -> None:
    path.write_text('{"id": "C001", "error": "out of memory"}\n', "utf-8")

    answer = read_answers(path).answers["C001"]

    assert (answer.outcome, answer.given, answer.abstained) == ("missing", False, False)


def test_a_number_serves_as_an_id_and_blank_lines_are_passed_over(path: Path) -> None:
    path.write_text('{"id": 7}\n\n{"id": "8"}\n', "utf-8")

    assert list(read_answers(path).answers) == ["7", "8"]


def test_the_parts_of_an_answer_are_read(path: Path) -> None:
    citation = {"number": 1, "document": "a.md", "quote": "words", "start": 3, "end": 8, "columns": ["Course", "Length"]}
    row = {"id": "a", "sentences": [{"text": "Words.", "citations": [1], "support": 0.9}], "citations": [citation]}
    path.write_text(json.dumps(row), "utf-8")

    answer = read_answers(path).answers["a"]

    assert (answer.sentences[0].text, answer.sentences[0].citations) == ("Words.", (1,))
    assert (answer.citations[0].start, answer.citations[0].columns) == (3, ("Course", "Length"))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "this is not JSON"),
        ("[1]", "Input should be"),
        ('{"answer": "Yes."}', "id: Field required"),
        ('{"id": "b", "sentences": [{"citations": [1]}]}', "sentences.0.text: Field required"),
        ('{"id": "a"}', "the id a stands twice; keep one of them"),
    ],
)
def test_a_broken_line_is_refused_with_file_and_line(line: str, told: str, path: Path) -> None:
    path.write_text(f'{{"id": "a"}}\n{line}\n', "utf-8")

    with pytest.raises(AnswersError) as caught:
        read_answers(path)

    assert str(caught.value).startswith("peer.jsonl, line 2: ")
    assert told in str(caught.value)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
@pytest.mark.parametrize(
    ("row", "key"),
    [
        ('"confidence": {}', "confidence"),
        ('"retrieved": [{{"score": {}}}]', "retrieved.0.score"),
        ('"sentences": [{{"text": "Yes.", "support": {}}}]', "sentences.0.support"),
        ('"timings_ms": {{"total": {}}}', "timings_ms.total"),
    ],
)
def test_a_number_that_is_not_finite_is_refused_with_file_line_and_key(row: str, key: str, number: str, path: Path) -> None:
    path.write_text(f'{{"id": "a"}}\n{{"id": "b", {row.format(number)}}}\n', "utf-8")

    with pytest.raises(AnswersError) as caught:
        read_answers(path)

    assert str(caught.value) == f"peer.jsonl, line 2: {key}: Input should be a finite number; mend or remove the line"


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_named(data: bytes | None, path: Path) -> None:
    if data is not None:
        path.write_bytes(data)

    with pytest.raises(AnswersError, match=r"peer\.jsonl cannot be read .*; name a file of answer objects"):
        read_answers(path)
