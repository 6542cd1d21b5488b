"""The one door to the database of the records: blocking work goes through it in a thread, and its failures become ours."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from assistant.errors import RecordsUnavailable
from assistant.records.engines import READING, address_of, be_patient, empty_log, engine_of, file_of
from assistant.records.faults import FAULTS, place_of, unavailable
from assistant.records.migrating import migrate, newest, revision_of

logger = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds that a question waits for the database."""
AT_START = 30.0
"""Seconds that a start waits for another process that is at work on the tables."""

IN_TURN = 3.0
"""Seconds after which a question that is still in the queue of those that wait for the database gives up."""
_AT_ONCE = 5
_PAUSE = 0.05  # seconds

T = TypeVar("T")
_Identity = tuple[int, int]


class Database:
    """Gives connections to tables that are up to date; it is reached, made and migrated when it is first used."""

    def __init__(self, url: str, folder: Path, patience: float = PATIENCE) -> None:
        self._address = address_of(url, folder)
        self._file = file_of(self._address)
        self._engine = engine_of(self._address, patience)
        self._patience = patience
        # SQLite takes one writer at a time, and lets those that wait for it come in any order, or never.
        self._writers = ThreadPoolExecutor(1 if self._file else _AT_ONCE, "records")
        self._readers = ThreadPoolExecutor(_AT_ONCE, "records")
        self._lock = threading.Lock()
        self._prepared: _Identity | None = None

    @property
    def place(self) -> str:
        """Where it is, without a password."""
        return place_of(self._address)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """What `work` finds, in one transaction. Raises RecordsUnavailable."""
        return await self._in_turn(self._readers, partial(self._read, work))

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Do all of `work`, or nothing of it. Raises RecordsUnavailable."""
        return await self._in_turn(self._writers, partial(self._write, work))

    async def erase(self, work: Callable[[Connection], T]) -> T:
        """Like `write`; what it deletes can then be read in none of the files either."""
        return await self._in_turn(self._writers, partial(self._erase, work))

    async def wipe(self) -> bool:
        """Have what was overwritten stand in no file any more; False where somebody who reads is in the way."""
        return await self._in_turn(self._writers, self._wipe)

    def prepare(self, patience: float = AT_START) -> None:
        """Make or migrate the tables, waiting so many seconds for another process that does so. Raises RecordsUnavailable."""
        with self._lock, self._faults():
            if self._identity() != self._prepared or self._prepared is None:
                self._prepare(patience)

    def state(self) -> str:
        """In words for the operator; nothing is made or changed. Raises RecordsUnavailable, where it cannot be written too."""
        if self._file and not self._file.exists():
            return f"{self.place} is made at the first start"
        with self._faults(), self._engine.connect() as connection, connection.begin():
            found = revision_of(connection)
        return f"{self.place}, schema {found or 'none yet'}" + ("" if found == newest() else f"; {newest()} at the next start")

    def close(self) -> None:
        """Give back every connection, when what has begun is done."""
        self._writers.shutdown()
        self._readers.shutdown()
        self._engine.dispose()

    async def _in_turn(self, threads: Executor, work: Callable[[], T]) -> T:
        begun = threads.submit(work)
        try:
            return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(begun)), IN_TURN)
        except TimeoutError:
            if begun.cancel():
                raise RecordsUnavailable(f"The records in {self.place} are too busy: try again later.") from None
            return await asyncio.wrap_future(begun)

    def _read(self, work: Callable[[Connection], T]) -> T:
        self.prepare(self._patience)
        with self._faults(), self._engine.connect().execution_options(**READING) as connection, connection.begin():
            return work(connection)

    def _write(self, work: Callable[[Connection], T]) -> T:
        self.prepare(self._patience)
        with self._faults(), self._engine.begin() as connection:
            return work(connection)

    def _erase(self, work: Callable[[Connection], T]) -> T:
        done = self._write(work)
        if self._file:
            self._empty_log()
        return done

    def _prepare(self, patience: float) -> None:
        if self._prepared is not None:
            logger.error("%s has been replaced or removed while in use: an empty one is used from now on", self.place)
        # A connection to a file that is gone would write into nothing and say that all is well.
        self._engine.dispose()
        if self._file and not self._file.exists():
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.touch(mode=0o600)
        until = time.monotonic() + patience
        while not self._is_ready(patience):
            # Who makes a file of SQLite at the same time is told at once that it is locked, however patient.
            if time.monotonic() > until:
                raise RecordsUnavailable(f"The records in {self.place} are being made by another program: try again later.")
            time.sleep(_PAUSE)
        self._prepared = self._identity()

    def _is_ready(self, patience: float) -> bool:
        """Whether the tables are up to date, made so if need be; False where another is making them."""
        try:
            with self._engine.connect().execution_options(**READING) as connection, connection.begin():
                is_ready = revision_of(connection) == newest()
            if not is_ready:
                self._migrate(patience)
        except OperationalError as error:
            if not self._file or "locked" not in str(error.orig):
                raise
            return False
        return True

    def _migrate(self, patience: float) -> None:
        with self._engine.connect() as connection:
            if self._file:
                be_patient(connection, patience)
            with connection.begin():
                if not self._file:
                    be_patient(connection, patience)
                migrate(connection)
            if self._file:
                be_patient(connection, self._patience)

    def _identity(self) -> _Identity | None:
        if not self._file:
            return self._prepared or (0, 0)
        try:
            found = self._file.stat()
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino

    def _wipe(self) -> bool:
        if not self._file:
            return True
        with self._faults(), self._engine.connect() as connection:
            return empty_log(connection)

    def _empty_log(self) -> None:
        """Empty the write-ahead log, once those who read are done; who reads for long keeps it from being emptied."""
        if self._wipe():
            return
        logger.error("What was deleted is still in the log of %s until the next deletion: restart what reads it", self.place)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except RecordsUnavailable:
            raise
        except FAULTS as error:
            raise unavailable(error, self._address) from error
