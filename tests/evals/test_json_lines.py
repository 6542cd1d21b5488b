"""Where a line of JSON ends, and that every file of them is read so."""

import json
from pathlib import Path

import pytest

from evals.answers import read_answers
from evals.dataset import load
from evals.json_lines import read_lines
from evals.labels import read_labelled
from tests.evals.run_parts import row, said, write_dataset

ODD = "one\u2028two\u2029three\x85four"
"""Words with characters between them that `str.splitlines` takes for line ends, and JSON does not escape."""


def test_a_line_ends_at_a_line_feed_alone(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(f"{ODD}\r\na\x0cb\n\nlast".encode())

    assert read_lines(path) == [ODD, "a\x0cb", "", "last"]


@pytest.mark.parametrize(("text", "count"), [("", 0), ("\n", 1), ("a", 1), ("a\n", 1), ("\ufeffa\r\nb\r\n", 2)])
def test_the_last_line_needs_no_end(text: str, count: int, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(text.encode())

    assert len(read_lines(path)) == count


def test_an_answer_may_hold_any_separator(tmp_path: Path) -> None:
    path = tmp_path / "peer.jsonl"
    path.write_bytes((json.dumps(said("C001", answer=ODD), ensure_ascii=False) + '\r\n{"id": "C002"}\r\n').encode())

    file = read_answers(path)

    assert file.answers["C001"].answer == ODD
    assert list(file.rows) == ["C001", "C002"]


def test_a_question_may_hold_any_separator(tmp_path: Path) -> None:
    path = write_dataset(tmp_path, row(1))
    path.write_bytes((json.dumps(row(1, question=ODD), ensure_ascii=False) + "\n").encode())

    assert load(path, (tmp_path,))[0].question == ODD


def test_a_labelled_context_may_hold_any_separator(tmp_path: Path) -> None:
    path = tmp_path / "labelled.jsonl"
    path.write_bytes(json.dumps({"id": "a", "context": ODD, "response": "", "label": 0}, ensure_ascii=False).encode())

    assert read_labelled(path)[0].context == ODD
