import asyncio
import time
from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from assistant.channels.slack.answering import SlackAnswering
from assistant.channels.slack.posting import Posting
from assistant.errors import IndexNotReady, NotToldYet
from assistant.types import Answer, Question, Sentence
from tests.channels.fakes import ANSWERED, LEVY, FakeAssistant
from tests.channels.kept import FakeRecords, conversing
from tests.channels.slack.speaking import FakeClient, Speaking
from tests.fake_slack import FakeSlack
from tests.fake_slack.sends import command, direct, event, mention, tap

pytestmark = pytest.mark.asyncio


async def test_a_direct_message_is_answered_in_its_thread(person: Speaking, slack: FakeSlack, assistant: FakeAssistant) -> None:
    response = await person.send(event(direct("Who pays &amp; when?")))

    assert (response.status_code, response.text) == (200, "")
    assert [asked.text for asked in assistant.asked] == ["Who pays & when?"]
    shown = slack.thread("D1", "1.000100")
    assert len(shown) == 1
    assert LEVY in shown[0].words
    assert not shown[0].streams


async def test_a_status_is_set_while_the_answer_is_made(person: Speaking, slack: FakeSlack) -> None:
    await person.send(event(direct("Who pays?")))

    status = slack.named("assistant.threads.setStatus")[0].body
    assert (status["channel_id"], status["thread_ts"]) == ("D1", "1.000100")


async def test_no_text_of_an_answer_waits_for_the_status(person: Speaking, slack: FakeSlack) -> None:
    slack.hold("assistant.threads.setStatus")

    async with asyncio.timeout(5):
        await person.send(event(direct("Who pays?")))

    (shown,) = slack.thread("D1", "1.000100")
    assert LEVY in shown.words
    assert not shown.streams


async def test_an_answer_is_streamed_and_then_made_whole(person: Speaking, slack: FakeSlack) -> None:
    await person.send(event(direct("Who pays?")))

    made = [call.method for call in slack.calls if call.method.startswith("chat.")]
    assert made == ["chat.startStream", "chat.stopStream", "chat.update"]
    assert slack.named("chat.startStream")[0].body["recipient_user_id"] == "U1"


@pytest.mark.parametrize("refused", ["chat.startStream", "chat.stopStream"])
async def test_where_streaming_is_refused_the_message_is_changed_instead(
    person: Speaking, slack: FakeSlack, refused: str
) -> None:
    slack.fail(refused, "message_not_in_streaming_state")

    await person.send(event(direct("Who pays?")))

    shown = slack.thread("D1", "1.000100")
    assert [LEVY in message.words for message in shown] == [True]
    assert slack.named("chat.update")


async def test_a_message_that_is_gone_meanwhile_is_posted_anew(person: Speaking, slack: FakeSlack) -> None:
    slack.fail("chat.update", "message_not_found")

    await person.send(event(direct("Who pays?")))

    assert LEVY in slack.thread("D1", "1.000100")[-1].words


async def test_a_mention_is_answered_in_its_thread_for_the_asker_alone(person: Speaking, slack: FakeSlack) -> None:
    await person.send(event(mention("Who pays?", thread_ts="1.5")))

    shown = slack.thread("C1", "1.5")
    assert [message.only for message in shown] == ["U1"]
    assert LEVY in shown[0].words
    assert "share" in shown[0].buttons()


async def test_a_thread_is_begun_for_a_mention_outside_one_for_slack_shows_private_answers_in_threads_alone(
    person: Speaking, slack: FakeSlack
) -> None:
    await person.send(event(mention("Who pays?")))

    opening, answer = slack.thread("C1", "2.000100")
    assert (opening.only, answer.only) == ("", "U1")
    assert LEVY not in opening.words


async def test_an_error_is_told_in_its_sentence(person: Speaking, slack: FakeSlack, assistant: FakeAssistant) -> None:
    assistant.error = IndexNotReady("There is no index yet.")

    await person.send(event(direct("Who pays?")))

    assert [message.words for message in slack.thread("D1")] == ["There is no index yet."]


async def test_what_slack_may_take_later_is_tried_again(person: Speaking, slack: FakeSlack) -> None:
    person.taken.channel = None
    slack.fail("chat.startStream", "ratelimited")
    slack.fail("chat.postMessage", "ratelimited", times=9)
    await person.send(event(direct("Who pays?")))

    with pytest.raises(NotToldYet):
        await person.channel.answer(person.taken.received[0])


