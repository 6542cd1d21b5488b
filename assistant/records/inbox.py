"""What the channels took in and have not answered yet, so that it outlives the process that took it."""

import json
import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, select, tuple_, update

from assistant.kept import Received
from assistant.records.conversations import in_utc
from assistant.records.database import Database
from assistant.records.people import Hashing
from assistant.records.rows import put_new
from assistant.records.schema import HELD, received

_KNOWN_FOR = timedelta(days=1)
_IN_COLUMNS = frozenset({"received_at", "tries"})

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Inbox:
    """Messages on their way to an answer; each method may raise RecordsUnavailable. The clocks of replicas must agree."""

    database: Database
    hashing: Hashing = field(repr=False)
    now: Callable[[], datetime] = in_utc

    async def take(self, message: Received) -> bool:
        """Keep a message and hold it; False where it was taken before."""
        told = {name: value for name, value in asdict(message).items() if name not in _IN_COLUMNS}
        row = {
            "id": self._key(message.id),
            "person": self.hashing.key(message.person),
            "channel": message.platform,
            "message": told,
            "received_at": message.received_at,
            "tries": message.tries,
            "held_until": self.now() + HELD,
        }
        return await self.database.write(lambda connection: put_new(connection, received, row))

    async def hold(self, messages: Collection[Received]) -> frozenset[str]:
        """Say that these are still being answered; the ids of those that another has taken over are given back."""
        keys = {self._key(each.id): each for each in messages}
        mine = tuple_(received.c.id, received.c.tries).in_([(key, each.tries) for key, each in keys.items()])
        held = update(received).where(mine).values(held_until=self.now() + HELD).returning(received.c.id)
        still = await self.database.write(lambda connection: set(connection.scalars(held)))
        return frozenset(each.id for key, each in keys.items() if key not in still)

    async def claim(self, count: int, platforms: Collection[str]) -> tuple[Received, ...]:
        """Take over messages of these platforms, the oldest first, that nobody is answering any more."""

        def work(connection: Connection) -> Sequence[Row[Any]]:
            connection.execute(delete(received).where(received.c.received_at < self.now() - _KNOWN_FOR))
            left = select(received).where(received.c.message.is_not(None), received.c.held_until < self.now())
            own = left.where(received.c.channel.in_(platforms)).order_by(received.c.received_at).limit(count)
            rows = connection.execute(own.with_for_update(skip_locked=True)).all()
            taken = update(received).where(received.c.id.in_([row.id for row in rows]))
            connection.execute(taken.values(tries=received.c.tries + 1, held_until=self.now() + HELD))
            return rows

        return tuple(_read(await self.database.write(work)))

    async def put_off(self, message: Received, wait: timedelta) -> None:
        """Let it be taken over after this while, and not before."""
        own = update(received).where(received.c.id == self._key(message.id), received.c.tries == message.tries)
        await self.database.write(lambda connection: connection.execute(own.values(held_until=self.now() + wait)))

    async def done(self, id_: str) -> None:
        """It is answered: all of it goes but its hashed id, by which it is known for a day when it is sent again."""
        of_message = update(received).where(received.c.id == self._key(id_))
        await self.database.write(lambda connection: connection.execute(of_message.values(message=None, person="")))

    async def wipe(self) -> bool:
        """Have what is done stand in no file any more; False where somebody who reads is in the way."""
        return await self.database.wipe()

    def _key(self, id_: str) -> str:
        return self.hashing.key(f"message {id_}")


def _read(rows: Sequence[Row[Any]]) -> Iterator[Received]:
    """What this version can read; what it cannot is left to those who can, and goes after a day."""
    known = {each.name for each in fields(Received)}
    for row in rows:
        told: Mapping[str, Any] = {name: value for name, value in row.message.items() if name in known}
        try:
            yield Received(**told, received_at=row.received_at, tries=row.tries + 1)
        except TypeError:
            remedy = "run one version of the assistant in every replica"
            logger.exception("%s", json.dumps({"event": "received_unreadable", "channel": row.channel, "remedy": remedy}))
