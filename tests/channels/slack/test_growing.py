import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from assistant.channels.slack.growing import Growing
from assistant.channels.slack.places import Place
from assistant.slack_calls import Refusal, web_client
from tests.channels.slack.speaking import FakeClient
from tests.fake_slack import FakeSlack

pytestmark = pytest.mark.asyncio

PACE = 0.05  # seconds
PLACE = Place("T1", "U1", "D1", thread="1.1", ts="1.1")
WHOLE = [{"type": "section", "text": {"type": "plain_text", "text": "The whole."}}]


@dataclass
class Line:
    """What is under way to a Slack that does not answer until it is let."""

    answers: asyncio.Event = field(default_factory=asyncio.Event)
    under_way: int = 0
    most: int = 0


class SlowClient(FakeClient):
    """Calls a fake Slack over such a line."""

    def __init__(self, slack: FakeSlack, line: Line) -> None:
        super().__init__(slack)
        self.line = line

    async def api_call(self, api_method: str, **given: Any) -> AsyncSlackResponse:
        """What the fake answers, once it is let."""
        self.line.under_way += 1
        self.line.most = max(self.line.most, self.line.under_way)
        try:
            await self.line.answers.wait()
            return await super().api_call(api_method, **given)
        finally:
            self.line.under_way -= 1


@pytest.fixture
def growing(slack: FakeSlack) -> Growing:
    return Growing(FakeClient(slack), PLACE, pace=PACE)


async def until(is_so: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not is_so():  # noqa: ASYNC110 - it waits on what a fake has been called with
            await asyncio.sleep(0.001)


async def shown(slack: FakeSlack, text: str) -> None:
    await until(lambda: any(text in (message.text, message.words) for message in slack.thread("D1", "1.1")))


async def test_the_first_text_is_shown_at_once_and_what_follows_once_in_a_pace(growing: Growing, slack: FakeSlack) -> None:
    async with growing:
        growing.grow("One. ")
        await shown(slack, "One. ")
        growing.grow("Two. ")
        growing.grow("Three.")
        await shown(slack, "One. Two. Three.")

    first, second = slack.calls
    assert (first.method, second.method) == ("chat.startStream", "chat.appendStream")
    assert second.at - first.at >= PACE * 0.9


async def test_whoever_writes_does_not_wait_for_slack_and_one_update_is_under_way(slack: FakeSlack) -> None:
    line = Line()
    growing = Growing(SlowClient(slack, line), PLACE, pace=0.0)

    for number in range(50):
        growing.grow(f"{number} ")
        await asyncio.sleep(0)
    line.answers.set()
    await growing.finish(WHOLE, "The whole.")

    assert line.most == 1
    assert [call.method for call in slack.calls] == ["chat.startStream", "chat.stopStream", "chat.update"]
    assert [message.words for message in slack.thread("D1", "1.1")] == ["The whole."]


async def test_what_came_during_an_update_is_shown_by_the_next(slack: FakeSlack) -> None:
    line = Line()
    async with Growing(SlowClient(slack, line), PLACE, pace=0.0) as growing:
        growing.grow("One. ")
        await until(lambda: line.under_way)
        growing.grow("Two. ")
        growing.grow("Three.")
        line.answers.set()
        await shown(slack, "One. Two. Three.")

    assert [call.method for call in slack.calls] == ["chat.startStream", "chat.appendStream"]


async def test_nothing_is_tried_again_while_it_grows_but_at_the_end() -> None:
    patient = web_client("xoxb-test", "http://slack.test/")
    growing = Growing(patient, PLACE)

    assert growing._once.retry_handlers == []
    assert len(patient.retry_handlers) == 3


async def test_what_slack_refuses_for_now_comes_later_as_a_whole(growing: Growing, slack: FakeSlack) -> None:
    growing.grow("One. ")
    await shown(slack, "One. ")
    slack.fail("chat.appendStream", "ratelimited")
    growing.grow("Two. ")
    await until(lambda: slack.named("chat.appendStream"))
    for _ in range(5):
        growing.grow("More. ")
        await asyncio.sleep(PACE / 2)
    before = len(slack.calls)
    await growing.finish(WHOLE, "The whole.")

    assert before == 2
    assert [message.words for message in slack.thread("D1", "1.1")] == ["The whole."]


async def test_a_stream_that_breaks_half_way_goes_on_as_changes_of_the_message(growing: Growing, slack: FakeSlack) -> None:
    slack.fail("chat.appendStream", "message_not_in_streaming_state")

    for text, so_far in (("One. ", "One. "), ("Two. ", "One. Two. "), ("Three.", "One. Two. Three.")):
        growing.grow(text)
        await shown(slack, so_far)
    await growing.finish(WHOLE, "The whole.")

    assert [call.method for call in slack.calls] == [
        "chat.startStream",
        "chat.appendStream",
        "chat.update",
        "chat.update",
        "chat.update",
    ]
    assert [message.words for message in slack.thread("D1", "1.1")] == ["The whole."]


async def test_a_stream_that_is_refused_becomes_a_message_that_is_changed(growing: Growing, slack: FakeSlack) -> None:
    slack.fail("chat.startStream", "missing_scope")

    async with growing:
        growing.grow("One. ")
        await shown(slack, "One. ")
        growing.grow("Two.")
        await shown(slack, "One. Two.")

    assert [call.method for call in slack.calls] == ["chat.startStream", "chat.postMessage", "chat.update"]


async def test_the_message_is_whole_at_the_end_whatever_was_refused_before(growing: Growing, slack: FakeSlack) -> None:
    slack.fail("chat.startStream", "missing_scope")
    slack.fail("chat.postMessage", "ratelimited")

    growing.grow("One.")
    await growing.finish(WHOLE, "The whole.")

    assert [message.words for message in slack.thread("D1", "1.1")] == ["The whole."]


async def test_what_slack_may_take_later_is_not_posted_twice(growing: Growing, slack: FakeSlack) -> None:
    growing.grow("One.")
    slack.fail("chat.update", "ratelimited")

    with pytest.raises(Refusal):
        await growing.finish(WHOLE, "The whole.")

    assert len(slack.thread("D1", "1.1")) == 1


async def test_a_message_of_before_is_gone_on_with(slack: FakeSlack) -> None:
    client = FakeClient(slack)
    async with Growing(client, PLACE) as begun:
        begun.grow("One.")
        await shown(slack, "One.")

    again = Growing(client, PLACE, begun.ts)
    again.grow("One. Two.")
    await again.finish(WHOLE, "The whole.")

    assert [message.words for message in slack.thread("D1", "1.1")] == ["The whole."]


async def test_what_is_left_shows_no_more(slack: FakeSlack) -> None:
    line = Line()
    async with Growing(SlowClient(slack, line), PLACE) as growing:
        growing.grow("One.")
        await until(lambda: line.under_way)
    line.answers.set()
    await asyncio.sleep(0.01)

    assert not slack.calls
