"""A data folder, and documents to index into it."""

from pathlib import Path

import pytest


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of two documents."""
    folder = tmp_path / "documents"
    (folder / "funding").mkdir(parents=True)
    (folder / "leave.md").write_text("# Study leave\n\nYou may take five days of study leave.\n")
    (folder / "funding" / "fares.txt").write_text("Bus fares are paid back within a month, so keep every ticket.\n")
    return folder
