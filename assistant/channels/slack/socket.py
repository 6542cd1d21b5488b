"""Socket Mode: a connection that the app opens, for where Slack cannot reach it."""

import asyncio

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from assistant.channels.slack.posting import Posting
from assistant.slack_calls import Refusal, refusal_of

_REMEDY = "set ASSISTANT_SLACK_APP_TOKEN to an app-level token with the scope connections:write, and switch Socket Mode on"
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0  # seconds before it is opened again


class Socket:
    """One connection. What comes over it goes the way of what comes over HTTP."""

    def __init__(self, bolt: AsyncApp, app_token: str, posting: Posting) -> None:
        self._bolt = bolt
        self._app_token = app_token
        self._posting = posting

    async def hold(self) -> None:
        """Open it, and keep it open until it is cancelled; a refusal is logged once, and it is tried again."""
        handler = AsyncSocketModeHandler(self._bolt, self._app_token, web_client=self._posting.client)
        try:
            await self._open(handler)
            await asyncio.Event().wait()
        finally:
            await handler.client.close()  # type: ignore[no-untyped-call]

    async def _open(self, handler: AsyncSocketModeHandler) -> None:
        wait = _FIRST_WAIT
        while True:
            try:
                handler.client.wss_uri = await handler.client.issue_new_wss_url()
            except SlackApiError as error:
                self._posting.log("socket", Refusal(refusal_of(error).reason, _REMEDY))
            except Exception as error:  # what the client calls with
                self._posting.log("socket", Refusal(f"Slack could not be reached ({type(error).__name__})"))
            else:
                self._posting.went_well("socket")
                await handler.client.connect()  # type: ignore[no-untyped-call]
                return
            await asyncio.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)
