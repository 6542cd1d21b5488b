"""A message that grows in a thread while it is written: by Slack's streams, and where they fail by changing the message.

It grows in a task of its own: whoever writes never waits for Slack.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from slack_sdk.web.async_client import AsyncWebClient

from assistant.channels.slack.marks import begun
from assistant.channels.slack.places import Place
from assistant.slack_calls import Refusal, answered

PACE = 1.0  # seconds from one change of a message to the next
_LONGEST = 12_000  # characters that a stream takes at once

Blocks = Sequence[dict[str, Any]]


@dataclass(eq=False)
class Growing:
    """One message in a thread of the app's own, for the answer to what was taken in by that `name`.

    `ts` is that of a message to go on with, where there is one. `pace` is in seconds. Leaving it ends what is under way.
    """

    client: AsyncWebClient
    place: Place
    ts: str = ""
    name: str = ""
    pace: float = PACE
    _text: str = ""
    _shown: int = 0
    _shown_at: float = float("-inf")
    _is_over: bool = False
    _ended: asyncio.Event = field(default_factory=asyncio.Event)
    _showing: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self._streams = not self.ts
        # While it grows nothing is tried again: what is refused is shown later, as a whole.
        self._once = copy(self.client)
        self._once.retry_handlers = []

    async def __aenter__(self) -> Self:
        """Nothing is shown before the first text."""
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Show no more."""
        if self._showing:
            self._showing.cancel()
            await asyncio.gather(self._showing, return_exceptions=True)

    @property
    def is_beginning(self) -> bool:
        """Whether Slack may have the message already while its time stamp is not known yet."""
        return not self.ts and self._showing is not None and not self._showing.done()

    def grow(self, text: str) -> None:
        """Add text, which is shown soon; what Slack refuses is left for the end."""
        self._text += text
        if not self._is_over and (self._showing is None or self._showing.done()):
            self._showing = asyncio.create_task(self._keep_up())

    async def finish(self, blocks: Blocks, text: str, last: Blocks = ()) -> None:
        """Make the message what it is to be; `last` are the blocks that stand below the text already while it is being changed.

        Raises:
            Refusal: Slack takes neither the change nor a new message.
        """
        self._ended.set()
        if self._showing:
            await self._showing  # at most one call: cut short, it could leave a message that nobody knows of
        if self._streams and self.ts:
            with suppress(Refusal):
                await answered(self.client.chat_stopStream(channel=self.place.channel, ts=self.ts, blocks=[*last]))
        if self.ts:
            try:
                await self._update(self.client, text, blocks)
            except Refusal as refusal:
                if not refusal.lasts:
                    raise
            else:
                return
        await self._post(self.client, text, blocks)

    async def _keep_up(self) -> None:
        """Show all text so far once in a pace, until all is shown or the end has come."""
        while self._shown < len(self._text) and not self._is_over and not await self._ends_first():
            self._shown_at = time.monotonic()
            await self._show()

    async def _ends_first(self) -> bool:
        """Whether the end comes before the next change may; the first may at once."""
        if (left := self._shown_at + self.pace - time.monotonic()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), left)
        return self._shown > 0 and self._ended.is_set()

    async def _show(self) -> None:
        try:
            if self._streams:
                await self._stream_or_change()
            else:
                await self._change()
        except Refusal:
            self._is_over = True  # the whole is shown at the end, or told there to be refused

    async def _stream_or_change(self) -> None:
        """Go on with the stream; once that is refused for good, the message is changed instead."""
        try:
            await self._stream(self._text[self._shown :][:_LONGEST])
        except Refusal as refusal:
            if not refusal.lasts:
                raise
            self._streams = False
            await self._change()

    async def _stream(self, text: str) -> None:
        client, channel = self._once, self.place.channel
        if self.ts:
            await answered(client.chat_appendStream(channel=channel, ts=self.ts, markdown_text=text))
        else:
            begins = client.chat_startStream(
                channel=channel,
                thread_ts=self.place.thread,
                markdown_text=text,
                recipient_team_id=self.place.team,
                recipient_user_id=self.place.user,
            )
            self.ts = str((await answered(begins)).get("ts") or "")
        self._shown += len(text)

    async def _change(self) -> None:
        text = self._text
        await (self._update if self.ts else self._post)(self._once, text, begun([_section(text)], self.name))
        self._shown = len(text)

    async def _update(self, client: AsyncWebClient, text: str, blocks: Blocks) -> None:
        # Without blocks of its own a message would keep those that it had.
        await answered(client.chat_update(channel=self.place.channel, ts=self.ts, text=text, blocks=[*blocks]))

    async def _post(self, client: AsyncWebClient, text: str, blocks: Blocks) -> None:
        posted = await answered(
            client.chat_postMessage(
                channel=self.place.channel,
                thread_ts=self.place.thread or None,
                text=text,
                blocks=[*blocks],
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        self.ts = str(posted.get("ts") or "")


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text[:3_000]}}
