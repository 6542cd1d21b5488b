import pytest

from assistant.answering import Assistant
from tests.answering.fakes import Parts


@pytest.fixture
def our() -> Parts:
    return Parts()


@pytest.fixture
def assistant(our: Parts) -> Assistant:
    return our.assistant()
