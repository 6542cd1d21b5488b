"""What a crash has cut short is gone on with, and no message that is done is ever overwritten."""

import asyncio
from dataclasses import replace

import pytest

from assistant.channels.labels import labels
from assistant.errors import IndexNotReady
from assistant.kept import UNKNOWN, Received
from assistant.types import Answer, Sentence
from tests.channels.fakes import ANSWERED, LEVY, FakeAssistant
from tests.channels.kept import FakeRecords
from tests.channels.slack.speaking import FakeClient, Speaking
from tests.fake_slack import FakeSlack
from tests.fake_slack.sends import direct, event, mention, tap
from tests.fake_slack.shown import Shown

pytestmark = pytest.mark.asyncio

PERSON, THREAD = "slack:T1:U1", "1.000100"
LONG = replace(ANSWERED, follow_ups=tuple(f"{number}: {'What grades do I need? ' * 10}" for number in range(60)))


async def cut_short(person: Speaking, text: str = "Who pays?", name: str = "Ev1", ts: str = THREAD) -> Received:
    """A question that was taken in; the process died before it was answered."""
    answering, person.taken.channel = person.taken.channel, None
    await person.send(event(direct(text, ts, thread_ts=THREAD), name))
    person.taken.channel = answering
    return replace(person.taken.received[-1], tries=1)


async def half_made(slack: FakeSlack) -> Shown:
    await FakeClient(slack).chat_startStream(channel="D1", thread_ts=THREAD, markdown_text="The le")
    return thread(slack)[-1]


def thread(slack: FakeSlack) -> list[Shown]:
    return slack.thread("D1", THREAD)


async def test_a_persons_reply_stays_as_it_is(person: Speaking, slack: FakeSlack, records: FakeRecords) -> None:
    await person.send(event(direct("Who pays?", "0.5", thread_ts=THREAD), "Ev0"))
    handoff = await records.hand_over(PERSON, records.turns[PERSON][0].id, UNKNOWN)
    received = await cut_short(person, "And when?")
    await person.channel.deliver(replace(handoff, reply="Ask your manager."), received.place)

    await person.channel.answer(received)

    _, reply, answer = thread(slack)
    assert "Ask your manager." in reply.words
    assert LEVY in answer.words


@pytest.mark.parametrize("note", ["edited", "files_only", "nothing"])
async def test_a_note_stays_as_it_is(person: Speaking, slack: FakeSlack, note: str) -> None:
    received = await cut_short(person)
    await person.channel.answer(replace(received, id="slack:Ev2", tries=0, place={**received.place, "note": note}))

    await person.channel.answer(received)

    assert [LEVY in message.words for message in thread(slack)] == [False, True]
    assert thread(slack)[0].words == labels()[note]


async def test_a_note_is_not_said_again(person: Speaking, slack: FakeSlack) -> None:
    received = await cut_short(person)
    noted = replace(received, place={**received.place, "note": "edited"})

    await person.channel.answer(replace(noted, tries=0))
    await person.channel.answer(noted)

    assert len(thread(slack)) == 1


async def test_every_part_of_a_long_answer_stays_as_it_is(person: Speaking, slack: FakeSlack, assistant: FakeAssistant) -> None:
    received = await cut_short(person)
    assistant.reply = LONG
    await person.send(event(direct("And what next?", "1.2", thread_ts=THREAD), "Ev2"))
    before = [message.words for message in thread(slack)]
    assert len(before) > 1
    assistant.reply = ANSWERED

    await person.channel.answer(received)

    assert [message.words for message in thread(slack)][:-1] == before
    assert LEVY in thread(slack)[-1].words


async def test_the_parts_of_an_answer_that_are_there_are_not_posted_again(
    person: Speaking, slack: FakeSlack, assistant: FakeAssistant
) -> None:
    assistant.reply = LONG
    received = await cut_short(person)
    await person.channel.answer(replace(received, tries=0))
    whole = [message.words for message in thread(slack)]
    del slack.shown["D1", thread(slack)[-1].ts]

    await person.channel.answer(received)

    assert [message.words for message in thread(slack)] == whole


async def test_of_an_answer_that_became_shorter_no_part_is_left_over(
    person: Speaking, slack: FakeSlack, assistant: FakeAssistant
) -> None:
    assistant.reply = replace(LONG, follow_ups=LONG.follow_ups * 2)
    received = await cut_short(person)
    await person.channel.answer(replace(received, tries=0))
    _, *left = thread(slack)[:-1]
    del slack.shown["D1", thread(slack)[-1].ts]
    assistant.reply = ANSWERED

    await person.channel.answer(received)

    assert left
    assert [call.body["ts"] for call in slack.named("chat.delete")] == [message.ts for message in left]


