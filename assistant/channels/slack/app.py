"""The Slack app: what Slack sends over HTTP or a socket, checked, kept before it is acknowledged, and led to who does it."""

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from fastapi import FastAPI
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from assistant.channels.labels import labels
from assistant.channels.slack.answering import SlackAnswering
from assistant.channels.slack.door import Door
from assistant.channels.slack.home import FORGET, LANGUAGE
from assistant.channels.slack.modals import WHY
from assistant.channels.slack.posting import Posting
from assistant.channels.slack.reading import COMMAND, received_of
from assistant.channels.slack.socket import Socket
from assistant.channels.slack.taps import Taps
from assistant.conversing import Conversations
from assistant.kept import Handoff, Received
from assistant.slack_calls import web_client

PATH = "/slack/events"
_INSTALL = "install the app again from slack-manifest.yaml and set ASSISTANT_SLACK_BOT_TOKEN to its token"

logger = logging.getLogger(__name__)

Next = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class SlackApp:
    """The app as its settings name it; without `signing_secret` it takes nothing over HTTP, without `app_token` opens no socket."""

    bot_token: str = field(repr=False)
    signing_secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    api_url: str = "https://slack.com/api/"


class SlackChannel:
    """The assistant in Slack. `receive` keeps a message, masked, and has it answered; False where it was taken before."""

    def __init__(
        self,
        app: SlackApp,
        conversations: Conversations,
        receive: Callable[[Received], Awaitable[bool]],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        client: AsyncWebClient | None = None,
    ) -> None:
        self._app = app
        self._receive = receive
        self._now = now
        self._posting = Posting(client or web_client(app.bot_token, app.api_url))
        self._answering = SlackAnswering(conversations, self._posting)
        self._bolt = self._built(Taps(conversations, self._posting))

    def attach(self, app: FastAPI) -> None:
        """Take events, commands and what is tapped at /slack/events, where there is a secret to know Slack's requests by."""
        if self._app.signing_secret:
            door = Door(self._bolt, self._app.signing_secret)
            app.add_api_route(PATH, door.take, methods=["POST"], include_in_schema=False)

    async def run(self) -> None:
        """Hold the socket open where there is an app token, until it is cancelled."""
        if self._app.app_token:
            await Socket(self._bolt, self._app.app_token, self._posting).hold()
        await asyncio.Event().wait()

    async def answer(self, received: Received) -> None:
        """Post the whole answer; raises NotToldYet where Slack may take it later."""
        await self._answering.answer(received)

    async def give_up(self, received: Received) -> None:
        """Tell the asker that there will be no answer."""
        await self._answering.give_up(received)

    async def deliver(self, handoff: Handoff, place: Mapping[str, str]) -> None:
        """Post a person's reply where the question was asked; raises NotToldYet and Undeliverable."""
        await self._answering.deliver(handoff, place)

    def _built(self, taps: Taps) -> AsyncApp:
        bolt = AsyncApp(
            name="assistant",
            logger=_quiet_logger(),
            client=web_client(None, self._app.api_url),
            signing_secret=self._app.signing_secret,
            authorize=_authorizing(self._app.bot_token),
        )
        bolt.middleware(self._take)
        bolt.event("app_home_opened")(taps.opened)
        bolt.action("rate")(taps.rate)
        bolt.action(re.compile(r"quote:\d+"))(taps.quote)
        bolt.action("rest")(taps.rest)
        bolt.action("share")(taps.share)
        bolt.action("tick")(taps.tick)
        bolt.action(LANGUAGE)(taps.choose_language)
        bolt.action(FORGET)(taps.forget)
        bolt.view(WHY)(taps.say_why)
        bolt.event("app_uninstalled")(_gone)
        bolt.event("tokens_revoked")(_gone)
        bolt.event(re.compile(".*"))(_passed_over)
        bolt.action(re.compile(".*"))(_acknowledged)
        bolt.error(_failed)
        return bolt

    async def _take(self, body: dict[str, Any], next_: Next) -> BoltResponse | None:
        """Keep what is to be answered: only then is it acknowledged. Bolt's own listeners run after that, too late."""
        received = received_of(body, self._now())
        if received is None and body.get("type") == "event_callback" and not (body.get("event") or {}).get("type"):
            return BoltResponse(status=200, body="")  # Bolt would refuse it, and Slack send it again
        if received is None:
            await next_()
            return None
        await self._receive(received)
        looking = {"response_type": "ephemeral", "text": labels()["looking_for"]}
        return BoltResponse(status=200, body=looking if body.get("command") == COMMAND and received.text else "")


def _authorizing(bot_token: str) -> Callable[..., Awaitable[AuthorizeResult]]:
    """Who the app is. Slack is not asked: a request is acknowledged without waiting for a call of ours."""

    async def authorized(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=bot_token)

    return authorized


async def _gone(event: dict[str, Any]) -> None:
    logger.error("%s", json.dumps({"event": f"slack_{event.get('type')}", "remedy": _INSTALL}))


async def _passed_over(event: dict[str, Any]) -> None:
    """What needs no answer, such as a deleted message: the log names its kind alone."""
    told = {"event": "slack_passed_over", "type": event.get("type"), "subtype": event.get("subtype", "")}
    logger.info("%s", json.dumps(told))


async def _acknowledged(ack: AsyncAck) -> None:
    """For what is tapped on a message of an earlier version."""
    await ack()


async def _failed(error: Exception) -> None:
    logger.error("%s", json.dumps({"event": "slack_failed", "error": type(error).__name__}), exc_info=error)


def _quiet_logger() -> logging.Logger:
    """For Bolt, which below this level logs whole requests, with what people wrote in them."""
    quiet = logging.getLogger(f"{__name__}.bolt")
    quiet.setLevel(logging.WARNING)
    return quiet
