"""What the page loads, and how much."""

import random
import re
from dataclasses import replace
from typing import Any

import httpx
import pytest

from assistant.channels.web.app import STATIC
from assistant.channels.web.conversation import carried, read_carried
from tests.channels.fakes import ANSWERED, LEVY, FakeAssistant, source_address
from tests.channels.plain_page import hidden

pytestmark = pytest.mark.asyncio

SENT = sorted(path.name for path in STATIC.iterdir() if path.suffix != ".txt")
HOSTILE = '<script>alert("1")</script>\u202e\U000e0041\x00\' onclick="x'


async def test_a_page_asks_nothing_of_another_site_and_runs_nothing_inline(client: httpx.AsyncClient) -> None:
    pages = [
        await client.get("/"),
        await client.post("/", data={"question": "Who pays?"}),
        await client.get(source_address(LEVY)),
    ]

    for page in pages:
        assert not re.findall(r'(?:src|href|action)="(?:https?:)?//(?!example\.org/apprenticeships")', page.text)
        assert not re.search(r"<style|<script(?! type=\"module\" src=)|\son\w+=|\sstyle=", page.text)
        assert "default-src 'self'" in page.headers["content-security-policy"]
        assert "unsafe" not in page.headers["content-security-policy"]
        assert page.headers["x-content-type-options"] == "nosniff"


async def test_the_style_sheet_and_script_load_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    for name in SENT:
        text = (await client.get(f"/static/{name}")).text

        assert not re.search(r"https?://|url\(['\"]?//|@import|@font-face", text.replace("http://www.w3.org/", ""))


async def test_the_licence_of_the_style_sheet_is_served_beside_it(client: httpx.AsyncClient) -> None:
    response = await client.get("/static/nhsuk-frontend-LICENSE.txt")

    assert "Copyright (c) 2019 NHS.UK" in response.text


async def weight(client: httpx.AsyncClient, method: str, path: str, **body: Any) -> int:
    """The bytes that come over the line, compressed."""
    async with client.stream(method, path, headers={"Accept-Encoding": "gzip"}, **body) as response:
        assert response.status_code == 200
        return len(b"".join([part async for part in response.aiter_raw()]))


async def test_all_of_the_page_weighs_less_than_120_kilobytes(client: httpx.AsyncClient) -> None:
    client.headers["Accept-Language"] = "ml"  # its letters take the most bytes

    page = await weight(client, "GET", "/")
    files = [await weight(client, "GET", f"/static/{name}") for name in SENT]

    assert page + sum(files) < 120_000


@pytest.mark.parametrize("letters", ["abcdefghijklmnopqrstuvwxyz     ", "അആഇഈഉഎഏഐഒഓകഖഗഘങചഛജഝ     "], ids=["English", "Malayalam"])
async def test_a_long_conversation_that_forms_carry_weighs_no_more(
    client: httpx.AsyncClient, assistant: FakeAssistant, letters: str
) -> None:
    chance = random.Random(0)  # text by chance is compressed less than any that is written
    told = ""
    for number in range(9):
        assistant.reply = replace(ANSWERED, text="".join(chance.choices(letters, k=5_000)))
        response = await client.post("/", data={"question": f"Question {number}?", "conversation": told})
        assert response.status_code == 200
        told = carried(read_carried(hidden(response.text, "conversation")))

    page = await weight(client, "POST", "/", data={"question": "Who pays?", "conversation": told})
    files = [await weight(client, "GET", f"/static/{name}") for name in SENT]

    assert page + sum(files) < 120_000
    assert read_carried(told)[-1].question == "Question 8?"
