"""A page that is closed while its answer comes, over the real web server: nothing is logged, and the work stops."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
import uvicorn

from assistant.channels.web.app import build_app
from assistant.types import Answer, Question, Sentence
from tests.channels.fakes import FakeAssistant
from tests.channels.kept import FakeRecords, conversing, identities

pytestmark = [pytest.mark.integration, pytest.mark.enable_socket, pytest.mark.asyncio]

LONG = "Ask your manager. " * 2_000  # a line that is not read fills up soon
WITHIN = 10  # seconds


class Endless(FakeAssistant):
    """Says one sentence after another until nobody listens."""

    def __init__(self) -> None:
        super().__init__()
        self.is_stopped = asyncio.Event()

    async def tell(self, question: Question) -> AsyncGenerator[Sentence | Answer]:
        self.asked.append(question)
        try:
            while True:
                yield Sentence(LONG, (), 1.0)
                await asyncio.sleep(0)
        finally:
            self.is_stopped.set()


@asynccontextmanager
async def served(assistant: FakeAssistant) -> AsyncIterator[str]:
    app = build_app(conversing(assistant, FakeRecords()), identities())
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - the server sets no event
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving


async def test_closing_the_page_while_an_answer_comes_stops_the_work_and_logs_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assistant = Endless()

    async with served(assistant) as address, httpx.AsyncClient() as client:
        async with client.stream("POST", f"{address}/api/chat/stream", json={"question": "Who pays?"}) as response:
            async for line in response.aiter_lines():
                if line == "event: sentence":
                    await asyncio.sleep(0.3)  # until the server cannot send any more
                    break
        await asyncio.wait_for(assistant.is_stopped.wait(), WITHIN)

    assert [each.getMessage() for each in caplog.records if each.levelno >= logging.WARNING] == []
