import httpx
import pytest

from assistant.channels.web.app import build_app
from assistant.channels.web.settings import WebSettings
from tests.channels.fakes import FakeAssistant
from tests.channels.kept import FakeRecords, conversing, identities


@pytest.fixture
def client(assistant: FakeAssistant, records: FakeRecords) -> httpx.AsyncClient:
    app = build_app(conversing(assistant, records), identities(), WebSettings(slow_after=0.01))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://assistant.test")
