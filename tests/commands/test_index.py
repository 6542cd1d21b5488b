import json
from pathlib import Path

import pytest

from tests.commands.fakes import Command, FakeFailure, FakeParts, FakeReport


def test_the_counts_are_told_and_each_failure_with_its_reason(command: Command, parts: FakeParts) -> None:
    parts.indexer.report = FakeReport(3, 1, 40, 2, (FakeFailure("old.doc", "unsupported file type '.doc'"),))

    ran = command("index", "docs", "more/page.md")

    assert ran.status == 0
    assert ran.out == ("added 3, changed 1, unchanged 40, removed 2, failed 1\nfailed: old.doc: unsupported file type '.doc'\n")
    assert parts.indexer.paths == [Path("docs"), Path("more/page.md")]


def test_json_holds_the_same(command: Command, parts: FakeParts) -> None:
    parts.indexer.report = FakeReport(added=1, failed=(FakeFailure("عقد.pdf", "no text"),))

    ran = command("index", "docs", "--json")

    assert json.loads(ran.out) == {
        "added": 1, "changed": 0, "unchanged": 0, "removed": 0, "failed": [{"file": "عقد.pdf", "reason": "no text"}],
    }  # fmt: skip
    assert "عقد.pdf" in ran.out


def test_a_name_cannot_write_to_the_terminal(command: Command, parts: FakeParts) -> None:
    parts.indexer.report = FakeReport(added=1, failed=(FakeFailure("a\x1b[2J\nb.txt", "no text"),))

    assert command("index", "docs").out.splitlines()[1:] == ["failed: a[2J b.txt: no text"]


def test_a_name_that_is_not_text_is_escaped(command: Command, parts: FakeParts) -> None:
    parts.indexer.report = FakeReport(added=1, failed=(FakeFailure("a\udcff.txt", "no text"),))

    assert json.loads(command("index", "docs", "--json").out)["failed"][0]["file"] == "a\udcff.txt"


@pytest.mark.parametrize("report", [FakeReport(added=1), FakeReport(changed=1), FakeReport(unchanged=1)])
def test_one_file_that_was_read_is_success(report: FakeReport, command: Command, parts: FakeParts) -> None:
    parts.indexer.report = report

    assert command("index", "docs").status == 0


@pytest.mark.parametrize("report", [FakeReport(), FakeReport(removed=2, failed=(FakeFailure("a.pdf", "no text"),))])
def test_no_file_that_was_read_is_failure(report: FakeReport, command: Command, parts: FakeParts) -> None:
    parts.indexer.report = report

    ran = command("index", "docs")

    assert ran.status == 1
    assert ran.err == "No file could be read under docs: check the path.\n"


def test_without_a_path_the_corpus_here_is_indexed(
    command: Command, parts: FakeParts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "corpus").mkdir()
    monkeypatch.chdir(tmp_path)

    command("index")

    assert parts.indexer.paths == [Path("corpus")]


def test_the_settings_reach_the_indexer(command: Command, parts: FakeParts) -> None:
    command("index", "docs", ASSISTANT_MAX_FILE_MB="7")

    assert parts.settings.max_file_mb == 7
