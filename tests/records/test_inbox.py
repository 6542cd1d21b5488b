import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from assistant.records.database import Database
from assistant.records.inbox import Inbox
from assistant.records.people import Hashing
from assistant.records.retention import Retention
from assistant.records.schema import HELD
from assistant.records.schema import received as table
from tests.records.conftest import Clock
from tests.records.test_erasure import found_in
from tests.records.turns import HASHING, received

pytestmark = pytest.mark.asyncio

SLACK = ("slack",)
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
    await inbox.hold([received()])
    clock.pass_by(seconds=SECONDS - 1)

    assert await inbox.claim(10, SLACK) == ()


async def test_what_nobody_answers_any_more_is_taken_over_as_it_was_with_the_tries_counted(inbox: Inbox, clock: Clock) -> None:
    await inbox.take(received())
    clock.pass_by(seconds=SECONDS + 1)

    first = await inbox.claim(10, SLACK)
    at_once = await inbox.claim(10, SLACK)
    clock.pass_by(seconds=SECONDS + 1)
    second = await inbox.claim(10, SLACK)

    assert (first, at_once) == ((replace(received(), tries=1),), ())
    assert [each.tries for each in second] == [2]


async def test_what_waits_longest_is_taken_over_first_and_no_more_than_wanted(inbox: Inbox, clock: Clock) -> None:
    for id_ in ("a", "b", "c"):
        await inbox.take(received(id_, received_at=clock.now))
        clock.pass_by(seconds=1)
    clock.pass_by(seconds=SECONDS)

    assert [each.id for each in await inbox.claim(2, SLACK)] == ["a", "b"]


async def test_two_replicas_never_take_over_the_same(inbox: Inbox, clock: Clock) -> None:
    for id_ in ("a", "b", "c", "d"):
        await inbox.take(received(id_))
    clock.pass_by(seconds=SECONDS + 1)

    claimed = await asyncio.gather(*(inbox.claim(2, SLACK) for _ in range(4)))

    assert sorted(each.id for some in claimed for each in some) == ["a", "b", "c", "d"]


async def test_another_platform_is_left_to_those_who_have_it(inbox: Inbox, clock: Clock) -> None:
    await inbox.take(received())
    clock.pass_by(seconds=SECONDS + 1)

    elsewhere = await inbox.claim(10, ("teams",))

    assert elsewhere == ()
    assert [each.tries for each in await inbox.claim(10, SLACK)] == [1]


async def test_who_has_lost_a_message_to_another_is_told_when_they_hold_it(inbox: Inbox, clock: Clock) -> None:
    await inbox.take(received())
    clock.pass_by(seconds=SECONDS + 1)
    [taken_over] = await inbox.claim(10, SLACK)

    assert await inbox.hold([received()]) == {"slack:Ev1"}
    assert await inbox.hold([taken_over]) == frozenset()


async def test_what_is_put_off_is_taken_over_then_and_not_before(inbox: Inbox, clock: Clock) -> None:
    await inbox.take(received())
    await inbox.put_off(received(), timedelta(minutes=5))
    clock.pass_by(minutes=4)
    before = await inbox.claim(10, SLACK)
    clock.pass_by(minutes=2)

    assert (before, len(await inbox.claim(10, SLACK))) == ((), 1)


async def test_a_message_that_this_version_cannot_read_holds_up_nobody(
    inbox: Inbox, database: Database, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    await inbox.take(received("strange"))
    await inbox.take(received())
    strange = update(table).where(table.c.id == HASHING.key("message strange")).values(message={"of": "another version"})
    await database.write(lambda connection: connection.execute(strange))
    clock.pass_by(seconds=SECONDS + 1)

    assert [each.id for each in await inbox.claim(10, SLACK)] == ["slack:Ev1"]
    assert "run one version" in caplog.text


async def test_what_is_answered_stands_in_no_file_once_it_is_wiped(inbox: Inbox, tmp_path: Path) -> None:
    await inbox.take(received(text="zebra question"))
    await inbox.done("slack:Ev1")

    assert await inbox.wipe()
    assert found_in(tmp_path, "zebra question") == set()


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
