import asyncio
from collections.abc import Callable
from itertools import pairwise

import httpx
import pytest

from assistant.channels.teams.connector import Connector
from assistant.channels.teams.messages import sentence
from assistant.channels.teams.streaming import Stream
from assistant.errors import Undeliverable
from tests.channels.teams.places import ALONE
from tests.fake_teams import FakeTeams

PACE = 0.05
WHOLE = sentence("One. Two. Three.")


def refused(message: str) -> httpx.Response:
    return httpx.Response(403, json={"error": {"code": "ContentStreamNotAllowed", "message": message}})


OVER_TIME = refused("Content stream finished due to exceeded streaming time.")
STOPPED = refused("Content stream was canceled by user.")


def stream(connector: Connector) -> Stream:
    return Stream(connector, ALONE, "Looking…", PACE)


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what other tasks bring about, however busy the machine is."""
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 (what the fake is posted, it tells nobody)
            await asyncio.sleep(0.001)


async def test_what_is_done_within_the_first_second_is_one_message(teams: FakeTeams, connector: Connector) -> None:
    async with stream(connector) as growing:
        growing.add("One. ")
        await growing.finish(WHOLE)

    assert [(each.stream, each.text) for each in teams.posted] == [("", "One. Two. Three.")]


async def test_an_answer_grows_and_the_whole_takes_its_place(teams: FakeTeams, connector: Connector) -> None:
    async with stream(connector) as growing:
        await until(lambda: len(teams.posted) == 1)
        growing.add("One. ")
        await until(lambda: len(teams.posted) == 2)
        growing.add("Two. ")
        await until(lambda: len(teams.posted) == 3)
        given = await growing.finish(WHOLE)

    assert [(each.stream, each.text) for each in teams.posted] == [
        ("informative", "Looking…"),
        ("streaming", "One. "),
        ("streaming", "One. Two. "),
        ("final", "One. Two. Three."),
    ]
    assert [each.body["channelData"].get("streamSequence") for each in teams.posted] == [1, 2, 3, None]
    assert {each.body["channelData"].get("streamId") for each in teams.posted[1:]} == {"message-1"}
    assert given == "message-1"


async def test_updates_never_come_closer_than_the_pace(teams: FakeTeams, connector: Connector) -> None:
    async with stream(connector) as growing:
        while len(teams.posted) < 3:
            growing.add("word ")
            await asyncio.sleep(PACE / 10)
        await growing.finish(WHOLE)

    gaps = [later.at - earlier.at for earlier, later in pairwise(teams.posted)]
    assert len(gaps) == 3
    assert min(gaps) >= PACE


async def test_nothing_is_shown_twice_while_nothing_comes(teams: FakeTeams, connector: Connector) -> None:
    async with stream(connector) as growing:
        growing.add("One. ")
        await until(lambda: len(teams.posted) == 1)
        await asyncio.sleep(PACE * 4)
        await growing.finish(WHOLE)

    assert [each.stream for each in teams.posted] == ["streaming", "final"]


async def test_a_stream_that_its_reader_stopped_becomes_one_message(teams: FakeTeams, connector: Connector) -> None:
    teams.failures = [None, STOPPED]
    async with stream(connector) as growing:
        growing.add("One. ")
        await until(lambda: len(teams.posted) == 1)
        growing.add("Two. ")
        await until(lambda: not teams.failures)
        await growing.finish(WHOLE)

    assert [(each.stream, each.text, each.changed) for each in teams.posted[1:]] == [("", "One. Two. Three.", "")]


async def test_two_minutes_that_are_over_put_the_whole_where_the_stream_was(teams: FakeTeams, connector: Connector) -> None:
    teams.failures = [None, OVER_TIME]
    async with stream(connector) as growing:
        growing.add("One. ")
        await until(lambda: len(teams.posted) == 1)
        await growing.finish(WHOLE)

    assert [(each.stream, each.changed) for each in teams.posted] == [("streaming", ""), ("", "message-1")]
    assert "streaminfo" not in str(teams.posted[1].body)


async def test_where_streaming_is_not_allowed_there_is_one_message(teams: FakeTeams, connector: Connector) -> None:
    teams.failures = [refused("Streaming is not allowed.")]
    async with stream(connector) as growing:
        growing.add("One. ")
        await until(lambda: not teams.failures)
        await growing.finish(WHOLE)

    assert [(each.stream, each.text) for each in teams.posted] == [("", "One. Two. Three.")]


@pytest.mark.parametrize("failure", [httpx.Response(429), httpx.Response(500), httpx.ReadTimeout("slow")])
async def test_an_update_that_fails_is_made_up_for_by_the_next(
    teams: FakeTeams, connector: Connector, failure: httpx.Response
) -> None:
    teams.failures = [failure]
    async with stream(connector) as growing:
        growing.add("One. ")
        await until(lambda: len(teams.posted) == 1)
        await growing.finish(WHOLE)

    assert [each.stream for each in teams.posted] == ["streaming", "final"]


async def test_a_conversation_that_is_gone_is_told(teams: FakeTeams, connector: Connector) -> None:
    teams.failures = [httpx.Response(404)] * 9
    async with stream(connector) as growing:
        growing.add("One. ")
        await until(lambda: len(teams.failures) < 9)
        with pytest.raises(Undeliverable):
            await growing.finish(WHOLE)


async def test_an_answer_that_fails_leaves_nothing_running(teams: FakeTeams, connector: Connector) -> None:
    with pytest.raises(LookupError):
        async with stream(connector):
            raise LookupError

    await asyncio.sleep(PACE * 2)
    assert teams.posted == []
