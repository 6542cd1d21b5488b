"""An answer as it grows, where Teams shows that: in chats of two, for two minutes, one update a second.

The SDK has a stream too. It sends each piece at once, tries what fails up to eight times whatever it is asked, and what ends it
fails in a task that nobody waits for; so its activities are used here, and sent in our own time.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

import httpx
from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.api.activities.typing import TypingActivityInput
from microsoft_teams.api.models import ChannelData

from assistant.channels.teams.connector import Connector
from assistant.channels.teams.place import Place
from assistant.errors import NotToldYet, Undeliverable

PACE = 1.0  # seconds between updates, by the rules of Teams

_ENDED = 403  # the two minutes are over, the reader pressed stop, or streaming is not allowed
_OVER_TIME = "exceeded streaming time"


class Stream:
    """Shows what is added to it once a second from a second after it was opened, at first `waiting`; then `finish` it.

    What is done within the first second is never streamed.
    """

    def __init__(
        self, connector: Connector, place: Place, waiting: str, pace: float = PACE, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._connector = connector
        self._place = place
        self._waiting = waiting
        self._pace = pace
        self._now = now
        self._text = self._shown = ""
        self._message = ""  # Teams' id of it, once it has begun
        self._updates = 0
        self._at = 0.0
        self._ended = self._over_time = False
        self._finished = asyncio.Event()

    async def __aenter__(self) -> Self:
        """Begin to count the seconds."""
        self._showing = asyncio.create_task(self._keep_pace())
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Show no more."""
        self._showing.cancel()
        with suppress(asyncio.CancelledError):
            await self._showing

    def add(self, text: str) -> None:
        """Add what has come."""
        self._text += text

    async def finish(self, message: MessageActivityInput) -> str:
        """Put the whole message where the stream was, or send it by itself where there was none or Teams ended it.

        Gives Teams' id of the message. Raises NotToldYet and Undeliverable.
        """
        self._finished.set()
        await self._showing
        if self._message and not self._ended:
            await asyncio.sleep(max(0.0, self._at + self._pace - self._now()))
            last = message.model_copy(deep=True).with_id(self._message).add_stream_final()
            try:
                await self._connector.send(self._place, last)
            except Undeliverable as error:  # a stream that ended is refused as a conversation that is closed is
                self._end(error.__cause__)
            else:
                return self._message
        if self._over_time:
            return await self._connector.change(self._place, self._message, message)
        return await self._connector.send(self._place, message)

    async def _keep_pace(self) -> None:
        while not (self._finished.is_set() or self._ended):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._finished.wait(), self._pace)
                return
            if self._text != self._shown or not self._message:
                await self._show()

    async def _show(self) -> None:
        text = self._text
        update = TypingActivityInput(text=text or self._waiting)
        if not text:
            update.channel_data = ChannelData(stream_type="informative")
        if self._message:
            update.id = self._message
        try:
            message = await self._connector.once(self._place, update.add_stream_update(self._updates + 1))
        except httpx.HTTPStatusError as error:
            self._end(error)
        except (httpx.HTTPError, NotToldYet, ValueError):
            return  # the next second shows it, or the whole message says what is wrong
        else:
            self._updates += 1
            self._shown = text
            self._message = self._message or message
        finally:
            self._at = self._now()

    def _end(self, error: BaseException | None) -> None:
        """The stream is over where Teams says so; whatever else was refused, such as too many at once, may pass."""
        if isinstance(error, httpx.HTTPStatusError) and error.response.status_code == _ENDED:
            self._ended = True
            self._over_time = _OVER_TIME in error.response.text.lower()
