"""The Slack channel over a fake Slack without a network, and what takes in its messages."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from fastapi import FastAPI
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from assistant.channels.slack import SlackApp, SlackChannel
from assistant.conversing import Conversations
from assistant.kept import Received
from tests.fake_slack import FakeSlack, read
from tests.fake_slack.sends import SECRET, as_form, as_json, direct, event, signed, tap
from tests.fake_slack.shown import Shown


class FakeClient(AsyncWebClient):
    """Calls a fake Slack in this process."""

    def __init__(self, slack: FakeSlack) -> None:
        super().__init__("xoxb-test")
        self.slack = slack

    async def api_call(self, api_method: str, **given: Any) -> AsyncSlackResponse:
        """What the fake answers; raises SlackApiError where it refuses."""
        await (self.slack.held[api_method].wait() if api_method in self.slack.held else asyncio.sleep(0))
        sent = {**(given.get("params") or {}), **(given.get("data") or {}), **(given.get("json") or {})}
        body = {name: read(value) for name, value in json.loads(json.dumps(sent, default=_plain)).items()}
        answer, status, headers = self.slack.answer(api_method, body)
        response = AsyncSlackResponse(
            client=self,
            http_verb="POST",
            api_url=api_method,
            req_args={},
            data=answer,
            headers=dict(headers),
            status_code=status,
        )
        response.validate()  # type: ignore[no-untyped-call]
        return response


def _plain(part: Any) -> Any:
    return part.to_dict()


@dataclass
class Taken:
    """Takes each message once and, unless told not to, has it answered; `error` is raised before."""

    channel: SlackChannel | None = None
    error: Exception | None = None
    delay: float = 0.0
    received: list[Received] = field(default_factory=list)
    answers: list[asyncio.Task[None]] = field(default_factory=list)

    async def take(self, received: Received) -> bool:
        """Keep it."""
        await asyncio.sleep(self.delay)
        if self.error:
            raise self.error
        if any(each.id == received.id for each in self.received):
            return False
        self.received.append(received)
        if self.channel is not None:
            self.answers.append(asyncio.create_task(self.channel.answer(received)))
        return True


@dataclass
class Speaking:
    """Somebody who uses the app in Slack."""

    slack: FakeSlack
    taken: Taken
    channel: SlackChannel
    http: httpx.AsyncClient

    async def send(self, payload: Mapping[str, Any], *, secret: str = SECRET, at: float | None = None) -> httpx.Response:
        """Send what Slack would send, and wait until all that follows is done."""
        is_form = payload.get("type") in {"block_actions", "view_submission"} or "command" in payload
        body, kind = as_form(payload) if is_form else as_json(payload)
        return await self.post(body, {"Content-Type": kind, **signed(body, secret, at)})

    async def post(self, body: str | bytes, headers: Mapping[str, str]) -> httpx.Response:
        """Send these very bytes."""
        response = await self.http.post("/slack/events", content=body, headers=dict(headers))
        await self.settled()
        return response

    async def settled(self) -> None:
        """Wait until nothing is being done any more."""
        others = asyncio.all_tasks() - {asyncio.current_task()}
        while others:
            await asyncio.wait(others, timeout=5)
            others = asyncio.all_tasks() - {asyncio.current_task()}


def speaking(conversations: Conversations, slack: FakeSlack, *, answers: bool = True) -> Speaking:
    """The app over these conversations."""
    taken = Taken()
    channel = SlackChannel(SlackApp("xoxb-test", SECRET), conversations, taken.take, client=FakeClient(slack))
    taken.channel = channel if answers else None
    app = FastAPI()
    channel.attach(app)
    http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://assistant.test")
    return Speaking(slack, taken, channel, http)


async def asked(person: Speaking, slack: FakeSlack) -> Shown:
    """Ask in the messages of the app alone; the answer as it is shown."""
    await person.send(event(direct("Who pays?")))
    return slack.thread("D1")[-1]


def in_home(slack: FakeSlack, action: str, **more: Any) -> dict[str, Any]:
    """What Slack sends when something in the home is tapped."""
    blocks = slack.homes["U1"]["blocks"]
    told = tap(Shown("", "", "", "", blocks), action, **more)
    for name in ("channel", "message"):
        del told[name]
    return told | {"container": {"type": "view"}, "view": {"blocks": blocks}}


async def open_home(person: Speaking) -> None:
    """Look at the home."""
    await person.send(event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"}))
