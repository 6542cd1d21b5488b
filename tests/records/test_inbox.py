import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select

from assistant.records.database import Database
from assistant.records.inbox import HELD, Inbox
from assistant.records.people import Hashing
from assistant.records.retention import Retention
from assistant.records.schema import received as table
from tests.records.conftest import Clock
from tests.records.turns import HASHING, received

pytestmark = pytest.mark.asyncio

SECONDS = HELD.total_seconds()


@pytest.fixture
def inbox(database: Database, clock: Clock) -> Inbox:
    return Inbox(database, HASHING, clock)


async def test_a_message_is_taken_once_however_often_it_is_sent(inbox: Inbox) -> None:
    taken = await asyncio.gather(*(inbox.take(received()) for _ in range(4)))

    assert sorted(taken) == [False, False, False, True]


async def test_it_is_known_again_after_it_was_answered(inbox: Inbox) -> None:
    await inbox.take(received())
    await inbox.done("slack:Ev1")

    assert not await inbox.take(received())


async def test_nobody_takes_over_what_is_being_answered(inbox: Inbox, clock: Clock) -> None:
    await inbox.take(received())
    clock.pass_by(seconds=SECONDS - 1)
    await inbox.hold(["slack:Ev1"])
    clock.pass_by(seconds=SECONDS - 1)

    assert await inbox.claim(10) == ()


async def test_what_nobody_answers_any_more_is_taken_over_as_it_was_with_the_tries_counted(inbox: Inbox, clock: Clock) -> None:
    await inbox.take(received())
    clock.pass_by(seconds=SECONDS + 1)

    first = await inbox.claim(10)
    at_once = await inbox.claim(10)
    clock.pass_by(seconds=SECONDS + 1)
    second = await inbox.claim(10)

    assert (first, at_once) == ((replace(received(), tries=1),), ())
    assert [each.tries for each in second] == [2]


async def test_what_waits_longest_is_taken_over_first_and_no_more_than_wanted(inbox: Inbox, clock: Clock) -> None:
    for id_ in ("a", "b", "c"):
        await inbox.take(received(id_, received_at=clock.now))
        clock.pass_by(seconds=1)
    clock.pass_by(seconds=SECONDS)

    assert [each.id for each in await inbox.claim(2)] == ["a", "b"]


async def test_two_replicas_never_take_over_the_same(inbox: Inbox, clock: Clock) -> None:
    for id_ in ("a", "b", "c", "d"):
        await inbox.take(received(id_))
    clock.pass_by(seconds=SECONDS + 1)

    claimed = await asyncio.gather(*(inbox.claim(2) for _ in range(4)))

    assert sorted(each.id for some in claimed for each in some) == ["a", "b", "c", "d"]


async def test_what_is_answered_leaves_nothing_that_leads_to_anybody(inbox: Inbox, database: Database) -> None:
    await inbox.take(received())
    await inbox.done("slack:Ev1")

    [row] = await database.read(lambda connection: connection.execute(select(table)).all())

    assert (row.message, row.person) == (None, "")
    assert "Ev1" not in row.id


async def test_whoever_has_another_secret_cannot_tell_what_was_taken(inbox: Inbox, database: Database) -> None:
    await inbox.take(received())

    assert await Inbox(database, Hashing(b"salt")).take(received())


async def test_a_message_and_its_id_go_after_a_day(inbox: Inbox, database: Database, clock: Clock) -> None:
    await inbox.take(received("answered"))
    await inbox.done("answered")
    await inbox.take(received("left"))
    clock.pass_by(hours=25)

    await Retention(database, now=clock).sweep()

    assert await database.read(lambda connection: connection.execute(select(table)).all()) == []
