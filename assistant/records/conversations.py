"""What is kept of conversations: turns, ratings, ticked steps, and what a person agreed to keep about themselves."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, FromClause, and_, delete, func, select

from assistant.errors import NotKept
from assistant.kept import GUARDED, Before, Deleted, Held, KeptTurn, Rating, Tick
from assistant.records.auditing import note
from assistant.records.database import Database
from assistant.records.people import Hashing, erase, see
from assistant.records.rows import handoff_of, profile_fields, profile_of, put, put_new, rating_of, turn_of, turn_row
from assistant.records.schema import feedback, handoffs, people, profiles, ticks, turns
from assistant.types import Profile, Turn

EXCHANGES = 10
"""How many of the last questions and answers of a conversation are handed on."""
_SMALL_TALK = ("greeting", "thanks", "about", "privacy")


def in_utc() -> datetime:
    """The moment that it is."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class ConversationRecords:
    """The records of conversations; each method may raise RecordsUnavailable. `person` is what the channel calls them."""

    database: Database
    hashing: Hashing = field(repr=False)
    now: Callable[[], datetime] = in_utc

    async def before(self, person: str, conversation: str) -> Before:
        """The last exchanges of a conversation but those that were declined or signposted, and what its person agreed to keep."""
        key = self.hashing.key(person)
        of = self.hashing.conversation(conversation)
        return await self.database.read(lambda connection: _before(connection, key, of))

    async def keep(self, person: str, turn: KeptTurn) -> None:
        """Keep a turn, once; when this returns, it is on the disk."""

        def work(connection: Connection) -> None:
            see(connection, key, self.now())
            put_new(connection, turns, {**turn_row(turn, key), "conversation": of})

        key, of = self.hashing.key(person), self.hashing.conversation(turn.conversation)
        await self.database.write(work)

    async def turn(self, person: str, turn: str) -> KeptTurn:
        """A turn of this person. Raises NotKept."""
        key = self.hashing.key(person)
        return await self.database.read(lambda connection: turn_of_person(connection, key, turn))

    async def last(self, person: str, conversation: str) -> KeptTurn | None:
        """The last turn of this person's conversation that a question was written down of, small talk aside."""
        key, of = self.hashing.key(person), self.hashing.conversation(conversation)
        of_conversation = and_(turns.c.person == key, turns.c.conversation == of, turns.c.question != "")
        asked = select(turns).where(of_conversation, turns.c.kind.not_in(_SMALL_TALK))
        last = asked.order_by(turns.c.asked_at.desc()).limit(1)
        row = await self.database.read(lambda connection: connection.execute(last).first())
        return None if row is None else turn_of(row)

    async def rate(self, person: str, turn: str, rating: Rating) -> None:
        """Keep what a person says of their own turn, in place of what they said before. Raises NotKept."""

        def work(connection: Connection) -> None:
            turn_of_person(connection, key, turn)
            said = {"useful": rating.useful, "reason": rating.reason, "comment": rating.comment, "rated_at": self.now()}
            put(connection, feedback, {"turn": turn} | said, key=["turn"])
            note(connection, self.now(), "rated", turn)

        key = self.hashing.key(person)
        await self.database.write(work)

    async def remember(self, person: str, profile: Profile) -> None:
        """Keep a profile with its person's consent, without age and residence; an empty one takes the consent back."""
        key, kept = self.hashing.key(person), profile_fields(profile)

        def work(connection: Connection) -> None:
            see(connection, key, self.now())
            if kept:
                put(connection, profiles, {"person": key, "fields": kept, "agreed_at": self.now()}, key=["person"])
            else:
                connection.execute(delete(profiles).where(profiles.c.person == key))

        await self.database.erase(work)

    async def prefer(self, person: str, language: str) -> None:
        """Keep the language that a person wants to be answered in; an empty one stands for that of the question."""
        key = self.hashing.key(person)
        chosen = {"id": key, "seen_at": self.now(), "language": language}
        await self.database.write(lambda connection: put(connection, people, chosen, key=["id"]))

    async def tick(self, person: str, tick: Tick, *, done: bool) -> None:
        """Tick a step of a journey, or take the tick away."""
        key = self.hashing.key(person)

        def work(connection: Connection) -> None:
            see(connection, key, self.now())
            step = {"person": key, "journey": tick.journey, "step": tick.step}
            if done:
                put(connection, ticks, step | {"ticked_at": self.now()}, key=list(step))
            else:
                connection.execute(delete(ticks).where(*(ticks.c[name] == value for name, value in step.items())))

        await self.database.write(work)

    async def held(self, person: str) -> Held:
        """All that is held about a person, the newest turn first."""
        key = self.hashing.key(person)
        return await self.database.read(lambda connection: _held(connection, key))

    async def forget(self, person: str) -> Deleted:
        """Delete all that is held about a person, so that no file of the database can give it back."""
        key = self.hashing.key(person)

        def work(connection: Connection) -> Deleted:
            counted = _counted(connection, key)
            erase(connection, key, self.now())
            if counted.people:
                note(connection, self.now(), "erased")
            return counted

        return await self.database.erase(work)


