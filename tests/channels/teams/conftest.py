from collections.abc import Iterator

import httpx
import pytest
import stamina

from assistant.channels.teams.connector import Connector
from assistant.channels.teams.hearing import Listener
from assistant.channels.teams.speaking import Speaker
from tests.channels.fakes import FakeAssistant
from tests.channels.kept import NOON, FakePosted, FakeRecords, conversing
from tests.channels.teams.listening import Inbox, Teams
from tests.fake_teams import FakeTeams


@pytest.fixture(autouse=True)
def _without_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture(scope="session")
def _microsoft() -> FakeTeams:
    return FakeTeams()


@pytest.fixture
def teams(_microsoft: FakeTeams) -> FakeTeams:
    """Microsoft's side, with nothing posted yet. Its keys take a while to make, so they are the same for all tests."""
    return FakeTeams(key=_microsoft.key, another_key=_microsoft.another_key)


@pytest.fixture
def connector(teams: FakeTeams) -> Connector:
    return Connector(teams.app, httpx.MockTransport(teams))


@pytest.fixture
def posted() -> FakePosted:
    return FakePosted()


@pytest.fixture
def speaker(assistant: FakeAssistant, records: FakeRecords, connector: Connector, posted: FakePosted) -> Speaker:
    return Speaker(conversing(assistant, records), connector, posted, pace=0.05)


@pytest.fixture
def heard(speaker: Speaker, teams: FakeTeams) -> Teams:
    inbox = Inbox()
    return Teams(Listener(speaker, inbox.take, now=lambda: NOON), teams, inbox)
