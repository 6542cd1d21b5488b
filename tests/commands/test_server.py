import httpx
import pytest

from assistant.commands.server import build_site
from assistant.handing_over import Team
from assistant.settings import Settings
from tests.channels.fakes import FakeAssistant
from tests.channels.kept import FakeRecords, conversing
from tests.commands.fakes import FakeService

pytestmark = pytest.mark.asyncio


def site(settings: Settings, team: Team | None = None) -> httpx.AsyncClient:
    service = FakeService(conversing(FakeAssistant(), FakeRecords(), team or Team()))
    return httpx.AsyncClient(transport=httpx.ASGITransport(build_site(service, settings)), base_url="http://assistant.test")


async def test_the_pages_of_staff_exist_only_with_a_token() -> None:
    without, within = site(Settings()), site(Settings(staff_token="sixteen-letters-"))

    assert (await without.get("/staff")).status_code == 404
    assert "Staff token" in (await within.get("/staff")).text


async def test_the_page_says_who_answers_and_when() -> None:
    client = site(Settings(), Team("the careers team", "in a week", "Slack"))

    page = (await client.post("/", data={"question": "Who pays?"})).text

    assert "the careers team" in page
    assert "They answer in a week" in page
    assert "They also get a copy in Slack" in page


async def test_the_page_says_how_long_questions_are_kept() -> None:
    page = (await site(Settings()).post("/", data={"question": "Who pays?"})).text

    assert "If you rate it, we keep this for 12 months, not 30 days." in page
