import logging
from pathlib import Path

import pytest

from assistant.records.secret import kept_secret
from tests.retrieval.disks import read_only


def test_the_key_that_is_given_is_used(tmp_path: Path) -> None:
    assert kept_secret(tmp_path, "a" * 32) == b"a" * 32
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = kept_secret(tmp_path / "data")

    assert kept_secret(tmp_path / "data") == first
    assert len(first) == 32
    assert [(file.name, file.stat().st_mode & 0o777) for file in (tmp_path / "data").iterdir()] == [("cookies.key", 0o600)]


def test_two_folders_have_two_keys(tmp_path: Path) -> None:
    assert kept_secret(tmp_path / "one") != kept_secret(tmp_path / "two")


def test_where_none_can_be_kept_one_serves_for_this_run_and_the_operator_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with read_only(tmp_path), caplog.at_level(logging.ERROR):
        assert len(kept_secret(tmp_path)) == 32

    assert '"event": "no_kept_key"' in caplog.text
    assert "set ASSISTANT_COOKIE_SECRET" in caplog.text


@pytest.mark.parametrize("found", ["damaged", "", "ab" * 16])
def test_a_damaged_key_is_told_and_not_replaced(tmp_path: Path, caplog: pytest.LogCaptureFixture, found: str) -> None:
    (tmp_path / "cookies.key").write_text(found)

    assert len(kept_secret(tmp_path)) == 32
    assert "remove it if it is damaged" in caplog.text
    assert (tmp_path / "cookies.key").read_text() == found
