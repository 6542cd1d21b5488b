"""How long records are kept, and the sweep that deletes what is older."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, exists, func, or_, select

from assistant.errors import RecordsUnavailable
from assistant.kept import Deleted
from assistant.records.auditing import note
from assistant.records.conversations import in_utc
from assistant.records.database import Database
from assistant.records.schema import audit, feedback, handoffs, people, profiles, received, ticks, turns

logger = logging.getLogger(__name__)

_A_DAY, _AN_HOUR = 86_400.0, 3_600.0  # seconds


@dataclass(frozen=True, slots=True)
class Terms:
    """Days that each kind of record is kept: turns from the question on, hand-offs from their reply or closing on.

    A hand-off that nobody answers, the audit, and what a person agreed to keep go after `rated` days without them.
    """

    unrated: int = 30
    rated: int = 365
    handoffs: int = 90


@dataclass(frozen=True, slots=True)
class Retention:
    """Deletes what has been kept for its time."""

    database: Database
    terms: Terms = Terms()
    now: Callable[[], datetime] = in_utc

    async def sweep(self) -> Deleted:
        """Delete what is due, so that no file of the database can give it back. Raises RecordsUnavailable."""
        now = self.now()
        return await self.database.erase(lambda connection: _swept(connection, self.terms, now))


async def daily(sweep: Callable[[], Awaitable[Deleted]], wait: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
    """Sweep now and every day; where the records cannot be reached, the operator is told and it is tried every hour."""
    while True:
        try:
            await sweep()
            await wait(_A_DAY)
        except RecordsUnavailable as error:
            logger.error("%s", json.dumps({"event": "not_swept", "remedy": str(error)}))
            await wait(_AN_HOUR)


def _swept(connection: Connection, terms: Terms, now: datetime) -> Deleted:
    def before(days: int) -> datetime:
        return now - timedelta(days=days)

    is_rated = exists(select(feedback.c.turn).where(feedback.c.turn == turns.c.id))
    put_away = func.coalesce(handoffs.c.closed_at, handoffs.c.replied_at)
    long_ago = before(max(terms.rated, terms.handoffs))
    old_turns = or_(
        and_(turns.c.asked_at < before(terms.unrated), ~is_rated), and_(turns.c.asked_at < before(terms.rated), is_rated)
    )
    old_handoffs = or_(put_away < before(terms.handoffs), and_(put_away.is_(None), handoffs.c.sent_at < long_ago))
    deleted = Deleted(
        turns=_delete(connection, turns, old_turns),
        handoffs=_delete(connection, handoffs, old_handoffs),
        people=_delete(connection, people, _gone(before(terms.rated), before(1))),
    )
    _delete(connection, received, received.c.received_at < before(1))
    _delete(connection, audit, audit.c.at < before(terms.rated))
    if deleted != Deleted():
        note(connection, now, "swept")
    return deleted


def _gone(long_ago: datetime, yesterday: datetime) -> ColumnElement[bool]:
    """Those of whom nothing is kept, and those who were not here for long and only have a profile, ticks or a language."""
    spoke = or_(*(exists(select(table.c.id).where(table.c.person == people.c.id)) for table in (turns, handoffs)))
    chose = or_(
        people.c.language != "",
        exists(select(profiles.c.person).where(profiles.c.person == people.c.id)),
        exists(select(ticks.c.person).where(ticks.c.person == people.c.id)),
    )
    return and_(~spoke, or_(people.c.seen_at < long_ago, and_(people.c.seen_at < yesterday, ~chose)))


def _delete(connection: Connection, table: Table, condition: ColumnElement[bool]) -> int:
    return connection.execute(delete(table).where(condition)).rowcount
