"""A question that is handed to a person in conversation: what is offered, what is sent, and whose."""

from dataclasses import replace

import pytest

from assistant.conversing import Conversations, Message
from assistant.errors import NotKept
from assistant.types import Profile
from tests.channels.fakes import ANSWERED, FakeAssistant
from tests.channels.kept import FakeRecords, conversing

pytestmark = pytest.mark.asyncio

ME, OTHER = "web:me", "web:other"
ASKED = Message("Who pays?", ME, "c1")


async def test_a_turn_is_offered_and_handed_over_with_the_profile_only_if_agreed(conversations: Conversations) -> None:
    answer, later = await conversations.answer(ASKED), await conversations.answer(ASKED)
    await conversations.remember(ME, Profile(role="nurse"))

    offer = await conversations.offer(ME, answer.id)
    without = await conversations.hand_over(ME, answer.id, with_profile=False)
    with_it = await conversations.hand_over(ME, later.id, with_profile=True)

    assert (offer.question, offer.answer, offer.profile.role) == ("Who pays?", ANSWERED.text, "nurse")
    assert (without.profile, with_it.profile) == ({}, {"role": "nurse"})
    assert await conversations.replies(ME, "c1") == (without, with_it)
    with pytest.raises(NotKept):
        await conversations.offer(OTHER, answer.id)


async def test_a_profile_that_is_given_with_a_question_is_masked_before_it_is_sent(conversations: Conversations) -> None:
    answer = await conversations.answer(ASKED)

    sent = await conversations.hand_over(ME, answer.id, with_profile=True, given=Profile(role="nurse, jo@example.org"))

    assert sent.profile == {"role": "nurse, [e-mail address]"}


async def test_whoever_tells_the_team_is_called_when_a_question_is_handed_over(records: FakeRecords) -> None:
    called: list[bool] = []
    conversations = replace(conversing(FakeAssistant(), records), handed_over=lambda: called.append(True))
    answer = await conversations.answer(ASKED)

    await conversations.hand_over(ME, answer.id, with_profile=False)

    assert called == [True]


async def test_asking_for_a_person_offers_the_last_question_and_keeps_nothing(
    conversations: Conversations, records: FakeRecords, assistant: FakeAssistant
) -> None:
    first = await conversations.answer(ASKED)

    offer = await conversations.answer(replace(ASKED, text="can I talk to a person?"))

    assert (offer.outcome, offer.kind) == ("clarify", "handoff")
    assert [choice.value for choice in offer.choices] == [f"Send it [{first.id}]", f"Do not send [{first.id}]"]
    assert (len(records.turns[ME]), len(assistant.asked), records.handed) == (1, 1, {})


async def test_before_any_question_there_is_nothing_to_send(conversations: Conversations) -> None:
    told = await conversations.answer(replace(ASKED, text="ask a human"))

    assert told.choices == ()
    assert "Ask me your question first" in told.text


async def test_a_person_is_asked_about_the_turn_that_is_meant_and_not_the_last(
    conversations: Conversations, records: FakeRecords
) -> None:
    meant = await conversations.answer(ASKED)
    await conversations.answer(replace(ASKED, text="And how long?"))

    offer = await conversations.answer(replace(ASKED, text="", turn=meant.id))
    await conversations.answer(replace(ASKED, text="send it"))

    assert [choice.value for choice in offer.choices] == [f"Send it [{meant.id}]", f"Do not send [{meant.id}]"]
    assert [each.turn for each in records.handed[ME]] == [meant.id]


async def test_nobody_can_ask_a_person_about_a_turn_of_somebody_else(conversations: Conversations) -> None:
    theirs = await conversations.answer(replace(ASKED, person=OTHER))

    with pytest.raises(NotKept):
        await conversations.answer(replace(ASKED, turn=theirs.id))


async def test_a_choice_sends_the_turn_that_was_offered_even_when_it_is_made_late(
    conversations: Conversations, records: FakeRecords
) -> None:
    first = await conversations.answer(ASKED)
    offer = await conversations.answer(replace(ASKED, text="ask a human"))
    await conversations.answer(replace(ASKED, text="How long?"))

    told = await conversations.answer(replace(ASKED, text=offer.choices[0].value))

    [sent] = records.handed[ME]
    assert sent.turn == first.id
    assert (told.outcome, told.question) == ("answered", "Send it")


async def test_a_choice_of_somebody_else_sends_nothing(conversations: Conversations, records: FakeRecords) -> None:
    answer = await conversations.answer(ASKED)

    told = await conversations.answer(replace(ASKED, text=f"Send it [{answer.id}]", person=OTHER))

    assert "Ask me your question first" in told.text
    assert records.handed == {}


async def test_a_choice_that_is_typed_sends_what_was_offered(conversations: Conversations, records: FakeRecords) -> None:
    first = await conversations.answer(ASKED)
    await conversations.answer(replace(ASKED, text="ask a human"))

    await conversations.answer(replace(ASKED, text="yes send it please"))

    [sent] = records.handed[ME]
    assert sent.turn == first.id


async def test_nothing_is_sent_that_was_not_offered_first(conversations: Conversations, records: FakeRecords) -> None:
    await conversations.answer(ASKED)

    told = await conversations.answer(replace(ASKED, text="Send it"))

    assert (told.outcome, records.handed) == ("clarify", {})
