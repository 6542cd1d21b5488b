import pytest

from assistant.channels.slack.growing import Growing
from assistant.channels.slack.places import Place
from assistant.slack_calls import Refusal
from tests.channels.slack.speaking import FakeClient
from tests.fake_slack import FakeSlack

pytestmark = pytest.mark.asyncio

PLACE = Place("T1", "U1", "D1", thread="1.1", ts="1.1")
WHOLE = [{"type": "section", "text": {"type": "plain_text", "text": "The whole."}}]


class Clock:
    """Goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def growing(slack: FakeSlack, clock: Clock) -> Growing:
    return Growing(FakeClient(slack), PLACE, now=clock)


async def test_the_first_text_is_shown_at_once_and_what_follows_once_a_second(
    growing: Growing, slack: FakeSlack, clock: Clock
) -> None:
    await growing.grow("One. ")
    await growing.grow("Two. ")
    clock.now = 1.0
    await growing.grow("Three.")

    assert [call.method for call in slack.calls] == ["chat.startStream", "chat.appendStream"]
    assert slack.thread("D1", "1.1")[0].text == "One. Two. Three."


async def test_a_stream_that_breaks_half_way_goes_on_as_changes_of_the_message(
    growing: Growing, slack: FakeSlack, clock: Clock
) -> None:
    slack.fail("chat.appendStream", "message_not_in_streaming_state")

    for second, text in enumerate(("One. ", "Two. ", "Three.")):
        clock.now = float(second)
        await growing.grow(text)
    await growing.finish(WHOLE, "The whole.")

    assert [call.method for call in slack.calls] == [
        "chat.startStream",
        "chat.appendStream",
        "chat.update",
        "chat.update",
        "chat.update",
    ]
    assert [message.words for message in slack.thread("D1", "1.1")] == ["The whole."]


async def test_a_stream_that_is_refused_becomes_a_message_that_is_changed(
    growing: Growing, slack: FakeSlack, clock: Clock
) -> None:
    slack.fail("chat.startStream", "missing_scope")

    await growing.grow("One. ")
    clock.now = 1.0
    await growing.grow("Two.")

    assert [call.method for call in slack.calls] == ["chat.startStream", "chat.postMessage", "chat.update"]
    assert slack.thread("D1", "1.1")[0].words == "One. Two."


async def test_the_message_is_whole_at_the_end_whatever_was_refused_before(growing: Growing, slack: FakeSlack) -> None:
    slack.fail("chat.startStream", "ratelimited")
    slack.fail("chat.postMessage", "ratelimited")

    await growing.grow("One.")
    await growing.finish(WHOLE, "The whole.")

    assert [message.words for message in slack.thread("D1", "1.1")] == ["The whole."]


async def test_what_slack_may_take_later_is_not_posted_twice(growing: Growing, slack: FakeSlack) -> None:
    await growing.grow("One.")
    slack.fail("chat.update", "ratelimited")

    with pytest.raises(Refusal):
        await growing.finish(WHOLE, "The whole.")

    assert len(slack.thread("D1", "1.1")) == 1


async def test_a_message_of_before_is_gone_on_with(slack: FakeSlack) -> None:
    client = FakeClient(slack)
    begun = Growing(client, PLACE)
    await begun.grow("One.")

    again = Growing(client, PLACE, begun.ts)
    await again.grow("One. Two.")
    await again.finish(WHOLE, "The whole.")

    assert [message.words for message in slack.thread("D1", "1.1")] == ["The whole."]