async def test_an_error_does_not_overwrite_a_part_that_is_done(
    person: Speaking, slack: FakeSlack, assistant: FakeAssistant
) -> None:
    assistant.reply = LONG
    received = await cut_short(person)
    await person.channel.answer(replace(received, tries=0))
    first = thread(slack)[0].words
    del slack.shown["D1", thread(slack)[-1].ts]
    assistant.error = IndexNotReady("There is no index yet.")

    await person.channel.answer(received)

    assert thread(slack)[0].words == first
    assert thread(slack)[-1].words == "There is no index yet."


async def test_a_message_that_was_being_changed_is_gone_on_with_by_its_own_question_alone(
    person: Speaking, slack: FakeSlack, assistant: FakeAssistant
) -> None:
    assistant.sentences = (Sentence("The levy pays."),)
    slack.fail("chat.startStream", "missing_scope")
    slack.fail("chat.update", "ratelimited")
    first = await cut_short(person)
    second = await cut_short(person, "And when?", "Ev2", "1.2")
    await asyncio.gather(person.channel.answer(replace(first, tries=0)), return_exceptions=True)
    (begun,) = thread(slack)

    await person.channel.answer(second)
    assert thread(slack)[0].words == begun.words == "The levy pays. "
    await person.channel.answer(first)

    assert [LEVY in message.words for message in thread(slack)] == [True, True]


async def test_an_answer_that_another_question_streams_is_not_gone_on_with(
    person: Speaking, slack: FakeSlack, assistant: FakeAssistant
) -> None:
    received = await cut_short(person)
    other = replace(await cut_short(person, "And when?", "Ev2", "1.2"), tries=0)
    assistant.sentences, assistant.pause = (Sentence("It begins in May."),), 0.2
    streaming = asyncio.create_task(person.channel.answer(other))
    async with asyncio.timeout(5):
        while not thread(slack):  # noqa: ASYNC110 - it waits on what a fake has been called with
            await asyncio.sleep(0.01)

    await asyncio.gather(person.channel.answer(received), streaming)

    assert [LEVY in message.words for message in thread(slack)] == [True, True]


async def test_two_questions_do_not_go_on_with_the_same_message(person: Speaking, slack: FakeSlack) -> None:
    first, second = await cut_short(person), await cut_short(person, "And when?", "Ev2", "1.2")
    for _ in range(2):
        await half_made(slack)

    await asyncio.gather(person.channel.answer(first), person.channel.answer(second))

    assert [(LEVY in message.words, message.streams) for message in thread(slack)] == [(True, True), (True, True)]


async def test_a_tap_on_an_old_message_overwrites_nothing_that_came_before_it(person: Speaking, slack: FakeSlack) -> None:
    await person.send(event(direct("Who pays?")))
    await person.send(event(direct("And when?", "1.2", thread_ts=THREAD), "Ev2"))
    stale = await half_made(slack)
    before = [message.words for message in thread(slack)]
    answering, person.taken.channel = person.taken.channel, None
    await person.send(tap(thread(slack)[0], "ask:0", action_ts=f"{float(stale.ts) + 0.5:.6f}"))
    person.taken.channel = answering

    await person.channel.answer(replace(person.taken.received[-1], tries=1))

    assert [message.words for message in thread(slack)][:-1] == before
    assert "You chose" in thread(slack)[-1].words


async def test_who_is_given_up_on_is_told_in_the_place_of_what_was_begun(
    person: Speaking, slack: FakeSlack, records: FakeRecords
) -> None:
    records.languages[PERSON] = "fr"
    received = await cut_short(person)
    await half_made(slack)

    await person.channel.give_up(received)
    await person.channel.give_up(received)

    assert [message.words for message in thread(slack)] == [labels("fr")["could_not_answer"]]


@pytest.mark.parametrize("reply", [ANSWERED, LONG], ids=["short", "long"])
async def test_every_message_that_is_done_bears_a_name(
    person: Speaking, slack: FakeSlack, assistant: FakeAssistant, records: FakeRecords, reply: Answer
) -> None:
    assistant.reply = reply
    await person.send(event(direct("Who pays?"), "Ev1"))
    await person.send(event(direct("", "1.2", subtype="file_share", files=[{"id": "F1"}]), "Ev2"))
    await person.send(event(mention("Who pays?"), "Ev3"))
    await person.send(tap(next(each for each in slack.thread("C1") if "share" in each.buttons()), "share"))
    handoff = await records.hand_over(PERSON, records.turns[PERSON][0].id, UNKNOWN)
    await person.channel.deliver(replace(handoff, reply="Ask."), person.taken.received[0].place)
    assistant.error = IndexNotReady("There is no index yet.")
    await person.send(event(direct("Who pays?", "1.3"), "Ev4"))

    names = [str(each.blocks[0].get("block_id")) if each.blocks else "" for each in slack.shown.values() if not each.only]
    assert len(names) >= 6
    assert [name for name in names if not name.startswith(("answers ", "tells "))] == []
    assert len(set(names) - {"tells a note"}) == len([name for name in names if name != "tells a note"])
