import pytest

from tests.channels.fakes import FakeAssistant
from tests.channels.kept import FakeRecords, conversing
from tests.channels.slack.speaking import Speaking, speaking
from tests.fake_slack import FakeSlack


@pytest.fixture
def slack() -> FakeSlack:
    return FakeSlack()


@pytest.fixture
def person(assistant: FakeAssistant, records: FakeRecords, slack: FakeSlack) -> Speaking:
    return speaking(conversing(assistant, records), slack)
