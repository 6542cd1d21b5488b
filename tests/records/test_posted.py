import pytest
from sqlalchemy import select

from assistant.records.conversations import ConversationRecords
from assistant.records.database import Database
from assistant.records.people import Hashing
from assistant.records.posted import PostedRecords
from assistant.records.retention import Retention
from assistant.records.schema import posted as table
from tests.records.conftest import Clock
from tests.records.turns import HASHING, turn

pytestmark = pytest.mark.asyncio

ME, OTHER = "teams:t:me", "teams:t:other"
CHAT, ROOM = "a:chat-1", "19:room@thread.tacv2"


@pytest.fixture
def posted(database: Database) -> PostedRecords:
    return PostedRecords(database, HASHING)


async def rows(database: Database) -> list[str]:
    return await database.read(lambda connection: list(connection.scalars(select(table.c.id))))


async def test_another_process_knows_which_turn_a_message_holds(
    records: ConversationRecords, posted: PostedRecords, database: Database
) -> None:
    for number in ("1", "2"):
        await records.keep(ME, turn(f"t{number}"))
        await posted.add(ME, CHAT, f"message-{number}", f"t{number}")

    another = PostedRecords(database, HASHING)

    assert [await another.turn(ME, CHAT, f"message-{number}") for number in "12"] == ["t1", "t2"]


async def test_without_a_message_it_is_the_last_in_that_conversation(records: ConversationRecords, posted: PostedRecords) -> None:
    for id_, where in (("t1", CHAT), ("t2", CHAT), ("t3", ROOM)):
        await records.keep(ME, turn(id_))
        await posted.add(ME, where, f"message-{id_}", id_)

    assert await posted.turn(ME, CHAT, "") == "t2"


async def test_what_is_not_kept_is_not_known_and_nothing_before_it_is_taken_for_it(
    records: ConversationRecords, posted: PostedRecords
) -> None:
    await records.keep(ME, turn("t1"))
    await posted.add(ME, CHAT, "message-1", "t1")

    await posted.add(ME, CHAT, "message-2", "unkept")

    assert [await posted.turn(ME, CHAT, each) for each in ("message-1", "message-2", "")] == ["t1", "", ""]


async def test_a_message_is_that_of_its_person_and_its_conversation_alone(
    records: ConversationRecords, posted: PostedRecords
) -> None:
    await records.keep(ME, turn("t1"))
    await posted.add(ME, CHAT, "message-1", "t1")
    await posted.add(OTHER, CHAT, "message-1", "t1")

    assert (await posted.turn(OTHER, CHAT, "message-1"), await posted.turn(ME, ROOM, "message-1")) == ("", "")


async def test_a_message_that_is_posted_again_holds_what_it_holds_now(
    records: ConversationRecords, posted: PostedRecords
) -> None:
    for id_ in ("t1", "t2"):
        await records.keep(ME, turn(id_))
        await posted.add(ME, CHAT, "message-1", id_)

    assert await posted.turn(ME, CHAT, "message-1") == "t2"


async def test_it_goes_with_what_is_forgotten(records: ConversationRecords, posted: PostedRecords, database: Database) -> None:
    await records.keep(ME, turn("t1"))
    await posted.add(ME, CHAT, "message-1", "t1")

    await records.forget(ME)

    assert await rows(database) == []


async def test_it_goes_with_a_turn_that_has_expired(
    records: ConversationRecords, posted: PostedRecords, database: Database, clock: Clock
) -> None:
    await records.keep(ME, turn("t1"))
    await posted.add(ME, CHAT, "message-1", "t1")
    clock.pass_by(days=31)

    await Retention(database, now=clock).sweep()

    assert await rows(database) == []


async def test_whoever_has_another_secret_cannot_tell_what_was_posted(
    records: ConversationRecords, posted: PostedRecords, database: Database
) -> None:
    await records.keep(ME, turn("t1"))
    await posted.add(ME, CHAT, "message-1", "t1")

    assert await PostedRecords(database, Hashing(b"salt")).turn(ME, CHAT, "message-1") == ""
    assert not any("message-1" in id_ for id_ in await rows(database))
