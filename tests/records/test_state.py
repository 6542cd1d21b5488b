"""What `assistant doctor` is told of the database."""

import sqlite3
from pathlib import Path

import pytest

from assistant.errors import RecordsUnavailable
from assistant.records.database import Database
from assistant.records.migrating import newest
from tests.records.conftest import NewUrl
from tests.retrieval.disks import read_only


def test_a_file_that_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    database = Database("", tmp_path)

    assert database.state() == f"{tmp_path}/records.sqlite3 is made at the first start"
    assert list(tmp_path.iterdir()) == []


def test_tables_that_are_up_to_date_are_told_with_their_schema(database: Database) -> None:
    database.prepare()

    assert database.state() == f"{database.place}, schema {newest()}"


@pytest.mark.integration
def test_an_empty_database_is_told(new_postgres: NewUrl, tmp_path: Path) -> None:
    database = Database(new_postgres(), tmp_path)

    assert database.state().endswith(f"schema none yet; {newest()} at the next start")
    database.close()


def test_one_that_cannot_be_written_fails_with_the_remedy(tmp_path: Path) -> None:
    database = Database("", tmp_path)
    database.prepare()
    database.close()

    with read_only(tmp_path), pytest.raises(RecordsUnavailable, match="make it and its folder writable"):
        database.state()
    database.close()


def test_one_that_is_held_fails_with_the_remedy(tmp_path: Path) -> None:
    database = Database("", tmp_path, patience=0.1)
    database.prepare()
    holder = sqlite3.connect(tmp_path / "records.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    with pytest.raises(RecordsUnavailable, match="stop what holds it"):
        database.state()
    holder.close()
    database.close()
