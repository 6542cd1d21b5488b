from dataclasses import replace

import pytest

from assistant.errors import NotKept
from assistant.kept import UNKNOWN
from assistant.records.conversations import ConversationRecords
from assistant.records.handoffs import HandoffRecords, Queue
from assistant.types import Profile
from tests.records.conftest import Clock
from tests.records.turns import LEVY, NOON, turn

pytestmark = pytest.mark.asyncio

ME, OTHER = "web:me", "web:other"


async def test_a_turn_that_is_handed_over_waits_in_the_queue(
    records: ConversationRecords, handoffs: HandoffRecords, queue: Queue
) -> None:
    await records.keep(ME, turn())

    sent = await handoffs.hand_over(ME, "t1", Profile(role="nurse", age="17"))

    assert await queue.waiting() == (sent,)
    assert (sent.question, sent.answer, sent.citations) == ("Who pays?", "The levy pays. [1]", (LEVY,))
    assert (sent.profile, sent.state, sent.sent_at) == ({"role": "nurse"}, "waiting", NOON)


async def test_a_turn_is_handed_over_once(records: ConversationRecords, handoffs: HandoffRecords, queue: Queue) -> None:
    await records.keep(ME, turn())

    first = await handoffs.hand_over(ME, "t1", UNKNOWN)
    again = await handoffs.hand_over(ME, "t1", Profile(role="nurse"))

    assert again == first
    assert len(await queue.waiting()) == 1


async def test_nobody_hands_over_the_turn_of_another(records: ConversationRecords, handoffs: HandoffRecords) -> None:
    await records.keep(ME, turn())

    with pytest.raises(NotKept):
        await handoffs.hand_over(OTHER, "t1", UNKNOWN)


async def test_a_reply_comes_back_to_the_one_who_asked(
    records: ConversationRecords, handoffs: HandoffRecords, queue: Queue, clock: Clock
) -> None:
    await records.keep(ME, turn())
    sent = await handoffs.hand_over(ME, "t1", UNKNOWN)
    clock.pass_by(hours=3)

    await queue.reply(sent.id, "Yes, ask Learning and Development.")

    [told] = await handoffs.replies(ME, "c1")
    assert (told.state, told.reply) == ("answered", "Yes, ask Learning and Development.")
    assert told.replied_at == clock.now
    assert await handoffs.replies(OTHER) == ()
    assert await handoffs.replies(ME, "c2") == ()
    assert await queue.waiting() == ()


async def test_what_is_closed_keeps_its_reply(records: ConversationRecords, handoffs: HandoffRecords, queue: Queue) -> None:
    await records.keep(ME, turn())
    sent = await handoffs.hand_over(ME, "t1", UNKNOWN)
    await queue.reply(sent.id, "Yes.")

    await queue.close(sent.id)

    [told] = await handoffs.replies(ME)
    assert (told.state, told.reply) == ("closed", "Yes.")


async def test_the_team_is_told_once_of_each(records: ConversationRecords, handoffs: HandoffRecords, queue: Queue) -> None:
    await records.keep(ME, turn())
    sent = await handoffs.hand_over(ME, "t1", UNKNOWN)
    assert await queue.unnotified() == (sent,)

    await queue.notified(sent.id)

    assert await queue.unnotified() == ()
    assert await queue.waiting() == (sent,)


async def test_what_was_erased_cannot_be_answered(records: ConversationRecords, handoffs: HandoffRecords, queue: Queue) -> None:
    await records.keep(ME, turn())
    sent = await handoffs.hand_over(ME, "t1", UNKNOWN)

    await records.forget(ME)

    assert await queue.waiting() == ()
    with pytest.raises(NotKept, match="its asker has had it erased"):
        await queue.reply(sent.id, "Yes.")


async def test_the_last_question_of_a_conversation_can_be_offered_small_talk_aside(
    records: ConversationRecords, clock: Clock
) -> None:
    for number, kind in enumerate(("information", "funding", "thanks")):
        await records.keep(ME, replace(turn(), id=f"t{number}", kind=kind, asked_at=clock.now))
        clock.pass_by(minutes=1)
    await records.keep(ME, replace(turn(), id="t3", question="", asked_at=clock.now))

    last = await records.last(ME, "c1")

    assert last
    assert last.id == "t1"
    assert await records.last(OTHER, "c1") is None
    assert await records.last(ME, "c2") is None


