"""The service in a process of its own, between a Slack and a Teams of ours."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from aiohttp.test_utils import TestServer

from tests.fake_slack import FakeSlack
from tests.fake_slack.sends import SECRET, as_json, direct, event, signed
from tests.fake_teams import CLIENT_ID, TENANT, FakeTeams
from tests.fake_teams import SECRET as TEAMS_SECRET

_START = 120.0  # seconds
POLL = 0.01


@dataclass
class Serving:
    """The process, its address, and the platforms on both sides of it."""

    slack: FakeSlack
    teams: FakeTeams
    folder: Path
    port: int = 0
    process: asyncio.subprocess.Process | None = None
    client: httpx.AsyncClient = field(default_factory=lambda: httpx.AsyncClient(timeout=120))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start the process, and wait until it answers."""
        self.port = self.port or _free_port()
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")} | {
            "ASSISTANT_DATA_DIR": str(self.folder),
            "ASSISTANT_SLACK_BOT_TOKEN": "xoxb-benchmark",
            "ASSISTANT_SLACK_SIGNING_SECRET": SECRET,
            "ASSISTANT_SLACK_API_URL": self.slack.api_url,
            "ASSISTANT_TEAMS_CLIENT_ID": CLIENT_ID,
            "ASSISTANT_TEAMS_CLIENT_SECRET": TEAMS_SECRET,
            "ASSISTANT_TEAMS_TENANT_ID": TENANT,
            "ASSISTANT_TEAMS_METADATA_URL": self.teams.app.metadata,
        }
        command = (sys.executable, "-m", "assistant", "serve", "--port", str(self.port))
        self.process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=asyncio.subprocess.DEVNULL)
        await asyncio.wait_for(self._answers(), _START)

    async def kill(self) -> None:
        """End it at once, as a machine that fails would."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """End it."""
        await self._end(signal.SIGTERM)
        await self.client.aclose()

    async def write_in_slack(self, name: str, text: str) -> httpx.Response:
        """Somebody writes to the app: each message is a thread of its own, named by its number."""
        body, kind = as_json(event(direct(text, ts=f"{name}.000100"), f"Ev{name}"))
        return await self.client.post(
            f"{self.address}/slack/events", content=body, headers={**signed(body), "Content-Type": kind}
        )

    async def write_in_teams(self, name: str, text: str) -> httpx.Response:
        """Somebody writes to the app in a chat of their own, named so."""
        activity = self.teams.activity(text, id=name, conversation=_chat(name))
        headers = {"Authorization": f"Bearer {self.teams.token()}"}
        return await self.client.post(f"{self.address}/api/messages", json=activity, headers=headers)

    def said_in_slack(self, name: str) -> str:
        """What stands in the thread, beside the question."""
        return "\n".join(each.text or each.words for each in self.slack.thread("D1", f"{name}.000100"))

    def said_in_teams(self, name: str) -> str:
        """What stands in the chat; typing and what is only being looked for is none of it."""
        chat = _chat(name)["id"]
        posted = (each for each in self.teams.posted if each.conversation == chat)
        return "\n".join(each.text for each in posted if each.stream != "informative")

    async def _answers(self) -> None:
        while True:
            try:
                await self.client.get(f"{self.address}/readyz")
            except httpx.TransportError:
                await asyncio.sleep(POLL)
            else:
                return

    async def _end(self, how: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(how)
        await self.process.wait()


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[Serving]:
    """The service over the index in a data folder, started."""
    slack, teams = FakeSlack(), FakeTeams()
    await slack.start()
    async with TestServer(teams.web(), host="127.0.0.1") as server:
        teams.base = str(server.make_url("")).rstrip("/")
        serving = Serving(slack, teams, folder)
        await serving.start()
        try:
            yield serving
        finally:
            await serving.stop()
            await slack.stop()


def _chat(name: str) -> dict[str, Any]:
    return {"conversationType": "personal", "tenantId": TENANT, "id": f"a:chat-{name}"}


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])