@pytest.mark.parametrize("reason", ["token_revoked", "account_inactive", "missing_scope", "is_archived", "cannot_dm_bot"])
async def test_what_slack_never_takes_is_logged_once_with_its_remedy(
    person: Speaking, slack: FakeSlack, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    for method in ("chat.startStream", "chat.postMessage", "chat.update"):
        slack.fail(method, reason, times=9)

    await person.send(event(direct("Who pays my secret course?"), "Ev1"))
    await person.send(event(direct("Who pays my secret course?", "1.2"), "Ev2"))

    told = [record.message for record in caplog.records if '"slack_refused"' in record.message]
    assert len(told) == 1
    assert reason in told[0]
    assert "secret" not in caplog.text


async def test_what_was_begun_before_a_crash_is_made_whole(person: Speaking, slack: FakeSlack) -> None:
    person.taken.channel = None
    await person.send(event(direct("Who pays?")))
    await FakeClient(slack).chat_startStream(channel="D1", thread_ts="1.000100", markdown_text="The le")

    await person.channel.answer(replace(person.taken.received[0], tries=1))

    assert [LEVY in message.words for message in slack.thread("D1", "1.000100")] == [True]


async def test_what_was_answered_before_a_crash_is_not_answered_again(
    person: Speaking, slack: FakeSlack, assistant: FakeAssistant
) -> None:
    await person.send(event(direct("Who pays?")))

    await person.channel.answer(replace(person.taken.received[0], tries=1))

    assert len(slack.thread("D1", "1.000100")) == 1
    assert len(assistant.asked) == 1


async def test_an_answer_to_another_question_of_the_thread_is_no_answer_to_this_one(person: Speaking, slack: FakeSlack) -> None:
    await person.send(event(direct("Who pays?"), "Ev1"))
    person.taken.channel = None
    await person.send(event(direct("And when?", "1.2", thread_ts="1.000100"), "Ev2"))

    await person.channel.answer(replace(person.taken.received[1], tries=1))

    assert len(slack.thread("D1", "1.000100")) == 2


async def test_sentences_are_shown_as_they_come(person: Speaking, slack: FakeSlack, assistant: FakeAssistant) -> None:
    assistant.sentences = (Sentence("The levy pays.", (1,)), Sentence("You keep your salary.", (1,)))

    await person.send(event(direct("Who pays?")))

    assert slack.named("chat.startStream")[0].body["markdown_text"] == "The levy pays. [1] "
    assert LEVY in slack.thread("D1")[0].words


async def test_a_tap_on_a_question_asks_it_in_the_same_conversation(
    person: Speaking, slack: FakeSlack, assistant: FakeAssistant
) -> None:
    await person.send(event(direct("Who pays?")))
    await person.send(tap(slack.thread("D1")[0], "ask:0"))

    assert assistant.asked[-1].text == ANSWERED.follow_ups[0]
    assert assistant.asked[-1].history
    assert f"You chose: {ANSWERED.follow_ups[0]}" in slack.thread("D1", "1.000100")[-1].words


async def test_a_command_is_acknowledged_in_words(person: Speaking) -> None:
    person.taken.channel = None

    response = await person.send(command("Who pays?", "https://hooks.slack.test/1"))

    assert response.json() == {"response_type": "ephemeral", "text": "Looking for an answer. Only you will see it."}
    assert person.taken.received[0].place["response_url"] == "https://hooks.slack.test/1"


async def test_a_slow_slack_does_not_hold_up_who_writes(person: Speaking, slack: FakeSlack) -> None:
    class Slow(FakeClient):
        async def api_call(self, api_method: str, **given: Any) -> AsyncSlackResponse:
            if api_method in {"chat.startStream", "chat.appendStream"}:
                await asyncio.sleep(0.5)
            return await super().api_call(api_method, **given)

    told_at: list[float] = []

    class Writer(FakeAssistant):
        async def tell(self, question: Question) -> AsyncGenerator[Sentence | Answer]:
            async for part in super().tell(question):
                told_at.append(time.monotonic())
                yield part

    writer = Writer()
    writer.sentences = tuple(Sentence(f"Sentence {number}.") for number in range(20))
    slow = SlackAnswering(conversing(writer, FakeRecords()), Posting(Slow(slack)))
    await person.send(event(direct("Who pays?")))

    await slow.answer(replace(person.taken.received[0], id="slack:Ev9"))

    assert told_at[-1] - told_at[0] < 0.4
    assert LEVY in slack.thread("D1")[-1].words
