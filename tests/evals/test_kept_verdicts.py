"""Verdicts on the disk: read again, never lost with the disk, and readable."""

import json
from pathlib import Path

import pytest

from evals.errors import RunError
from evals.kept_verdicts import KeptVerdict, KeptVerdicts

YES = KeptVerdict("It’s paid.", True, "large", "large-2026")
NO = KeptVerdict("It takes six years.", False, "large")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "verdicts.jsonl"


def test_a_verdict_is_a_line_that_people_can_read(path: Path) -> None:
    kept = KeptVerdicts(path)
    kept.add("a", YES)
    kept.add("b", NO)

    lines = path.read_text("utf-8").splitlines()
    assert "It’s paid." in lines[0]
    assert [json.loads(line) for line in lines] == [
        {"key": "a", "model": "large", "answered_by": "large-2026", "sentence": "It’s paid.", "supported": True},
        {"key": "b", "model": "large", "answered_by": "", "sentence": "It takes six years.", "supported": False},
    ]


def test_what_was_kept_is_known_to_the_next_run(path: Path) -> None:
    KeptVerdicts(path).add("a", YES)

    assert KeptVerdicts(path).get("a") == YES
    assert KeptVerdicts(path).get("b") is None


def test_half_a_line_costs_only_itself(path: Path) -> None:
    KeptVerdicts(path).add("a", YES)
    KeptVerdicts(path).add("b", NO)
    path.write_bytes(path.read_bytes()[:-20])

    KeptVerdicts(path).add("c", NO)

    again = KeptVerdicts(path)
    assert (again.get("a"), again.get("b"), again.get("c")) == (YES, None, NO)


@pytest.mark.parametrize("line", ['{"key": "a", "supported": true}', "7", "[]", "{", "\ufffe"])
def test_a_line_that_is_no_verdict_is_passed_over(line: str, path: Path) -> None:
    KeptVerdicts(path).add("b", NO)
    path.write_text(f"{line}\n{path.read_text('utf-8')}", "utf-8")

    assert (KeptVerdicts(path).get("a"), KeptVerdicts(path).get("b")) == (None, NO)


def test_a_file_that_cannot_be_written_any_more_costs_no_verdict(path: Path) -> None:
    kept = KeptVerdicts(path)
    path.unlink()
    path.mkdir()

    kept.add("a", YES)

    assert kept.get("a") == YES
    assert kept.trouble == f"{path} cannot be written (Is a directory)"


def test_a_full_disk_costs_no_verdict(path: Path) -> None:
    kept = KeptVerdicts(path)
    path.unlink()
    path.symlink_to("/dev/full")

    kept.add("a", YES)

    assert kept.get("a") == YES
    assert "No space left on device" in kept.trouble


def test_a_file_that_cannot_be_used_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(RunError, match=r"verdicts\.jsonl cannot be used .*: make it writable, or leave --judge out"):
        KeptVerdicts(tmp_path / "file" / "verdicts.jsonl")
