import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from assistant.errors import NotKept
from assistant.kept import UNKNOWN, Before, Deleted, Held, Rating, Tick
from assistant.records.conversations import ConversationRecords
from assistant.records.schema import audit, people
from assistant.types import Profile, Turn
from tests.records.turns import NOON, as_kept, turn

pytestmark = pytest.mark.asyncio

ME, OTHER = "web:me", "web:other"


async def test_a_turn_comes_back_as_it_was_kept(records: ConversationRecords) -> None:
    await records.keep(ME, turn())

    assert await records.turn(ME, "t1") == as_kept(turn())


async def test_a_turn_of_somebody_else_is_not_found(records: ConversationRecords) -> None:
    await records.keep(ME, turn())

    with pytest.raises(NotKept):
        await records.turn(OTHER, "t1")


async def test_the_rows_do_not_hold_what_the_channel_calls_a_person(records: ConversationRecords) -> None:
    await records.keep(ME, turn())

    keys = await records.database.read(lambda connection: connection.scalars(select(people.c.id)).all())

    assert [len(key) for key in keys] == [64]
    assert ME not in keys


async def test_the_history_is_that_of_the_conversation_oldest_first(records: ConversationRecords) -> None:
    await records.keep(ME, turn("t2", question="How long?", answer="Four years.", asked_at=NOON + timedelta(minutes=1)))
    await records.keep(ME, turn("t1"))
    await records.keep(ME, turn("t3", conversation="c2", question="Elsewhere?"))
    await records.keep(OTHER, turn("t4", question="Somebody else?"))

    before = await records.before(ME, "c1")

    assert before.history == (
        Turn("user", "Who pays?"),
        Turn("assistant", "The levy pays. [1]"),
        Turn("user", "How long?"),
        Turn("assistant", "Four years."),
    )


async def test_declined_and_signposted_turns_are_no_part_of_the_history(records: ConversationRecords) -> None:
    await records.keep(ME, turn("t1", outcome="declined"))
    await records.keep(ME, turn("t2", outcome="signposted"))
    await records.keep(ME, turn("t3", outcome="no_evidence"))

    assert len((await records.before(ME, "c1")).history) == 2


async def test_only_the_last_ten_exchanges_are_history(records: ConversationRecords) -> None:
    for minute in range(12):
        await records.keep(ME, turn(f"t{minute}", question=str(minute), asked_at=NOON + timedelta(minutes=minute)))

    history = (await records.before(ME, "c1")).history

    assert [each.content for each in history[::2]] == [str(minute) for minute in range(2, 12)]


async def test_without_a_conversation_there_is_no_history(records: ConversationRecords) -> None:
    await records.keep(ME, turn(conversation=""))

    assert await records.before(ME, "") == Before()


async def test_a_later_rating_replaces_an_earlier_one(records: ConversationRecords) -> None:
    await records.keep(ME, turn())
    await records.rate(ME, "t1", Rating(useful=True))
    await records.rate(ME, "t1", Rating(useful=False, reason="out_of_date", comment="It has ended."))

    held = await records.held(ME)

    assert held.ratings == {"t1": Rating(useful=False, reason="out_of_date", comment="It has ended.")}


async def test_nobody_rates_the_turn_of_another(records: ConversationRecords) -> None:
    await records.keep(ME, turn())

    with pytest.raises(NotKept):
        await records.rate(OTHER, "t1", Rating(useful=False))

    assert (await records.held(ME)).ratings == {}


async def test_a_profile_is_kept_without_age_and_residence(records: ConversationRecords) -> None:
    await records.remember(ME, Profile(role="nurse", band="5", age="17", residence="visa"))

    assert (await records.before(ME, "")).profile == Profile(role="nurse", band="5")


async def test_an_empty_profile_takes_the_consent_back(records: ConversationRecords) -> None:
    await records.remember(ME, Profile(role="nurse"))
    await records.remember(ME, UNKNOWN)

    assert await records.before(ME, "") == Before()


async def test_the_language_that_is_wanted_stays(records: ConversationRecords) -> None:
    await records.prefer(ME, "tl")
    await records.keep(ME, turn())

    assert (await records.before(ME, "c1")).language == "tl"


async def test_steps_are_ticked_once_and_can_be_cleared(records: ConversationRecords) -> None:
    for step in ("visa", "visa", "osce"):
        await records.tick(ME, Tick("arrival", step), done=True)
    await records.tick(ME, Tick("arrival", "osce"), done=False)

    assert (await records.held(ME)).ticks == (Tick("arrival", "visa"),)
    assert (await records.before(ME, "")).ticks == (Tick("arrival", "visa"),)


async def test_forgetting_deletes_what_is_theirs_and_nothing_else(records: ConversationRecords) -> None:
    await records.keep(ME, turn("t1"))
    await records.rate(ME, "t1", Rating(useful=True))
    await records.remember(ME, Profile(role="nurse"))
    await records.tick(ME, Tick("arrival", "visa"), done=True)
    await records.keep(OTHER, turn("t2"))

    deleted = await records.forget(ME)

    assert deleted == Deleted(turns=1, ratings=1, handoffs=0, people=1)
    assert await records.held(ME) == Held()
    assert len((await records.held(OTHER)).turns) == 1


async def test_forgetting_who_is_not_known_deletes_nothing(records: ConversationRecords) -> None:
    assert await records.forget(ME) == Deleted()


async def test_the_audit_tells_what_was_done_when_and_never_to_whom(records: ConversationRecords) -> None:
    await records.keep(ME, turn())
    await records.rate(ME, "t1", Rating(useful=True, comment="Thanks"))
    await records.forget(ME)

    told = await records.database.read(lambda connection: connection.execute(select(audit)).all())

    assert [(row.at, row.action, row.subject) for row in told] == [(NOON, "rated", "t1"), (NOON, "erased", "")]


async def test_many_who_come_at_once_are_all_kept(records: ConversationRecords) -> None:
    await asyncio.gather(*(records.keep(f"web:{number}", turn(f"t{number}")) for number in range(100)))

    kept = await records.database.read(lambda connection: connection.scalar(select(func.count()).select_from(people)))

    assert kept == 100
