import gc

import pytest

from assistant.conversing import Conversations
from tests.channels.fakes import FakeAssistant
from tests.channels.kept import FakeRecords, conversing
from tests.commands.fakes import Command, FakeParts

LOOPBACK = ["127.0.0.1", "::1"]

# Some thousand modules and tests are there from the start to the end: as often as Python looks through them by itself, a sixth of the
# time goes there.
gc.set_threshold(50_000, 20, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Integration tests may reach this machine; every other test reaches nothing."""
    for item in items:
        if item.get_closest_marker("integration"):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))


def pytest_collection_finish() -> None:
    """What is there by now stays, and need not be looked through for what can go."""
    gc.freeze()


@pytest.fixture
def parts() -> FakeParts:
    return FakeParts()


@pytest.fixture
def command(parts: FakeParts, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command of the command line with the fake parts."""
    return Command(parts, capsys)


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def records() -> FakeRecords:
    return FakeRecords()


@pytest.fixture
def conversations(assistant: FakeAssistant, records: FakeRecords) -> Conversations:
    return conversing(assistant, records)
