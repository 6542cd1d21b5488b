import shutil
import subprocess
from pathlib import Path

import pytest

from evals.dataset import load
from evals.errors import DatasetError
from evals.provenance import revision, sha256_of_file, sha256_of_questions
from tests.evals.run_parts import cases, row, write_dataset

GIT = shutil.which("git") or ""
pytestmark = pytest.mark.skipif(not GIT, reason="git is not here")


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=n", "-c", "user.email=e@example.org"]
    subprocess.run([GIT, "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    folder.mkdir()
    (folder / "page.md").write_text("one", "utf-8")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    return folder


def test_the_revision_is_gits_short_name(checkout: Path) -> None:
    assert revision(checkout).isalnum()


def test_changes_in_the_work_tree_are_told(checkout: Path) -> None:
    (checkout / "page.md").write_text("two", "utf-8")

    assert revision(checkout).endswith("+changes")


def test_outside_a_checkout_the_revision_is_unknown(checkout: Path, tmp_path: Path) -> None:
    (checkout / "installed").mkdir()

    assert (revision(tmp_path), revision(checkout / "installed")) == ("unknown", "unknown")


def test_changed_expectations_leave_the_questions_as_they_are(tmp_path: Path) -> None:
    before = cases(tmp_path, 1)
    others = load(write_dataset(tmp_path, row(1, expected_outcomes=["declined"])), (tmp_path,))
    reworded = load(write_dataset(tmp_path, row(1, question="who pays?")), (tmp_path,))

    assert sha256_of_questions(others) == sha256_of_questions(before) != sha256_of_questions(reworded)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"none\.jsonl cannot be read \(No such file or directory\)"):
        sha256_of_file(tmp_path / "none.jsonl")
