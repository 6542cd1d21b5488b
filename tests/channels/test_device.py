"""What a device keeps of who uses it: for a quarter of an hour, unless they choose to be remembered."""

import re
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from itsdangerous import TimestampSigner

from assistant.channels.web.app import build_app
from assistant.channels.web.conversation import Exchange, carried
from assistant.channels.web.identity import Identities
from tests.channels.fakes import ANSWERED, LEVY, FakeAssistant
from tests.channels.kept import DAY, NOON, FakeRecords, conversing, identities

pytestmark = pytest.mark.asyncio

SECRET = b"a key that only this test knows"


async def ask(client: httpx.AsyncClient, question: str = "Who pays?", **fields: str) -> httpx.Response:
    return await client.post("/", data={"question": question} | fields)


def said_at(minutes_ago: float) -> str:
    """A conversation whose last answer was given so many minutes before the noon of the tests."""
    at = int((NOON - timedelta(minutes=minutes_ago)).timestamp())
    return carried([Exchange(question="What is the OSCE?", answer="A test.", at=at)])


def cookie_of(response: httpx.Response) -> set[str]:
    return set(response.headers["set-cookie"].split("; ")[1:])


async def test_nothing_of_a_page_is_kept_by_the_browser(client: httpx.AsyncClient) -> None:
    pages = [await client.get("/"), await ask(client), await client.get("/replies"), await client.get("/device")]

    assert {page.headers["cache-control"] for page in pages} == {"no-store"}


async def test_a_conversation_goes_on_for_a_quarter_of_an_hour_and_no_longer(client: httpx.AsyncClient) -> None:
    fresh = (await ask(client, conversation=said_at(14))).text
    stale = (await ask(client, conversation=said_at(16))).text

    assert "What is the OSCE?" in fresh.split('id="examples"')[0]
    assert "What is the OSCE?" not in stale.split('id="examples"')[0]
    assert "The conversation was cleared, because nobody had used it for 15 minutes." in stale


async def test_what_is_remembered_does_not_end(client: httpx.AsyncClient) -> None:
    await client.post("/remember", data={"remember": "yes"})

    page = (await ask(client, conversation=said_at(1_000))).text

    assert "What is the OSCE?" in page.split('id="examples"')[0]
    assert "was cleared" not in page


async def test_who_has_been_away_for_too_long_is_somebody_new_and_told(assistant: FakeAssistant, records: FakeRecords) -> None:
    app = build_app(conversing(assistant, records), Identities(SECRET, seconds=DAY, idle_seconds=-1))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://assistant.test") as client:
        await ask(client)
        page = await client.get("/")
        await ask(client)

    assert "The conversation was cleared" in page.text
    assert "Max-Age=0" in page.headers["set-cookie"]
    assert len(records.turns) == 2


async def test_to_be_remembered_is_chosen_told_how_long_and_taken_back(client: httpx.AsyncClient, records: FakeRecords) -> None:
    await ask(client)

    chosen = await client.post("/remember", data={"remember": "yes"})
    await ask(client)
    taken_back = await client.post("/remember", data={"remember": "no"})
    await ask(client)

    assert f"Max-Age={365 * DAY}" in cookie_of(chosen)
    assert "This device remembers you for 12 months after your last visit" in chosen.text
    assert not any(part.startswith("Max-Age") for part in cookie_of(taken_back))
    assert "It is cleared when you close the tab, and after 15 minutes without use." in taken_back.text
    assert len(records.turns) == 1  # the same person all along


async def test_a_cookie_for_a_while_cannot_be_passed_off_as_one_that_lasts() -> None:
    passing = TimestampSigner(SECRET, salt="passing").sign("key").decode()

    known = identities().visitor(passing)

    assert not known.remembered


async def test_leaving_drops_the_person_and_the_language(client: httpx.AsyncClient, records: FakeRecords) -> None:
    await client.post("/language", data={"language": "cy"})
    await ask(client)

    await client.post("/leave", data={"language": "forget"})

    assert dict(client.cookies) == {}
    await ask(client)
    assert len(records.turns) == 2


async def test_forgetting_leaves_a_device_that_remembers_too(client: httpx.AsyncClient) -> None:
    await client.post("/remember", data={"remember": "yes"})
    page = await client.post("/", data={"question": "Forget me"})
    by_form = dict(client.cookies)
    await client.post("/remember", data={"remember": "yes"})
    await client.post("/leave", data={"forget": "yes"})

    assert 'data-remembered="no"' in page.text
    assert "me" not in by_form
    assert "me" not in client.cookies


async def test_leaving_a_device_that_remembers_changes_nothing(client: httpx.AsyncClient, records: FakeRecords) -> None:
    await client.post("/remember", data={"remember": "yes"})
    await ask(client)

    await client.post("/leave", data={"language": "forget"})
    await ask(client)

    assert len(records.turns) == 1


async def test_staying_says_nothing(client: httpx.AsyncClient) -> None:
    response = await client.post("/stay")

    assert (response.status_code, response.content) == (204, b"")


@pytest.mark.parametrize("path", ["/language", "/remember", "/stay", "/leave"])
async def test_another_site_cannot_change_what_a_device_keeps(client: httpx.AsyncClient, path: str) -> None:
    response = await client.post(path, data={"remember": "yes"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert "set-cookie" not in response.headers


async def test_the_replies_of_a_person_are_not_shown_to_the_next_who_opens_the_page(
    client: httpx.AsyncClient,
) -> None:
    page = (await ask(client)).text
    found = re.search(r'name="turn" value="([^"]+)"', page)
    assert found

    sent = await client.post("/ask-a-person", data={"turn": found[1]})

    assert "To see the reply, choose" in sent.text
    assert "With the learning and development team" in sent.text
    assert "With the learning and development team" not in (await client.get("/")).text


async def test_who_asks_for_a_person_in_the_chat_is_told_that_the_reply_needs_remembering(
    client: httpx.AsyncClient, assistant: FakeAssistant
) -> None:
    assistant.reply = replace(ANSWERED, kind="handoff", text="Sent.")

    told = (await ask(client)).text
    await client.post("/remember", data={"remember": "yes"})

    assert "To see the reply, choose" in told
    assert "To see the reply, choose" not in (await ask(client)).text


async def test_sending_to_a_person_can_remember_the_device_for_the_reply(client: httpx.AsyncClient) -> None:
    page = (await ask(client)).text
    found = re.search(r'name="turn" value="([^"]+)"', page)
    assert found

    sent = await client.post("/ask-a-person", data={"turn": found[1], "remember": "yes", "part": "1"})

    assert f"Max-Age={365 * DAY}" in cookie_of(sent)
    assert "To see the reply, choose" not in sent.text
    assert LEVY in page
