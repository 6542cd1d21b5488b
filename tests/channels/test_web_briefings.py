from dataclasses import replace

import httpx
import pytest

from assistant.channels.web.conversation import Exchange, carried
from assistant.types import Details, Item, Step, Turn
from tests.channels.drawn import BRIEFING
from tests.channels.fakes import ANSWERED, FakeAssistant
from tests.channels.kept import NOON, FakeRecords
from tests.channels.plain_page import ask, hidden

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


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK\x03\x04"), ("pdf", b"%PDF"), ("md", b"# Briefing for a career talk")])
async def test_a_briefing_on_the_page_can_be_taken_away(
    client: httpx.AsyncClient, assistant: FakeAssistant, records: FakeRecords, form: str, begins: bytes
) -> None:
    assistant.reply = BRIEFING
    page = await ask(
        client,
        "brief me: band 5 nurse",
        conversation=carried([Exchange(question="hello", answer="Hello.", at=int(NOON.timestamp()))]),
    )
    kept = sum(map(len, records.turns.values()))

    file = await client.post("/brief", data={"asked": hidden(page, "asked"), "format": form})

    assert file.content.startswith(begins)
    assert file.headers["content-disposition"] == f'attachment; filename="briefing.{form}"'
    assert (assistant.asked[-1].text, assistant.asked[-1].history) == ("brief me: band 5 nurse", (Turn("user", "hello"),))
    assert sum(map(len, records.turns.values())) == kept


async def test_only_a_briefing_offers_files(client: httpx.AsyncClient) -> None:
    page = await ask(client)

    assert 'action="/brief"' not in page


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"asked": '["Who pays?"]', "format": "pdf"}, "There is no briefing to write down"),
        ({"asked": '["a"]', "format": "exe"}, "Choose one of the formats"),
        ({"asked": "{", "format": "pdf"}, "The question could not be read."),
        ({"asked": "[]", "format": "pdf"}, "The question could not be read."),
        ({}, "The question could not be read."),
    ],
)
async def test_a_file_that_cannot_be_made_is_a_page_that_says_why(
    client: httpx.AsyncClient, fields: dict[str, str], told: str
) -> None:
    response = await client.post("/brief", data=fields)

    assert response.status_code == 422
    assert response.headers["content-type"].startswith("text/html")
    assert told in response.text
