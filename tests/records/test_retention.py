import asyncio

import pytest
from sqlalchemy import func, select

from assistant.errors import RecordsUnavailable
from assistant.kept import UNKNOWN, Deleted, Rating
from assistant.records.conversations import ConversationRecords
from assistant.records.database import Database
from assistant.records.handoffs import HandoffRecords, Queue
from assistant.records.retention import Retention, Terms, daily
from assistant.records.schema import audit, people
from assistant.types import Profile
from tests.records.conftest import Clock
from tests.records.turns import turn

pytestmark = pytest.mark.asyncio

ME = "web:me"


@pytest.fixture
def retention(database: Database, clock: Clock) -> Retention:
    return Retention(database, Terms(), clock)


async def people_left(database: Database) -> int:
    return await database.read(lambda connection: connection.scalar(select(func.count()).select_from(people)) or 0)


async def test_an_unrated_turn_goes_after_thirty_days(records: ConversationRecords, retention: Retention, clock: Clock) -> None:
    await records.keep(ME, turn())
    clock.pass_by(days=30)
    assert await retention.sweep() == Deleted()
    clock.pass_by(seconds=1)

    assert await retention.sweep() == Deleted(turns=1, people=1)


async def test_a_rated_turn_goes_after_a_year(records: ConversationRecords, retention: Retention, clock: Clock) -> None:
    await records.keep(ME, turn("rated"))
    await records.keep(ME, turn("unrated"))
    await records.rate(ME, "rated", Rating(useful=True))
    clock.pass_by(days=365)
    assert (await retention.sweep()).turns == 1
    assert [each.id for each in (await records.held(ME)).turns] == ["rated"]
    clock.pass_by(seconds=1)

    assert (await retention.sweep()).turns == 1
    assert not await records.held(ME)


async def test_a_handoff_goes_ninety_days_after_it_was_answered_or_closed(
    records: ConversationRecords, handoffs: HandoffRecords, queue: Queue, retention: Retention, clock: Clock
) -> None:
    for name in ("answered", "closed", "waiting"):
        await records.keep(ME, turn(name))
        sent = await handoffs.hand_over(ME, name, UNKNOWN)
        if name == "answered":
            await queue.reply(sent.id, "Yes.")
        if name == "closed":
            await queue.close(sent.id)
    clock.pass_by(days=90)
    assert (await retention.sweep()).handoffs == 0
    clock.pass_by(seconds=1)

    assert (await retention.sweep()).handoffs == 2
    assert [each.turn for each in await handoffs.replies(ME)] == ["waiting"]


async def test_a_handoff_that_nobody_answers_goes_after_a_year(
    records: ConversationRecords, handoffs: HandoffRecords, retention: Retention, clock: Clock
) -> None:
    await records.keep(ME, turn())
    await handoffs.hand_over(ME, "t1", UNKNOWN)
    clock.pass_by(days=366)

    assert (await retention.sweep()).handoffs == 1


async def test_the_terms_can_be_chosen(records: ConversationRecords, database: Database, clock: Clock) -> None:
    await records.keep(ME, turn())
    clock.pass_by(days=8)

    assert (await Retention(database, Terms(unrated=7), clock).sweep()).turns == 1


async def test_a_profile_goes_when_its_person_has_not_been_here_for_a_year(
    records: ConversationRecords, database: Database, retention: Retention, clock: Clock
) -> None:
    await records.remember(ME, Profile(role="nurse"))
    clock.pass_by(days=364)
    await retention.sweep()
    assert await people_left(database) == 1
    clock.pass_by(days=2)

    await retention.sweep()

    assert await people_left(database) == 0


async def test_the_audit_goes_after_a_year(
    records: ConversationRecords, database: Database, retention: Retention, clock: Clock
) -> None:
    await records.keep(ME, turn())
    await records.rate(ME, "t1", Rating(useful=True))
    clock.pass_by(days=366)

    await retention.sweep()

    actions = await database.read(lambda connection: connection.scalars(select(audit.c.action)).all())
    assert actions == ["swept"]


async def test_it_sweeps_at_once_and_every_day_and_tries_again_in_an_hour(caplog: pytest.LogCaptureFixture) -> None:
    waits: list[float] = []

    async def sweep() -> Deleted:
        if len(waits) == 1:
            raise RecordsUnavailable("Make it writable.")
        return Deleted()

    async def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await daily(sweep, wait)

    assert waits == [86_400, 3_600, 86_400]
    assert [record.message for record in caplog.records] == ['{"event": "not_swept", "remedy": "Make it writable."}']
