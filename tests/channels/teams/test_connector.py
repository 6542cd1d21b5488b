import httpx
import pytest

from assistant.channels.teams.connector import Connector
from assistant.channels.teams.messages import sentence
from assistant.errors import NotToldYet, Undeliverable
from tests.channels.teams.places import ALONE, ROOM
from tests.fake_teams import BOT, CLIENT_ID, SECRET, FakeTeams

HELLO = sentence("Hello <b>you</b>")


async def test_a_message_goes_to_its_conversation_signed_in_and_in_reply(teams: FakeTeams, connector: Connector) -> None:
    given = await connector.send(ALONE, HELLO)

    sent = teams.posted[0]
    assert (given, sent.conversation, sent.text, sent.signed_in) == ("message-1", "a:chat-1", "Hello <b>you</b>", True)
    assert (sent.body["from"]["id"], sent.body["replyToId"], sent.body["textFormat"]) == (BOT, "42", "plain")


async def test_the_app_signs_in_once_with_its_secret(teams: FakeTeams, connector: Connector) -> None:
    await connector.send(ALONE, HELLO)
    await connector.send(ALONE, HELLO)

    assert [(each["client_id"], each["client_secret"]) for each in teams.sign_ins] == [([CLIENT_ID], [SECRET])]


async def test_a_whisper_is_for_the_asker_alone(teams: FakeTeams, connector: Connector) -> None:
    await connector.whisper(ROOM, HELLO)

    sent = teams.posted[0]
    assert (sent.conversation, sent.whispered) == (ROOM.conversation, True)
    assert sent.body["recipient"] == {"id": "29:someone", "isTargeted": True}


async def test_a_message_can_be_put_in_place_of_another(teams: FakeTeams, connector: Connector) -> None:
    await connector.change(ALONE, "message-9", HELLO)

    assert teams.posted[0].changed == "message-9"


@pytest.mark.parametrize(
    "failure",
    [
        httpx.Response(429, headers={"Retry-After": "1"}),
        httpx.Response(429),
        httpx.Response(502),
        httpx.ConnectError("no"),
    ],
)
async def test_what_may_pass_is_tried_again(teams: FakeTeams, connector: Connector, failure: httpx.Response) -> None:
    teams.failures = [failure, failure]

    await connector.send(ALONE, HELLO)

    assert len(teams.posted) == 1


async def test_it_is_not_tried_for_ever(teams: FakeTeams, connector: Connector) -> None:
    teams.failures = [httpx.Response(429, headers={"Retry-After": "1"})] * 9

    with pytest.raises(NotToldYet, match="429"):
        await connector.send(ALONE, HELLO)


async def test_whoever_asks_for_a_long_wait_is_not_waited_for(teams: FakeTeams, connector: Connector) -> None:
    teams.failures = [httpx.Response(429, headers={"Retry-After": "3600"})]

    with pytest.raises(NotToldYet, match="It is tried again|it is tried again"):
        await connector.send(ALONE, HELLO)

    assert teams.failures == []


@pytest.mark.parametrize("status", [403, 404, 410])
async def test_an_app_that_was_taken_out_cannot_reach_anybody(teams: FakeTeams, connector: Connector, status: int) -> None:
    teams.failures = [httpx.Response(status)]

    with pytest.raises(Undeliverable, match="taken out"):
        await connector.send(ALONE, HELLO)


async def test_revoked_credentials_are_told_with_the_remedy_and_without_the_secret(
    teams: FakeTeams, connector: Connector
) -> None:
    teams.sign_in_status = 401

    with pytest.raises(NotToldYet, match="ASSISTANT_TEAMS_CLIENT_SECRET") as caught:
        await connector.send(ALONE, HELLO)

    assert SECRET not in str(caught.value) + repr(teams.app)


async def test_a_service_that_is_not_there_is_told(teams: FakeTeams, connector: Connector) -> None:
    teams.failures = [httpx.ReadTimeout("slow")] * 9

    with pytest.raises(NotToldYet, match="could not be reached"):
        await connector.send(ALONE, HELLO)
