"""How each database is reached: SQLite so that it survives a crash and forgets for good, PostgreSQL so that nobody waits long."""

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text

READING = {"begin": "DEFERRED"}
_FILE = "records.sqlite3"
_ADVISORY_LOCK = 5_713_806_214  # any number, the same in every replica
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # what was acknowledged survives a power cut
    "foreign_keys = ON",
    "secure_delete = ON",
)


def address_of(url: str, folder: Path) -> URL:
    """The database at an address, or in a file of the data folder where it is empty."""
    if not url:
        return URL.create("sqlite+pysqlite", database=str(folder / _FILE))
    scheme, _, rest = url.partition("://")
    driver = "sqlite+pysqlite" if scheme == "sqlite" else "postgresql+psycopg"
    return make_url(f"{driver}://{rest}")


def engine_of(address: URL, patience: float) -> Engine:
    """An engine that gives up after `patience` seconds of waiting for a lock or a connection."""
    return _sqlite(address, patience) if is_sqlite(address) else _postgres(address, patience)


def is_sqlite(address: URL) -> bool:
    return address.get_backend_name() == "sqlite"


def file_of(address: URL) -> Path | None:
    """The file of an SQLite database."""
    return Path(address.database or "") if is_sqlite(address) else None


def _sqlite(address: URL, patience: float) -> Engine:
    engine = create_engine(address, connect_args={"timeout": patience}, pool_timeout=patience, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: object) -> None:
        # The driver would begin transactions of its own, and none for changes of the schema.
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # One who reads first and writes later would fail at once where another has written in between.
        connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'IMMEDIATE')}")

    return engine


def _postgres(address: URL, patience: float) -> Engine:
    milliseconds = int(patience * 1000)
    limits = {
        "connect_timeout": max(2, int(patience)),
        "tcp_user_timeout": milliseconds,
        "options": f"-c statement_timeout={2 * milliseconds} -c lock_timeout={milliseconds}",
    }
    return create_engine(
        address, connect_args=limits, pool_timeout=patience, pool_pre_ping=True, pool_recycle=1800, hide_parameters=True
    )


def wait_for_turn(connection: Connection) -> None:
    """Hold every other replica back until the end of the transaction; SQLite does so when one is begun."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})


def be_patient(connection: Connection, seconds: float) -> None:
    """Wait longer for a lock: to be said before a transaction begins on SQLite, and within it on PostgreSQL."""
    if connection.dialect.name == "sqlite":
        _driver(connection).execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
    else:
        for limit in ("statement_timeout", "lock_timeout"):
            connection.exec_driver_sql(f"SET LOCAL {limit} = {int(seconds * 1000)}")


def empty_log(connection: Connection) -> bool:
    """Move SQLite's write-ahead log into the file and cut it to nothing; False where a reader was in the way."""
    busy, _, _ = _driver(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver
