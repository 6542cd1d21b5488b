"""How often people have said what is stopping them, by month: no question, no person, no day."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.errors import StorageError

_FILE = "barriers.sqlite3"
_TABLE = """CREATE TABLE IF NOT EXISTS barriers (
  month TEXT NOT NULL, barrier TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (month, barrier)) WITHOUT ROWID"""
_ADD = "INSERT INTO barriers VALUES (?, ?, 1) ON CONFLICT (month, barrier) DO UPDATE SET count = count + 1"
_PATIENCE = 5  # seconds that one waits for another to finish writing


@dataclass(frozen=True, slots=True)
class Count:
    """How often a barrier was named in a month (YYYY-MM)."""

    month: str
    barrier: str
    count: int


class BarrierCounts:
    """Counts in a file of the data folder; it is made when the first barrier is counted."""

    def __init__(self, folder: Path, today: Callable[[], date] = date.today) -> None:
        self._folder = folder
        self._today = today

    def add(self, barrier: str) -> None:
        """Count a barrier once in this month.

        Raises:
            StorageError: the data folder is read-only, full or damaged.
        """
        with self._connection() as connection:
            connection.execute(_TABLE)
            connection.execute(_ADD, (f"{self._today():%Y-%m}", barrier))

    def all(self) -> list[Count]:
        """Every count, the newest month first and the most frequent barrier first.

        Raises:
            StorageError: the file is damaged or cannot be read.
        """
        if not (self._folder / _FILE).exists():
            return []
        with self._connection() as connection:
            rows = connection.execute("SELECT month, barrier, count FROM barriers ORDER BY month DESC, count DESC, barrier")
            return [Count(*row) for row in rows.fetchall()]

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        path = self._folder / _FILE
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(path, timeout=_PATIENCE)) as connection, connection:
                yield connection
        except (OSError, sqlite3.Error) as error:
            raise StorageError(f"Barriers cannot be counted in {path} ({error}): free space, or make it writable.") from error
