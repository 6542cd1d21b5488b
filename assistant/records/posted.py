"""Which answer a message in a chat holds, for as long as the answer is kept: a chat that is rated names its message alone."""

from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, exists, select

from assistant.records.database import Database
from assistant.records.people import Hashing
from assistant.records.rows import put
from assistant.records.schema import posted, turns


@dataclass(frozen=True, slots=True)
class PostedRecords:
    """The messages that hold answers; each method may raise RecordsUnavailable. Ids are as the channel calls things."""

    database: Database
    hashing: Hashing = field(repr=False)

    async def add(self, person: str, conversation: str, message: str, turn: str) -> None:
        """Remember that this message, the last to this person there, holds a turn; of a turn that is not kept, only that."""
        owner = self.hashing.key(person)
        own, last = (self._key(person, conversation, each) for each in (message, ""))

        def work(connection: Connection) -> None:
            if connection.scalar(select(exists().where(turns.c.id == turn, turns.c.person == owner))):
                for key in (own, last):
                    put(connection, posted, {"id": key, "turn": turn}, key=["id"])
            else:
                connection.execute(delete(posted).where(posted.c.id == last))

        await self.database.write(work)

    async def turn(self, person: str, conversation: str, message: str) -> str:
        """The turn that a message to this person holds, or with no message the last one there; "" where none is kept."""
        wanted = select(posted.c.turn).where(posted.c.id == self._key(person, conversation, message))
        return await self.database.read(lambda connection: connection.scalar(wanted)) or ""

    def _key(self, person: str, conversation: str, message: str) -> str:
        return self.hashing.key(f"posted\n{person}\n{conversation}\n{message}")
