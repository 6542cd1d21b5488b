import json
from pathlib import Path

import pytest

from tests.commands.fakes import Command, FakeParts
from tests.corpus_tools.test_word import FILLED, filled
from tests.corpus_tools.texts import page, written

pytestmark = pytest.mark.integration


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a corpus of one page."""
    written(tmp_path, {"corpus/learning/leave.md": page(title="Leave", topics="[leave]", review_by="2999-01-01")})
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ---------------------------------------------------------------- check


@pytest.mark.usefixtures("here")
def test_content_that_is_right_passes(command: Command) -> None:
    ran = command("corpus", "check")

    assert ran.status == 0
    assert ran.out.startswith("1 files: 0 errors, 0 warnings, 0 due for review, median reading age ")


def test_each_fault_is_told_with_file_key_and_remedy(command: Command, here: Path) -> None:
    written(here, {"local/bad.md": page(title="Bad", owner="")})

    ran = command("corpus", "check")

    assert ran.status == 1
    assert ran.out.splitlines()[0] == (
        "error: local/bad.md: owner: owner is missing: name the team or role that keeps the page true."
    )


def test_json_holds_all_that_was_found(command: Command, here: Path) -> None:
    written(here, {"local/bad.md": page(title="Bad", as_of="soon")})

    ran = command("corpus", "check", "local", "--json")

    found = json.loads(ran.out)
    assert ran.status == 1
    assert [(each["file"], each["key"], each["problem"]) for each in found["errors"]] == [
        ("local/bad.md", "as_of", "as_of is 'soon'")
    ]
    assert set(found) == {"files", "errors", "warnings", "due", "reading_age"}


def test_what_is_due_for_review_fails_only_where_that_is_asked(command: Command, here: Path) -> None:
    written(here, {"local/old.md": page(title="Old", topics="[old]", as_of="2019", review_by="2020-01-01")})

    listed, strict = command("corpus", "check"), command("corpus", "check", "--strict")

    assert (listed.status, strict.status) == (0, 1)
    assert "past: local/old.md: page: review by 2020-01-01" in listed.out


def test_words_are_held_against_the_folder_that_is_named(command: Command, here: Path) -> None:
    written(here, {"sources/a.txt": "Most teams plan their rota a month ahead, we read."})

    ran = command("corpus", "check", "--against", "sources")

    assert ran.status == 1
    assert "these words stand in a source as they are: 'most teams plan their rota a month ahead'" in ran.out


def test_a_folder_without_content_fails(command: Command, here: Path) -> None:
    (here / "empty").mkdir()

    ran = command("corpus", "check", "empty")

    assert ran.status == 1
    assert ran.err == "No page and no record under empty: check the path.\n"


@pytest.mark.usefixtures("here")
def test_a_path_that_does_not_exist_is_told(command: Command) -> None:
    ran = command("corpus", "check", "gone")

    assert (ran.status, ran.err) == (1, "Error: There is no file or folder gone: check the path.\n")


# ---------------------------------------------------------------- Word


def test_a_template_is_written(command: Command, here: Path) -> None:
    ran = command("corpus", "template", "page.docx")

    assert ran.status == 0
    assert (here / "page.docx").read_bytes().startswith(b"PK")


def test_a_template_is_not_written_over_a_file(command: Command, here: Path) -> None:
    written(here, {"page.docx": "somebody's page"})

    ran = command("corpus", "template", "page.docx")

    assert ran.status == 2
    assert (here / "page.docx").read_text() == "somebody's page"


def test_a_template_that_cannot_be_written_is_told(command: Command, here: Path) -> None:
    ran = command("corpus", "template", here / "gone" / "page.docx")

    assert ran.status == 1
    assert "cannot be written (No such file or directory)" in ran.err


@pytest.mark.usefixtures("here")
def test_a_template_is_a_word_file(command: Command) -> None:
    assert command("corpus", "template", "page.txt").status == 2


def test_a_preview_prints_the_page_and_writes_nothing(command: Command, here: Path) -> None:
    ran = command("corpus", "preview", filled(here, FILLED))

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith('---\ntitle: "Study leave at our trust"\n')
    assert not (here / "local").exists()


def test_publishing_writes_the_page_and_updates_the_index(command: Command, parts: FakeParts, here: Path) -> None:
    ran = command("corpus", "publish", filled(here, FILLED), "--to", "local")

    assert ran.status == 0
    assert ran.out == (
        "Wrote local/study-leave-at-our-trust.md and updated the index: "
        "questions are now answered from local/study-leave-at-our-trust.md too.\n"
    )
    assert (here / "local" / "study-leave-at-our-trust.md").is_file()
    assert parts.indexer.paths == [here / "local"]


def test_a_page_with_a_fault_is_refused_in_the_words_of_word(command: Command, parts: FakeParts, here: Path) -> None:
    ran = command("corpus", "publish", filled(here, {**FILLED, "Date of the source": "soon"}))

    assert ran.status == 1
    assert "error: ours.docx: the row 'Date of the source': is 'soon': Such as 2026, August 2026" in ran.err
    assert ran.err.endswith("Nothing was published: mend what is named above, then try again.\n")
    assert not (here / "local").exists()
    assert parts.indexer.paths == []


def test_a_page_that_copies_a_source_is_refused(command: Command, here: Path) -> None:
    written(here, {"sources/a.txt": "Most teams plan their rota a month ahead, we read."})

    ran = command("corpus", "publish", filled(here, FILLED), "--against", "sources")

    assert ran.status == 1
    assert "these words stand in a source" in ran.err


def test_a_page_is_withdrawn_by_its_path_or_its_name(command: Command, parts: FakeParts, here: Path) -> None:
    written(here, {"local/one.md": page(), "local/two.md": page()})
    parts.indexer.named = [here / "local" / "two.md"]

    by_path, by_name = command("corpus", "withdraw", "local/one.md"), command("corpus", "withdraw", "two")

    assert by_path.out == "local/one.md is out of the index; the file is kept as local/.withdrawn/one.md.\n"
    assert by_name.status == 0
    assert [path.name for path in parts.indexer.taken_out] == ["one.md", "two.md"]
    assert sorted(path.name for path in (here / "local" / ".withdrawn").iterdir()) == ["one.md", "two.md"]
