"""What `assistant doctor` says of the apps that answer, over a Slack and a Microsoft of our own on this machine."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer

from assistant.bootstrap_serving import build_checks
from assistant.errors import NotToldYet
from assistant.settings import Settings
from tests.fake_slack import SCOPES, FakeSlack
from tests.fake_teams import CLIENT_ID, FakeTeams

pytestmark = [pytest.mark.integration, pytest.mark.enable_socket, pytest.mark.asyncio]


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    fake = FakeSlack()
    await fake.start()
    yield fake
    await fake.stop()


@pytest_asyncio.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    fake = FakeTeams()
    server = TestServer(fake.web(), host="127.0.0.1")
    await server.start_server()
    fake.base = str(server.make_url("")).rstrip("/")
    yield fake
    await server.close()


def in_slack(slack: FakeSlack, channel: str = "") -> Settings:
    return Settings(
        slack_bot_token="xoxb-hidden", slack_signing_secret="x", slack_api_url=slack.api_url, handoff_slack_channel=channel
    )


def in_teams(teams: FakeTeams, conversation: str = "") -> Settings:
    app = teams.app
    return Settings(
        teams_client_id=app.client_id,
        teams_client_secret=app.client_secret,
        teams_tenant_id=app.tenant,
        teams_metadata_url=app.metadata,
        handoff_teams_conversation=conversation,
    )


async def found(settings: Settings, name: str) -> str:
    """What the one check of that name finds."""
    (check,) = [each for each in build_checks(settings) if each.name == name]
    return await asyncio.to_thread(check.run)


@pytest.mark.parametrize("channel", ["", "C012345"])
async def test_the_app_that_answers_in_slack_is_looked_at_once(slack: FakeSlack, channel: str) -> None:
    told = await found(in_slack(slack, channel), "Slack")

    assert told == "signs in as assistant, with the scopes of slack-manifest.yaml"
    assert [(call.method, call.token) for call in slack.calls] == [("auth.test", "xoxb-hidden")]


async def test_a_scope_that_the_app_lacks_in_slack_is_named(slack: FakeSlack) -> None:
    slack.scopes = tuple({*SCOPES, "users:read"} - {"im:history"})

    with pytest.raises(NotToldYet, match=r"give it the scopes im:history, as slack-manifest.yaml says, and install it again"):
        await found(in_slack(slack), "Slack")


async def test_a_token_that_slack_does_not_take_is_told_without_it(slack: FakeSlack) -> None:
    slack.fail("auth.test", "token_revoked")

    with pytest.raises(NotToldYet, match="set ASSISTANT_SLACK_BOT_TOKEN to its token") as caught:
        await found(in_slack(slack), "Slack")

    assert "hidden" not in str(caught.value)


@pytest.mark.parametrize("conversation", ["", "19:abc@thread.tacv2"])
async def test_the_app_that_answers_in_teams_is_looked_at_once(teams: FakeTeams, conversation: str) -> None:
    told = await found(in_teams(teams, conversation), "Teams")

    assert told == f"signs in as {CLIENT_ID}"
    assert (len(teams.sign_ins), teams.posted) == (1, [])


async def test_a_secret_that_microsoft_does_not_take_is_told(teams: FakeTeams) -> None:
    teams.sign_in_status = 401

    with pytest.raises(NotToldYet, match="ASSISTANT_TEAMS_CLIENT_SECRET"):
        await found(in_teams(teams), "Teams")


async def test_without_an_app_the_records_alone_are_looked_at() -> None:
    assert [check.name for check in build_checks(Settings())] == ["records"]
