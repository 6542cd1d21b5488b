from dataclasses import replace

import pytest

from tests.channels.fakes import ANSWERED, LEVY, FakeAssistant
from tests.channels.slack.speaking import Speaking
from tests.fake_slack import FakeSlack
from tests.fake_slack.sends import event, mention, tap
from tests.fake_slack.shown import Shown, texts_of

pytestmark = pytest.mark.asyncio


async def asked_in_a_channel(person: Speaking, slack: FakeSlack) -> Shown:
    await person.send(event(mention("Who pays?", thread_ts="1.5")))
    return slack.thread("C1")[-1]


def opened(slack: FakeSlack) -> str:
    return "\n".join(texts_of(slack.views[-1]))


async def test_an_answer_is_shown_to_all_when_its_asker_says_so(person: Speaking, slack: FakeSlack) -> None:
    await person.send(tap(await asked_in_a_channel(person, slack), "share"))

    shared = slack.thread("C1", "1.5")[-1]
    assert shared.only == ""
    assert "<@U1> asked this" in shared.words
    assert LEVY in shared.words
    assert all(action.startswith("quote:") for action in shared.buttons())


async def test_what_is_shown_to_all_says_the_notices_that_its_asker_saw(
    person: Speaking, slack: FakeSlack, assistant: FakeAssistant
) -> None:
    assistant.reply = replace(ANSWERED, notices=("Two of the sources are\nfrom 2019.", "Ask & check first."))

    await person.send(tap(await asked_in_a_channel(person, slack), "share"))

    private, shared = slack.thread("C1", "1.5")
    for notice in ("Two of the sources are from 2019.", "Ask & check first."):
        assert notice in private.words
        assert notice in shared.words


async def test_notices_that_a_button_has_no_room_for_are_shown_to_all_too(
    person: Speaking, slack: FakeSlack, assistant: FakeAssistant
) -> None:
    long = "A notice that is long. " * 90
    assistant.reply = replace(ANSWERED, notices=(long,))

    await person.send(tap(await asked_in_a_channel(person, slack), "share"))

    assert long.strip() in slack.thread("C1", "1.5")[-1].words


async def test_the_quotes_of_a_shared_answer_open_for_anyone(person: Speaking, slack: FakeSlack) -> None:
    await person.send(tap(await asked_in_a_channel(person, slack), "share"))

    await person.send(tap(slack.thread("C1", "1.5")[-1], "quote:1", user="U2"))

    assert LEVY in opened(slack)


async def test_an_answer_is_shared_by_its_asker_alone(person: Speaking, slack: FakeSlack) -> None:
    await person.send(tap(await asked_in_a_channel(person, slack), "share", user="U2"))

    assert [message.only for message in slack.thread("C1", "1.5")] == ["U1", "U2"]


async def test_what_slack_does_not_let_share_is_told(person: Speaking, slack: FakeSlack) -> None:
    message = await asked_in_a_channel(person, slack)
    slack.fail("chat.postMessage", "restricted_action")

    await person.send(tap(message, "share"))

    assert slack.thread("C1", "1.5")[-1].text == "Slack did not let me show it here."
