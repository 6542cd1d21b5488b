"""Questions that were handed to a person: what their asker sees of them, and the queue of those who answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, and_, insert, select, update

from assistant.errors import NotKept
from assistant.kept import NOWHERE, Handoff
from assistant.records.auditing import Action, note
from assistant.records.conversations import in_utc, turn_of_person
from assistant.records.database import Database
from assistant.records.people import Hashing, see
from assistant.records.rows import Values, handoff_of, handoff_row, profile_fields
from assistant.records.schema import handoffs
from assistant.types import Profile

DELIVERS_WITHIN = timedelta(minutes=1)
"""How long a reply is left to who is taking it to its chat."""


@dataclass(frozen=True, slots=True)
class HandoffRecords:
    """The hand-offs as their askers see them; each method may raise RecordsUnavailable."""

    database: Database
    hashing: Hashing = field(repr=False)
    now: Callable[[], datetime] = in_utc

    async def hand_over(self, person: str, turn: str, profile: Profile, place: Mapping[str, str] = NOWHERE) -> Handoff:
        """Put a turn of this person into the queue, once; `profile` is empty without consent. Raises NotKept.

        A reply is to be taken to `place`; where that is empty, people come to read it.
        """
        key = self.hashing.key(person)

        def work(connection: Connection) -> Handoff:
            found = connection.execute(select(handoffs).where(handoffs.c.turn == turn, handoffs.c.person == key)).first()
            if found:
                return handoff_of(found)
            see(connection, key, self.now())
            asked = turn_of_person(connection, key, turn)
            sent = Handoff(
                id=uuid4().hex,
                turn=turn,
                question=asked.question,
                answer=asked.answer,
                citations=asked.citations,
                profile=profile_fields(profile),
                channel=asked.channel,
                conversation=asked.conversation,
                state="waiting",
                sent_at=self.now(),
                place=place,
            )
            connection.execute(insert(handoffs).values(handoff_row(sent, key)))
            note(connection, self.now(), "handed_over", sent.id)
            return sent

        return await self.database.write(work)

    async def replies(self, person: str, conversation: str = "") -> tuple[Handoff, ...]:
        """The hand-offs of a person, or of one of their conversations, oldest first; those that were replied to hold it."""
        own = select(handoffs).where(handoffs.c.person == self.hashing.key(person)).order_by(handoffs.c.sent_at)
        wanted = own.where(handoffs.c.conversation == self.hashing.conversation(conversation)) if conversation else own
        return await self.database.read(lambda connection: tuple(map(handoff_of, connection.execute(wanted))))

    async def put_away(self, person: str, handoff: str) -> None:
        """Close one that its asker has read the reply to. Raises NotKept."""
        key = self.hashing.key(person)

        def work(connection: Connection) -> None:
            own = (handoffs.c.id == handoff, handoffs.c.person == key)
            closed = {"state": "closed", "closed_at": self.now(), "place": {}}
            if not connection.execute(update(handoffs).where(*own).values(closed)).rowcount:
                raise NotKept("This hand-off is not kept any more.")
            note(connection, self.now(), "closed", handoff)

        await self.database.write(work)


@dataclass(frozen=True, slots=True)
class Queue:
    """The hand-offs as the team sees them, without a name; each method may raise RecordsUnavailable.

    `replied` is called when there is a reply to deliver.
    """

    database: Database
    now: Callable[[], datetime] = in_utc
    replied: Callable[[], None] = lambda: None

    async def waiting(self) -> tuple[Handoff, ...]:
        """Those that nobody has answered or closed, oldest first."""
        wanted = select(handoffs).where(handoffs.c.state == "waiting").order_by(handoffs.c.sent_at)
        return await self.database.read(lambda connection: tuple(map(handoff_of, connection.execute(wanted))))

    async def one(self, handoff: str) -> Handoff:
        """The hand-off with this id. Raises NotKept."""
        return await self.database.read(lambda connection: _one(connection, handoff))

    async def reply(self, handoff: str, text: str) -> Handoff:
        """Answer; the asker sees the text in the chat. A later reply replaces it. Raises NotKept."""
        replied = {"state": "answered", "reply": text, "replied_at": self.now(), "due_at": self.now()}
        changed = await self._change(handoff, "replied", lambda found: replied | {"delivery": "due" if found.place else "none"})
        self.replied()
        return changed

    async def close(self, handoff: str) -> Handoff:
        """Put it away; a reply stays. Raises NotKept."""
        return await self._change(handoff, "closed", lambda _: {"state": "closed", "closed_at": self.now(), "place": {}})

    async def unnotified(self) -> tuple[Handoff, ...]:
        """Those that wait and that the team has not been told of, oldest first."""
        wanted = select(handoffs).where(handoffs.c.state == "waiting", handoffs.c.notified_at.is_(None))
        in_order = wanted.order_by(handoffs.c.sent_at)
        return await self.database.read(lambda connection: tuple(map(handoff_of, connection.execute(in_order))))

    async def notified(self, handoff: str) -> Handoff:
        """The team has been told of it. Raises NotKept."""
        return await self._change(handoff, "notified", lambda _: {"notified_at": self.now()})

    async def undelivered(self) -> tuple[Handoff, ...]:
        """Those whose reply is still to be taken to the chat that they came from; they are then left to the caller for a while."""
        due = and_(handoffs.c.delivery == "due", handoffs.c.due_at <= self.now())
        taken = update(handoffs).where(due).values(due_at=self.now() + DELIVERS_WITHIN).returning(handoffs)
        return await self.database.write(lambda connection: tuple(map(handoff_of, connection.execute(taken).all())))

    async def delivered(self, handoff: Handoff, *, reached: bool = True) -> Handoff:
        """The reply, as it stands in `handoff`, has reached its chat, or never can. Raises NotKept."""

        def after(found: Handoff) -> Values:
            over: Values = {"delivery": "done" if reached else "failed", "place": {}}
            return over if found.reply == handoff.reply else {"delivery": found.delivery}

        return await self._change(handoff.id, "delivered" if reached else "not_delivered", after)

    async def signed_in(self) -> None:
        """Somebody of the team has opened the queue."""
        await self.database.write(lambda connection: note(connection, self.now(), "signed_in"))

    async def _change(self, handoff: str, action: Action, change: Callable[[Handoff], Values]) -> Handoff:
        def work(connection: Connection) -> Handoff:
            found = _one(connection, handoff)
            connection.execute(update(handoffs).where(handoffs.c.id == handoff).values(change(found)))
            note(connection, self.now(), action, handoff)
            return _one(connection, handoff)

        return await self.database.write(work)


def _one(connection: Connection, handoff: str) -> Handoff:
    row = connection.execute(select(handoffs).where(handoffs.c.id == handoff)).first()
    if row is None:
        raise NotKept("This hand-off is not kept any more: it has expired, or its asker has had it erased.")
    return handoff_of(row)
