from dataclasses import replace

import pytest

from assistant.channels.labels import labels
from assistant.errors import NotToldYet, RecordsUnavailable, Undeliverable
from assistant.kept import UNKNOWN
from tests.channels.fakes import ANSWERED, LEVY, FakeAssistant
from tests.channels.kept import FakeRecords
from tests.channels.slack.speaking import Speaking
from tests.fake_slack import FakeSlack
from tests.fake_slack.sends import direct, event, mention, tap

pytestmark = pytest.mark.asyncio


async def test_files_alone_are_told_not_to_be_read(person: Speaking, slack: FakeSlack, assistant: FakeAssistant) -> None:
    await person.send(event(direct("", subtype="file_share", files=[{"id": "F1"}])))

    assert [message.words for message in slack.thread("D1")] == ["I can read text only: please write your question in words."]
    assert not assistant.asked


async def test_a_question_with_files_is_answered_with_a_word_on_the_files(person: Speaking, slack: FakeSlack) -> None:
    await person.send(event(direct("Who pays?", subtype="file_share", files=[{"id": "F1"}])))

    assert LEVY in slack.thread("D1")[0].words
    assert "I did not look at the files" in slack.thread("D1")[0].words


@pytest.mark.parametrize("reason", ["is_archived", "not_in_channel", "restricted_action"])
async def test_where_a_channel_is_closed_the_asker_is_answered_directly(person: Speaking, slack: FakeSlack, reason: str) -> None:
    slack.fail("chat.postEphemeral", reason)

    await person.send(event(mention("Who pays?", thread_ts="1.5")))

    shown = slack.thread("D1")
    assert "I could not write where you asked this" in shown[0].words
    assert LEVY in shown[0].words


async def test_who_is_given_up_on_is_told_so(person: Speaking, slack: FakeSlack) -> None:
    person.taken.channel = None
    await person.send(event(direct("Who pays?")))

    await person.channel.give_up(person.taken.received[0])

    assert "I have stopped trying" in slack.thread("D1", "1.000100")[0].text


async def test_ask_a_person_says_what_would_be_sent_and_asks_first(
    person: Speaking, slack: FakeSlack, records: FakeRecords
) -> None:
    await person.send(event(direct("Who pays?")))
    await person.send(tap(slack.thread("D1")[0], "person"))

    offer = slack.thread("D1", "1.000100")[-1]
    assert "the learning and development team" in offer.words
    assert not records.handed

    await person.send(tap(offer, "ask:0"))

    sent = records.handed["slack:T1:U1"][0]
    assert (sent.question, sent.answer) == ("Who pays?", ANSWERED.text)
    assert sent.place == {"team": "T1", "user": "U1", "channel": "D1", "thread": "1.000100"}


async def test_a_persons_reply_is_delivered_into_the_thread(person: Speaking, slack: FakeSlack, records: FakeRecords) -> None:
    await person.send(event(direct("Who pays?")))
    handoff = await records.hand_over("slack:T1:U1", records.turns["slack:T1:U1"][0].id, UNKNOWN)

    await person.channel.deliver(replace(handoff, reply="Ask <!channel> & your manager."), person.taken.received[0].place)

    reply = slack.thread("D1", "1.000100")[-1]
    assert "Ask <!channel> & your manager." in reply.words


async def test_a_reply_to_what_was_asked_in_a_channel_goes_to_its_asker(
    person: Speaking, slack: FakeSlack, records: FakeRecords
) -> None:
    await person.send(event(mention("Who pays?", thread_ts="1.5")))
    handoff = await records.hand_over("slack:T1:U1", records.turns["slack:T1:U1"][0].id, UNKNOWN)

    await person.channel.deliver(replace(handoff, reply="Ask your manager."), person.taken.received[0].place)

    assert "Ask your manager." in slack.thread("D1")[-1].words


@pytest.mark.parametrize(("reason", "error"), [("account_inactive", Undeliverable), ("ratelimited", NotToldYet)])
async def test_a_reply_that_slack_does_not_take_is_told_apart(
    person: Speaking, slack: FakeSlack, records: FakeRecords, reason: str, error: type[Exception]
) -> None:
    await person.send(event(direct("Who pays?")))
    handoff = await records.hand_over("slack:T1:U1", records.turns["slack:T1:U1"][0].id, UNKNOWN)
    slack.fail("chat.postMessage", reason)

    with pytest.raises(error):
        await person.channel.deliver(handoff, person.taken.received[0].place)


async def test_notes_and_replies_are_told_in_the_language_of_the_person(
    person: Speaking, slack: FakeSlack, records: FakeRecords
) -> None:
    records.languages["slack:T1:U1"] = "fr"
    await person.send(event(direct("", subtype="file_share", files=[{"id": "F1"}])))

    assert slack.thread("D1")[-1].words == labels("fr")["files_only"]


async def test_a_persons_reply_stands_under_a_heading_in_the_language_of_the_answer(
    person: Speaking, slack: FakeSlack, records: FakeRecords, assistant: FakeAssistant
) -> None:
    assistant.reply = replace(ANSWERED, language="pl")
    await person.send(event(direct("Who pays?")))
    handoff = await records.hand_over("slack:T1:U1", records.turns["slack:T1:U1"][0].id, UNKNOWN)

    await person.channel.deliver(replace(handoff, reply="Ask."), person.taken.received[0].place)

    assert labels("pl")["a_reply"] in slack.thread("D1")[-1].words


async def test_an_answer_that_had_to_move_says_so_in_its_language(
    person: Speaking, slack: FakeSlack, assistant: FakeAssistant
) -> None:
    assistant.reply = replace(ANSWERED, language="pl")
    slack.fail("chat.postEphemeral", "is_archived")

    await person.send(event(mention("Who pays?", thread_ts="1.5")))

    assert labels("pl")["moved"] in slack.thread("D1")[0].words


async def test_where_what_is_kept_is_out_of_reach_notes_are_in_english(
    person: Speaking, slack: FakeSlack, records: FakeRecords
) -> None:
    records.error = RecordsUnavailable("locked")

    await person.send(event(direct("", subtype="file_share", files=[{"id": "F1"}])))

    assert slack.thread("D1")[-1].words == labels()["files_only"]
