"""A message that grows in a thread while it is written: by Slack's streams, and where they fail by changing the message."""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from assistant.channels.slack.places import Place
from assistant.slack_calls import Refusal, answered

PACE = 1.0  # seconds from one change of a message to the next
_LONGEST = 12_000  # characters that a stream takes at once

Blocks = Sequence[dict[str, Any]]


@dataclass
class Growing:
    """One message in a thread of the app's own; `ts` is that of a message to go on with, where there is one."""

    client: AsyncWebClient
    place: Place
    ts: str = ""
    now: Callable[[], float] = time.monotonic
    _text: str = ""
    _shown: int = 0
    _shown_at: float = float("-inf")

    def __post_init__(self) -> None:
        self._streams = not self.ts

    async def grow(self, text: str) -> None:
        """Show more text, at once or with what comes next; what Slack refuses is left for the end."""
        self._text += text
        if self.now() - self._shown_at >= PACE:
            self._shown_at = self.now()
            await self._show()

    async def finish(self, blocks: Blocks, text: str, last: Blocks = ()) -> None:
        """Make the message what it is to be; `last` are the blocks that stand below the text already while it is being changed.

        Raises:
            Refusal: Slack takes neither the change nor a new message.
        """
        if self._streams and self.ts:
            await self._or_updates(answered(self.client.chat_stopStream(channel=self.place.channel, ts=self.ts, blocks=[*last])))
        if self.ts:
            try:
                await self._update(text, blocks)
            except Refusal as refusal:
                if not refusal.lasts:
                    raise
            else:
                return
        await self._post(text, blocks)

    async def _show(self) -> None:
        if self._streams:
            await self._or_updates(self._stream(self._text[self._shown :][:_LONGEST]))
        if not self._streams:
            try:
                await (self._update(self._text) if self.ts else self._post(self._text))
            except Refusal:
                return  # the whole is shown at the end, or told there to be refused
        self._shown = len(self._text)

    async def _or_updates(self, call: Awaitable[object]) -> None:
        """Make a call of streaming; once one is refused, the message is changed instead."""
        try:
            await call
        except Refusal:
            self._streams = False

    async def _stream(self, text: str) -> None:
        channel = self.place.channel
        if self.ts:
            await answered(self.client.chat_appendStream(channel=channel, ts=self.ts, markdown_text=text))
            return
        begun = await answered(
            self.client.chat_startStream(
                channel=channel,
                thread_ts=self.place.thread,
                markdown_text=text,
                recipient_team_id=self.place.team,
                recipient_user_id=self.place.user,
            )
        )
        self.ts = str(begun.get("ts") or "")

    async def _update(self, text: str, blocks: Blocks | None = None) -> None:
        # Without blocks of its own a message would keep those that it had.
        shown = blocks if blocks is not None else [_section(text)]
        await answered(self.client.chat_update(channel=self.place.channel, ts=self.ts, text=text, blocks=[*shown]))

    async def _post(self, text: str, blocks: Blocks | None = None) -> None:
        posted = await answered(
            self.client.chat_postMessage(
                channel=self.place.channel,
                thread_ts=self.place.thread or None,
                text=text,
                blocks=None if blocks is None else [*blocks],
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        self.ts = str(posted.get("ts") or "")


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text[:3_000]}}
