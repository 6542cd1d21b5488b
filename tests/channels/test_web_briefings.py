from dataclasses import replace

import httpx
import pytest

from assistant.types import Details, Item, Step
from tests.channels.fakes import ANSWERED, FakeAssistant

pytestmark = pytest.mark.asyncio


async def test_a_briefing_can_be_asked_for_as_an_object_or_a_file(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    details = Details("briefing", (Item("Routes", (Step("The levy pays."),)),), "Briefing for a career talk")
    assistant.reply = replace(ANSWERED, kind="briefing", details=details)

    told = await client.post("/api/brief", json={"text": "b5 physio, wants ACP"})
    file = await client.post("/api/brief", json={"text": "b5 physio, wants ACP", "format": "md"})

    assert told.json()["details"]["items"][0]["title"] == "Routes"
    assert file.text.startswith("# Briefing for a career talk")
    assert file.headers["content-disposition"] == 'attachment; filename="briefing.md"'
    assert {asked.tool for asked in assistant.asked} == {"briefing"}


async def test_what_is_no_briefing_gives_no_file(client: httpx.AsyncClient) -> None:
    refused = await client.post("/api/brief", json={"text": "hello", "format": "pdf"})

    assert refused.status_code == 422
    assert "say which job it is about" in refused.json()["detail"]