def turn_of_person(connection: Connection, key: str, turn: str) -> KeptTurn:
    """A turn of the person with this key. Raises NotKept."""
    row = connection.execute(select(turns).where(turns.c.id == turn, turns.c.person == key)).first()
    if row is None:
        raise NotKept("We do not have this answer any more, or it was not given to you.")
    return turn_of(row)


def _before(connection: Connection, key: str, conversation: str) -> Before:
    of_conversation = and_(turns.c.person == key, turns.c.conversation == conversation, turns.c.outcome.not_in(GUARDED))
    last = select(turns.c.question, turns.c.answer).where(of_conversation).order_by(turns.c.asked_at.desc()).limit(EXCHANGES)
    found = connection.execute(last).all() if conversation else ()
    told = [turn for row in reversed(found) for turn in (Turn("user", row.question), Turn("assistant", row.answer))]
    return Before(tuple(told), _profile(connection, key), _language(connection, key), _ticks(connection, key))


def _profile(connection: Connection, key: str) -> Profile:
    return profile_of(connection.scalar(select(profiles.c.fields).where(profiles.c.person == key)) or {})


def _ticks(connection: Connection, key: str) -> tuple[Tick, ...]:
    found = connection.execute(select(ticks).where(ticks.c.person == key).order_by(ticks.c.journey, ticks.c.step))
    return tuple(Tick(row.journey, row.step) for row in found)


def _language(connection: Connection, key: str) -> str:
    return connection.scalar(select(people.c.language).where(people.c.id == key)) or ""


def _held(connection: Connection, key: str) -> Held:
    asked = connection.execute(select(turns).where(turns.c.person == key).order_by(turns.c.asked_at.desc())).all()
    rated = connection.execute(select(feedback).join(turns).where(turns.c.person == key)).all()
    handed = connection.execute(select(handoffs).where(handoffs.c.person == key).order_by(handoffs.c.sent_at.desc())).all()
    return Held(
        turns=tuple(map(turn_of, asked)),
        ratings={row.turn: rating_of(row) for row in rated},
        handoffs=tuple(map(handoff_of, handed)),
        ticks=_ticks(connection, key),
        profile=_profile(connection, key),
        language=_language(connection, key),
    )


def _counted(connection: Connection, key: str) -> Deleted:
    def count(found: FromClause, column: ColumnElement[str]) -> int:
        return connection.scalar(select(func.count()).select_from(found).where(column == key)) or 0

    return Deleted(
        turns=count(turns, turns.c.person),
        ratings=count(feedback.join(turns), turns.c.person),
        handoffs=count(handoffs, handoffs.c.person),
        people=count(people, people.c.id),
    )
