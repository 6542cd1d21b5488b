"""The Teams channel in our web application, in front of an issuer and a connector of our own on this machine."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable

import httpx
import jwt
import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from fastapi import FastAPI

from assistant.channels.teams.channel import TeamsChannel
from assistant.kept import Received
from tests.channels.fakes import LEVY, FakeAssistant
from tests.channels.kept import FakePosted, FakeRecords, conversing
from tests.fake_teams import CLIENT_ID, ISSUER, FakeTeams

pytestmark = [pytest.mark.integration, pytest.mark.enable_socket, pytest.mark.asyncio]

Refusal = Callable[[FakeTeams], str]


def _unsigned(teams: FakeTeams, **other: object) -> str:
    claims = {"iss": ISSUER, "aud": CLIENT_ID, "serviceurl": teams.base, "exp": int(time.time()) + 600} | other
    return jwt.encode(claims, "x" * 32, algorithm="HS256", headers={"kid": "key-1"})


BAD: dict[str, Refusal] = {
    "no token": lambda teams: "",
    "no bearer": lambda teams: f"Basic {teams.token()}",
    "not a token": lambda teams: "Bearer nonsense",
    "bad signature": lambda teams: f"Bearer {teams.token(teams.another_key)}",
    "wrong audience": lambda teams: f"Bearer {teams.token(aud='another-app')}",
    "wrong issuer": lambda teams: f"Bearer {teams.token(iss='https://evil.example')}",
    "expired": lambda teams: f"Bearer {teams.token(exp=int(time.time()) - 400)}",
    "from another service": lambda teams: f"Bearer {teams.token(serviceurl='http://127.0.0.1:1')}",
    "from no service": lambda teams: f"Bearer {teams.token(serviceurl=None)}",
    "of Entra ID": lambda teams: f"Bearer {teams.token(iss='https://sts.windows.net/x/', tid='x')}",
    "of Entra ID, second version": lambda teams: f"Bearer {teams.token(iss='https://login.microsoftonline.com/x/v2.0', tid='x')}",
    "signed with a word": lambda teams: f"Bearer {_unsigned(teams)}",
    "signed by nobody": lambda teams: f"Bearer {jwt.encode({'iss': ISSUER, 'aud': CLIENT_ID}, '', algorithm='none')}",
}


class Inbox:
    """Answers what it takes, once and at once."""

    def __init__(self) -> None:
        self.taken: dict[str, Received] = {}
        self.answering: list[asyncio.Task[None]] = []
        self.channel: TeamsChannel | None = None

    async def take(self, received: Received) -> bool:
        if received.id in self.taken:
            return False
        self.taken[received.id] = received
        assert self.channel
        self.answering.append(asyncio.create_task(self.channel.answer(received)))
        return True


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest_asyncio.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    fake = FakeTeams()
    async with TestServer(fake.web(), host="127.0.0.1") as server:
        fake.base = str(server.make_url("")).rstrip("/")
        yield fake


@pytest_asyncio.fixture
async def client(teams: FakeTeams, assistant: FakeAssistant, inbox: Inbox) -> AsyncIterator[httpx.AsyncClient]:
    inbox.channel = TeamsChannel(teams.app, conversing(assistant, FakeRecords()), inbox.take, FakePosted())
    api = FastAPI()
    inbox.channel.attach(api)
    running = asyncio.create_task(inbox.channel.run())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(api), base_url="http://assistant.test") as posting:
        yield posting
    await asyncio.gather(*inbox.answering)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def post(client: httpx.AsyncClient, body: object, authorization: str) -> httpx.Response:
    headers = {"Authorization": authorization} if authorization else {}
    return await client.post("/api/messages", json=body, headers=headers)


@pytest.mark.parametrize("refusal", BAD)
async def test_who_is_not_microsoft_teams_is_refused_and_nothing_is_done(
    client: httpx.AsyncClient, teams: FakeTeams, inbox: Inbox, refusal: str
) -> None:
    response = await post(client, teams.activity("who pays?"), BAD[refusal](teams))

    assert response.status_code == 401
    assert (inbox.taken, teams.posted, teams.sign_ins) == ({}, [], [])


async def test_an_activity_that_names_no_service_is_refused(client: httpx.AsyncClient, teams: FakeTeams, inbox: Inbox) -> None:
    response = await post(client, teams.activity("who pays?", serviceUrl=None), f"Bearer {teams.token()}")

    assert (response.status_code, inbox.taken) == (401, {})


async def test_a_refusal_is_logged_once_with_the_remedy(
    client: httpx.AsyncClient, teams: FakeTeams, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        await post(client, teams.activity("a secret"), f"Bearer {teams.token(aud='another-app')}")

    logged = [json.loads(line) for line in caplog.messages]
    assert [each["event"] for each in logged] == ["teams_not_let_in"]
    assert "ASSISTANT_TEAMS_CLIENT_ID" in logged[0]["remedy"]


async def test_a_question_is_acknowledged_before_it_is_answered(
    client: httpx.AsyncClient, teams: FakeTeams, inbox: Inbox, assistant: FakeAssistant
) -> None:
    assistant.delay = 0.3
    began = time.monotonic()

    response = await post(client, teams.activity("who pays?"), f"Bearer {teams.token()}")
    acknowledged = time.monotonic() - began
    posted_by_then = list(teams.messages)
    await asyncio.gather(*inbox.answering)

    assert (response.status_code, posted_by_then) == (200, [])
    assert acknowledged < 0.3
    assert LEVY in teams.messages[0].text
    assert teams.messages[0].signed_in


async def test_what_teams_posts_three_times_is_answered_once(client: httpx.AsyncClient, teams: FakeTeams, inbox: Inbox) -> None:
    body = teams.activity("who pays?")
    codes = [(await post(client, body, f"Bearer {teams.token()}")).status_code for _ in range(3)]
    await asyncio.gather(*inbox.answering)

    assert codes == [200, 200, 200]
    assert len(teams.messages) == 1


async def test_a_clock_that_is_some_minutes_off_does_no_harm(client: httpx.AsyncClient, teams: FakeTeams) -> None:
    response = await post(client, teams.activity("who pays?"), f"Bearer {teams.token(exp=int(time.time()) - 100)}")

    assert response.status_code == 200


@pytest.mark.parametrize("body", ["not json", "[]", '"text"', "null", "[" * 100_000, ""])
async def test_what_is_no_json_object_is_refused(client: httpx.AsyncClient, teams: FakeTeams, body: str) -> None:
    response = await client.post("/api/messages", content=body, headers={"Authorization": f"Bearer {teams.token()}"})

    assert response.status_code == 400


async def test_an_activity_that_is_not_known_is_acknowledged_and_logged_once_without_its_words(
    client: httpx.AsyncClient, teams: FakeTeams, caplog: pytest.LogCaptureFixture
) -> None:
    codes = [
        (await post(client, teams.activity("a secret", type="invention"), f"Bearer {teams.token()}")).status_code
        for _ in range(3)
    ]

    assert codes == [200, 200, 200]
    assert [json.loads(line)["event"] for line in caplog.messages] == ["teams_activity_unknown"]
    assert "secret" not in caplog.text


async def test_a_button_is_answered_with_what_its_card_shows(client: httpx.AsyncClient, teams: FakeTeams) -> None:
    response = await post(client, teams.pressed("ask", text="full time"), f"Bearer {teams.token()}")

    assert response.json()["type"] == "application/vnd.microsoft.activity.message"


async def test_too_many_requests_are_waited_for(client: httpx.AsyncClient, teams: FakeTeams, inbox: Inbox) -> None:
    teams.failures = [None, httpx.Response(429, headers={"Retry-After": "1"})]
    began = time.monotonic()

    await post(client, teams.activity("who pays?"), f"Bearer {teams.token()}")
    await asyncio.gather(*inbox.answering)

    assert len(teams.messages) == 1
    assert teams.messages[0].at - began >= 1


async def test_an_app_that_is_spoken_to_by_an_app_says_nothing(client: httpx.AsyncClient, teams: FakeTeams, inbox: Inbox) -> None:
    response = await post(client, teams.activity("hello", **{"from": {"id": "28:other"}}), f"Bearer {teams.token()}")

    assert (response.status_code, inbox.taken, teams.posted) == (200, {}, [])
