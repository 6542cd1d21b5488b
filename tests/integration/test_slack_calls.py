"""The Slack channel through Slack's own client and socket, to a Slack of our own on this machine."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from assistant.channels.slack import SlackApp, SlackChannel
from assistant.channels.slack.reading import received_of
from assistant.errors import NotToldYet
from assistant.kept import Received
from assistant.types import Sentence
from tests.channels.fakes import LEVY, FakeAssistant
from tests.channels.kept import NOON, FakeRecords, conversing
from tests.channels.slack.speaking import Taken
from tests.fake_slack import FakeSlack
from tests.fake_slack.sends import SECRET, command, direct, event, tap

pytestmark = [pytest.mark.integration, pytest.mark.enable_socket, pytest.mark.asyncio]


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    fake = FakeSlack()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def taken() -> Taken:
    return Taken()


@pytest.fixture
def channel(slack: FakeSlack, taken: Taken, assistant: FakeAssistant) -> SlackChannel:
    app = SlackApp("xoxb-test", SECRET, "xapp-test", slack.api_url)
    channel = SlackChannel(app, conversing(assistant, FakeRecords()), taken.take)
    taken.channel = channel
    return channel


@pytest_asyncio.fixture
async def connected(channel: SlackChannel, slack: FakeSlack) -> AsyncIterator[FakeSlack]:
    running = asyncio.create_task(channel.run())
    await asyncio.wait_for(slack.connected.wait(), 10)
    yield slack
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def until(is_so: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110 - it waits on what a fake has been called with
            await asyncio.sleep(0.01)


def received(payload: dict[str, object]) -> Received:
    found = received_of(payload, NOON)
    assert found
    return found


async def test_a_question_over_the_socket_is_acknowledged_and_answered_once(connected: FakeSlack, taken: Taken) -> None:
    for name in ("e1", "e2", "e3"):
        await connected.push("events_api", event(direct("Who pays?")), name)

    await until(lambda: {"e1", "e2", "e3"} <= connected.acknowledged.keys() and taken.answers)
    await asyncio.gather(*taken.answers)
    assert [LEVY in message.words for message in connected.thread("D1")] == [True]
    assert connected.named("apps.connections.open")[0].token == "xapp-test"
    assert {call.token for call in connected.named("chat.update")} == {"xoxb-test"}


async def test_a_question_over_the_socket_is_kept_before_it_is_acknowledged(connected: FakeSlack, taken: Taken) -> None:
    taken.delay = 0.3
    await connected.push("events_api", event(direct("Who pays?")), "e1")
    await asyncio.sleep(0.15)

    assert not connected.acknowledged
    await until(lambda: connected.acknowledged)
    assert len(taken.received) == 1
    await asyncio.gather(*taken.answers)


async def test_a_command_over_the_socket_is_acknowledged_in_words_and_answered_to_its_asker(
    connected: FakeSlack, taken: Taken
) -> None:
    await connected.push("slash_commands", command("Who pays?", connected.response_url("one")), "c1")

    await until(lambda: taken.answers)
    await asyncio.gather(*taken.answers)
    assert connected.acknowledged["c1"]["text"] == "Looking for an answer. Only you will see it."
    (answer,) = connected.thread("response:one")
    assert (LEVY in answer.words, bool(answer.only)) == (True, True)


async def test_an_answer_to_a_command_is_shown_to_all_by_its_button(connected: FakeSlack, taken: Taken) -> None:
    await connected.push("slash_commands", command("Who pays?", connected.response_url("one")), "c1")
    await until(lambda: taken.answers)
    await asyncio.gather(*taken.answers)
    connected.fail("chat.postMessage", "not_in_channel")

    pressed = tap(connected.thread("response:one")[0], "share", response_url=connected.response_url("two"))
    await connected.push("interactive", pressed, "i1")

    await until(lambda: len(connected.thread("response:two")) == 2)
    shared, left = connected.thread("response:two")
    assert (shared.only, LEVY in shared.words, left.text) == ("", True, "Shown to everyone here.")


async def test_a_socket_that_breaks_is_opened_again(connected: FakeSlack, taken: Taken) -> None:
    connected.connected.clear()
    await connected.push_disconnect()

    await asyncio.wait_for(connected.connected.wait(), 20)
    await connected.push("events_api", event(direct("Who pays?")), "e1")
    await until(lambda: connected.acknowledged and taken.answers)
    await asyncio.gather(*taken.answers)


async def test_a_socket_that_is_refused_is_logged_once_and_tried_again(
    channel: SlackChannel, slack: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    slack.fail("apps.connections.open", "invalid_auth", times=2)

    running = asyncio.create_task(channel.run())
    await asyncio.wait_for(slack.connected.wait(), 20)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert (
        sum("invalid_auth" in record.message and "ASSISTANT_SLACK_APP_TOKEN" in record.message for record in caplog.records) == 1
    )


async def test_a_stream_that_breaks_half_way_ends_in_the_whole_answer(
    channel: SlackChannel, slack: FakeSlack, assistant: FakeAssistant
) -> None:
    assistant.sentences = tuple(Sentence(f"Sentence {number}.") for number in range(3))
    assistant.pause = 1.1
    slack.fail("chat.appendStream", "message_not_in_streaming_state", times=9)

    await channel.answer(received(event(direct("Who pays?"))))

    made = [call.method for call in slack.calls if call.method.startswith("chat.")]
    assert made == ["chat.startStream", "chat.appendStream", "chat.update", "chat.update", "chat.update"]
    assert slack.named("chat.update")[0].body["text"] == "Sentence 0. Sentence 1. "
    assert [LEVY in message.words for message in slack.thread("D1")] == [True]


async def test_slack_is_waited_for_as_long_as_it_asks(channel: SlackChannel, slack: FakeSlack) -> None:
    slack.fail("chat.update", "ratelimited", status=429, retry_after=1)

    await channel.answer(received(event(direct("Who pays?"))))

    first, second = slack.named("chat.update")
    assert second.at - first.at >= 1
    assert LEVY in slack.thread("D1")[0].words


async def test_slack_is_not_waited_for_while_an_answer_grows(channel: SlackChannel, slack: FakeSlack) -> None:
    slack.fail("chat.startStream", "ratelimited", status=429, retry_after=30)

    async with asyncio.timeout(5):
        await channel.answer(received(event(direct("Who pays?"))))

    assert len(slack.named("chat.startStream")) == 1
    assert [LEVY in message.words for message in slack.thread("D1")] == [True]


async def test_slack_is_not_waited_for_without_end(channel: SlackChannel, slack: FakeSlack) -> None:
    for method in ("chat.startStream", "chat.postMessage", "assistant.threads.setStatus"):
        slack.fail(method, "ratelimited", status=429, retry_after=3600, times=9)

    async with asyncio.timeout(5):
        with pytest.raises(NotToldYet):
            await channel.answer(received(event(direct("Who pays?"))))


async def test_a_slack_in_trouble_is_tried_again(channel: SlackChannel, slack: FakeSlack) -> None:
    slack.fail("chat.update", "internal", status=503)

    await channel.answer(received(event(direct("Who pays?"))))

    assert LEVY in slack.thread("D1")[0].words
