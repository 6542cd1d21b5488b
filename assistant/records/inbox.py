"""What the channels took in and have not answered yet, so that it outlives the process that took it."""

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select, update

from assistant.kept import Received
from assistant.records.conversations import in_utc
from assistant.records.database import Database
from assistant.records.people import Hashing
from assistant.records.rows import put_new
from assistant.records.schema import received

HELD = timedelta(seconds=6)
"""How long a message belongs to who took it, unless they say again that they are at it."""
_IN_COLUMNS = frozenset({"received_at", "tries"})


@dataclass(frozen=True, slots=True)
class Inbox:
    """Messages on their way to an answer; each method may raise RecordsUnavailable."""

    database: Database
    hashing: Hashing = field(repr=False)
    now: Callable[[], datetime] = in_utc

    async def take(self, message: Received) -> bool:
        """Keep a message and hold it; False where it was taken before."""
        told = {name: value for name, value in asdict(message).items() if name not in _IN_COLUMNS}
        row = {
            "id": self._key(message.id),
            "person": self.hashing.key(message.person),
            "message": told,
            "received_at": message.received_at,
            "tries": message.tries,
            "held_until": self.now() + HELD,
        }
        return await self.database.write(lambda connection: put_new(connection, received, row))

    async def hold(self, ids: Collection[str]) -> None:
        """Say that these are still being answered."""
        own = update(received).where(received.c.id.in_([self._key(each) for each in ids]))
        held = own.values(held_until=self.now() + HELD)
        await self.database.write(lambda connection: connection.execute(held))

    async def claim(self, count: int) -> tuple[Received, ...]:
        """Take over messages, the oldest first, that nobody is answering any more."""

        def work(connection: Connection) -> tuple[Received, ...]:
            left = select(received).where(received.c.message.is_not(None), received.c.held_until < self.now())
            rows = connection.execute(left.order_by(received.c.received_at).limit(count).with_for_update(skip_locked=True)).all()
            taken = update(received).where(received.c.id.in_([row.id for row in rows]))
            connection.execute(taken.values(tries=received.c.tries + 1, held_until=self.now() + HELD))
            return tuple(map(_received, rows))

        return await self.database.write(work)

    async def done(self, id_: str) -> None:
        """It is answered: all of it goes but its hashed id, by which it is known when it is sent again."""
        of_message = update(received).where(received.c.id == self._key(id_))
        await self.database.write(lambda connection: connection.execute(of_message.values(message=None, person="")))

    def _key(self, id_: str) -> str:
        return self.hashing.key(f"message {id_}")


def _received(row: Row[Any]) -> Received:
    known = {each.name for each in fields(Received)}
    told = {name: value for name, value in row.message.items() if name in known}
    return Received(**told, received_at=row.received_at, tries=row.tries + 1)
