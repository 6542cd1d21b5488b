"""The page as a browser without a script uses it."""

import html
import re

import httpx


async def ask(client: httpx.AsyncClient, question: str = "Who pays?", **fields: str) -> str:
    """The page after a question."""
    return (await client.post("/", data={"question": question} | fields)).text


def hidden(page: str, name: str) -> str:
    """What the page's first hidden field of this name holds."""
    found = re.search(f'name="{name}" value="([^"]*)"', page)
    assert found
    return html.unescape(found[1])
