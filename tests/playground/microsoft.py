"""Microsoft's side on this machine, for its Agents Playground: that signs nothing, so a proxy in front of the assistant does."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from aiohttp import web

from tests.fake_teams import FakeTeams

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "artifacts" / "playground"
STAFF = "a-token-for-tests-only"


@dataclass
class Microsoft:
    """An issuer, and a proxy that signs what is posted to it, and posts it to `assistant`, once that has an address."""

    teams: FakeTeams = field(default_factory=FakeTeams)
    assistant: str = ""
    posted: list[dict[str, object]] = field(default_factory=list)

    @property
    def proxy(self) -> str:
        return f"{self.teams.base}/signed"

    async def sign(self, request: web.Request) -> web.Response:
        """Post it on with a token for the service that it says it comes from."""
        body = await request.json()
        self.posted.append(body)
        headers = {"Authorization": f"Bearer {self.teams.token(serviceurl=body['serviceUrl'])}"}
        async with httpx.AsyncClient(timeout=30) as client:
            answer = await client.post(f"{self.assistant}/api/messages", content=json.dumps(body), headers=headers)
        return web.Response(body=answer.content, status=answer.status_code, content_type="application/json")


@contextmanager
def microsoft() -> Iterator[Microsoft]:
    """Microsoft, in a thread of its own."""
    given = Microsoft()
    loop = asyncio.new_event_loop()
    app = web.Application()
    app.router.add_post("/signed", given.sign)
    app.router.add_route("*", "/{rest:.*}", given.teams.over_http)
    runner = web.AppRunner(app)
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    given.teams.base = asyncio.run_coroutine_threadsafe(_open(runner), loop).result(30)
    yield given
    asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(30)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


async def _open(runner: web.AppRunner) -> str:
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return f"http://127.0.0.1:{runner.addresses[0][1]}"
