import json

import httpx
import pytest

from assistant.channels.labels import labels
from assistant.channels.teams.speaking import Speaker
from assistant.errors import NotToldYet
from tests.channels.teams.places import HANDOFF, ROOM, received
from tests.fake_teams import FakeTeams


async def test_where_others_are_only_the_asker_sees_it_and_may_show_it_to_all(teams: FakeTeams, speaker: Speaker) -> None:
    await speaker.answer(received(ROOM))

    assert [(each.whispered, each.body["recipient"]["id"]) for each in teams.messages] == [(True, "29:someone")]
    assert labels()["show_everyone"] in json.dumps(teams.messages[0].card)


async def test_nobody_can_show_to_all_what_they_alone_can_see(teams: FakeTeams, speaker: Speaker) -> None:
    await speaker.answer(received())

    assert '"share"' not in json.dumps(teams.messages[0].card)


@pytest.mark.parametrize("status", [400, 403, 404, 405])
async def test_where_teams_cannot_whisper_the_asker_is_told_where_to_ask_and_that_is_logged_once(
    teams: FakeTeams, speaker: Speaker, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    for _ in range(2):
        teams.failures = [None, httpx.Response(status)]
        await speaker.answer(received(ROOM))

    assert [(each.whispered, each.text) for each in teams.messages] == [(False, labels()["ask_in_private"])] * 2
    assert [json.loads(line)["event"] for line in caplog.messages] == ["teams_not_whispered"]


async def test_what_is_held_about_somebody_is_never_said_to_all(teams: FakeTeams, speaker: Speaker) -> None:
    teams.failures = [None, httpx.Response(400)]

    await speaker.answer(received(ROOM, "what do you hold about me"))

    assert [each.text for each in teams.messages] == [labels()["ask_in_private"]]


@pytest.mark.parametrize(
    "failure",
    [
        *(httpx.Response(status) for status in (401, 408, 413, 429, 500, 502, 503, 504)),
        httpx.Response(429, headers={"Retry-After": "3600"}),
        httpx.ConnectError("no"),
        httpx.ReadTimeout("slow"),
    ],
)
async def test_nothing_is_said_to_all_where_a_whisper_may_pass_later(
    teams: FakeTeams, speaker: Speaker, failure: httpx.Response | Exception
) -> None:
    teams.failures = [None, *[failure] * 3]

    with pytest.raises(NotToldYet):
        await speaker.answer(received(ROOM))

    assert teams.messages == []


async def test_that_there_is_no_answer_is_not_said_to_all_and_told_later_where_that_may_pass(
    teams: FakeTeams, speaker: Speaker
) -> None:
    teams.failures = [httpx.Response(503)] * 3

    with pytest.raises(NotToldYet):
        await speaker.give_up(received(ROOM))

    assert teams.messages == []


async def test_a_reply_of_a_person_comes_to_the_asker_alone_and_nothing_in_it_is_live(teams: FakeTeams, speaker: Speaker) -> None:
    await speaker.deliver(HANDOFF, ROOM)

    message = teams.messages[0]
    assert (message.whispered, message.body["textFormat"]) == (True, "markdown")
    assert message.text.startswith("**A reply to your question**\n\n")
    assert "<b>" not in message.text
    assert "[manager](x)" not in message.text
