import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from assistant.errors import RecordsUnavailable
from assistant.records.conversations import ConversationRecords
from assistant.records.database import Database
from assistant.records.migrating import newest
from assistant.records.schema import METADATA
from tests.records.turns import as_kept, turn

pytestmark = pytest.mark.integration

INTERRUPTED = """
import os, sys
from pathlib import Path
from alembic import op
from assistant.records.database import Database
make, made = op.create_table, []
def make_two_and_die(name, *columns):
    if len(made) == 2:
        os._exit(9)
    made.append(make(name, *columns))
op.create_table = make_two_and_die
Database(sys.argv[1], Path(sys.argv[2])).prepare()
"""


def interrupted(url: str, folder: Path) -> int:
    """The exit status of a process that died after it had made the first two tables."""
    return subprocess.run([sys.executable, "-c", INTERRUPTED, url, str(folder)], check=False).returncode


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def set_revision(database: Database, revision: str) -> None:
    with database._engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


@pytest.mark.asyncio
async def test_the_migrations_make_the_tables_that_the_code_works_with(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))

    assert await database.read(differences) == []


@pytest.mark.asyncio
async def test_a_migration_that_was_interrupted_is_done_at_the_next_start(url: str, database: Database, tmp_path: Path) -> None:
    assert interrupted(url, tmp_path) == 9

    made = await database.read(tables)

    assert made == {*METADATA.tables, "alembic_version"}


def test_what_was_interrupted_has_left_nothing_behind(url: str, database: Database, tmp_path: Path) -> None:
    interrupted(url, tmp_path)

    with database._engine.connect() as connection:
        assert tables(connection) == set()


@pytest.mark.asyncio
async def test_two_that_start_at_once_migrate_once(url: str, tmp_path: Path) -> None:
    both = [Database(url, tmp_path), Database(url, tmp_path)]
    failures: list[Exception] = []

    def prepare(database: Database) -> None:
        try:
            database.prepare()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=prepare, args=(each,)) for each in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert await both[0].read(tables) == {*METADATA.tables, "alembic_version"}
    for each in both:
        each.close()


@pytest.mark.asyncio
async def test_tables_of_a_newer_version_are_left_alone(url: str, database: Database, tmp_path: Path) -> None:
    database.prepare()
    set_revision(database, "9999")
    later = Database(url, tmp_path)

    with pytest.raises(RecordsUnavailable, match=r"of schema 9999, and this version .* update the assistant"):
        await later.read(tables)

    later.close()


@pytest.mark.asyncio
async def test_a_start_with_tables_that_are_up_to_date_changes_nothing(
    url: str, records: ConversationRecords, tmp_path: Path
) -> None:
    await records.keep("web:me", turn())
    again = Database(url, tmp_path)

    again.prepare()

    assert again.state().endswith(f"schema {newest()}")
    assert (await records.turn("web:me", "t1")) == as_kept(turn())
    again.close()
