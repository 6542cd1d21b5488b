import pytest

from tests.commands.fakes import Command, FakeParts

LOOPBACK = ["127.0.0.1", "::1"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Integration tests may reach this machine; every other test reaches nothing."""
    for item in items:
        if item.get_closest_marker("integration"):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))


@pytest.fixture
def parts() -> FakeParts:
    return FakeParts()


@pytest.fixture
def command(parts: FakeParts, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command of the command line with the fake parts."""
    return Command(parts, capsys)