async def test_a_reply_that_was_read_is_put_away_by_its_asker_alone(
    records: ConversationRecords, handoffs: HandoffRecords, queue: Queue
) -> None:
    await records.keep(ME, turn())
    sent = await handoffs.hand_over(ME, "t1", UNKNOWN)
    await queue.reply(sent.id, "Yes.")

    with pytest.raises(NotKept):
        await handoffs.put_away(OTHER, sent.id)
    await handoffs.put_away(ME, sent.id)

    [told] = await handoffs.replies(ME)
    assert told.state == "closed"


PLACE = {"channel": "D1"}


async def test_a_reply_is_due_where_its_question_came_from_until_it_is_delivered(
    records: ConversationRecords, handoffs: HandoffRecords, queue: Queue
) -> None:
    await records.keep(ME, turn())
    sent = await handoffs.hand_over(ME, "t1", UNKNOWN, PLACE)
    before = await queue.undelivered()
    replied = await queue.reply(sent.id, "Yes.")

    assert before == ()
    assert (replied.delivery, replied.place) == ("due", PLACE)
    assert await queue.undelivered() == (replied,)
    assert await queue.undelivered() == ()  # it is left to who took it

    await queue.delivered(replied)

    delivered = await queue.one(sent.id)
    assert (delivered.delivery, delivered.place) == ("done", {})


async def test_a_later_reply_is_due_though_an_earlier_one_was_being_delivered(
    records: ConversationRecords, handoffs: HandoffRecords, queue: Queue
) -> None:
    await records.keep(ME, turn())
    sent = await handoffs.hand_over(ME, "t1", UNKNOWN, PLACE)
    first = await queue.reply(sent.id, "Yes.")
    await queue.reply(sent.id, "No, sorry: it ended.")

    await queue.delivered(first)

    assert [each.reply for each in await queue.undelivered()] == ["No, sorry: it ended."]


async def test_a_reply_whose_deliverer_died_is_due_again(
    records: ConversationRecords, handoffs: HandoffRecords, queue: Queue, clock: Clock
) -> None:
    await records.keep(ME, turn())
    sent = await handoffs.hand_over(ME, "t1", UNKNOWN, PLACE)
    await queue.reply(sent.id, "Yes.")
    await queue.undelivered()
    clock.pass_by(minutes=2)

    assert [each.reply for each in await queue.undelivered()] == ["Yes."]


async def test_what_can_never_be_delivered_is_said_so_to_those_who_replied(
    records: ConversationRecords, handoffs: HandoffRecords, queue: Queue
) -> None:
    await records.keep(ME, turn())
    sent = await handoffs.hand_over(ME, "t1", UNKNOWN, PLACE)
    replied = await queue.reply(sent.id, "Yes.")

    await queue.delivered(replied, reached=False)

    assert await queue.undelivered() == ()
    assert (await queue.one(sent.id)).delivery == "failed"


async def test_people_who_come_to_read_it_are_not_looked_for(
    records: ConversationRecords, handoffs: HandoffRecords, queue: Queue
) -> None:
    await records.keep(ME, turn())
    sent = await handoffs.hand_over(ME, "t1", UNKNOWN)

    await queue.reply(sent.id, "Yes.")

    assert await queue.undelivered() == ()


async def test_where_a_question_came_from_is_forgotten_when_it_is_closed(
    records: ConversationRecords, handoffs: HandoffRecords, queue: Queue
) -> None:
    await records.keep(ME, turn())
    sent = await handoffs.hand_over(ME, "t1", UNKNOWN, PLACE)

    await queue.close(sent.id)

    assert (await queue.one(sent.id)).place == {}


async def test_a_reply_calls_for_its_delivery(records: ConversationRecords, handoffs: HandoffRecords, queue: Queue) -> None:
    called: list[str] = []
    await records.keep(ME, turn())
    sent = await handoffs.hand_over(ME, "t1", UNKNOWN, PLACE)

    await replace(queue, replied=lambda: called.append("delivery")).reply(sent.id, "Yes.")

    assert called == ["delivery"]
