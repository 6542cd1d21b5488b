"""The reception: takes in what people write in chats that must be acknowledged at once, and has it answered, whatever happens."""

import asyncio
import json
import logging
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Protocol

from assistant.errors import AssistantError, RecordsUnavailable, Undeliverable
from assistant.kept import Received
from assistant.safety import MAX_CHARACTERS, clean, mask

AT_ONCE = 4
MOST_TRIES = 3
LOOKS_AFTER = 2.0  # seconds between two looks for what nobody answers any more

logger = logging.getLogger(__name__)


class Inbox(Protocol):
    """Keeps what was taken in until it is answered; each method may raise RecordsUnavailable."""

    async def take(self, message: Received) -> bool: ...

    async def hold(self, ids: Collection[str]) -> None: ...

    async def claim(self, count: int) -> Sequence[Received]: ...

    async def done(self, id_: str) -> None: ...


class Answering(Protocol):
    """A channel's way of answering.

    What either raises is logged, and the message tried again after a while, but for Undeliverable: that ends it.
    """

    async def answer(self, received: Received) -> None:
        """Answer in its place; `tries` tells whether it was begun before."""

    async def give_up(self, received: Received) -> None:
        """Tell its place, in one sentence, that it could not be answered."""


@dataclass
class Reception:
    """Takes messages in and has so many answered at once; the others wait in the order in which they came."""

    inbox: Inbox
    at_once: int = AT_ONCE
    looks_after: float = LOOKS_AFTER
    _channels: dict[str, Answering] = field(default_factory=dict)
    _at_work: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _answered: set[str] = field(default_factory=set)
    _unreachable: bool = False

    def __post_init__(self) -> None:
        self._room = asyncio.Semaphore(self.at_once)

    def open(self, name: str, answering: Answering) -> None:
        """Have what comes from a channel of this name ("slack", "teams"), direct or not, answered so."""
        self._channels[name] = answering

    async def take(self, received: Received) -> bool:
        """Keep a message, masked, and have it answered soon; False where it was taken before.

        Raises:
            RecordsUnavailable: it could not be kept, and will not be answered.
        """
        masked = replace(received, text=await asyncio.to_thread(_masked, received.text))
        if not await self.inbox.take(masked):
            return False
        self._begin(masked)
        return True

    async def keep_going(self) -> None:
        """Hold what is being answered, and take over what a process that died has left, until it is cancelled."""
        try:
            while True:
                await self.look()
                await asyncio.sleep(self.looks_after)
        finally:
            for task in self._at_work.values():
                task.cancel()

    async def look(self) -> None:
        """Hold what is being answered, and take over what nobody answers any more. It raises nothing."""
        try:
            for each in tuple(self._answered):
                await self._settle(each)
            if self._at_work:
                await self.inbox.hold(tuple(self._at_work))
            if (free := self.at_once - len(self._at_work)) > 0:
                for received in await self.inbox.claim(free):
                    self._begin(received)
            self._unreachable = False
        except RecordsUnavailable as error:
            self._tell_once(error)

    def _begin(self, received: Received) -> None:
        if received.id in self._at_work or received.id in self._answered:
            return
        task = asyncio.create_task(self._work(received))
        self._at_work[received.id] = task
        task.add_done_callback(lambda _: self._at_work.pop(received.id, None))

    async def _work(self, received: Received) -> None:
        async with self._room:
            answering = self._channels.get(received.channel.partition("_")[0])
            if answering is None:
                return  # it is not configured here; another replica, or a later start, may have it
            try:
                await (answering.answer if received.tries < MOST_TRIES else answering.give_up)(received)
            except Undeliverable as error:
                _log("not_delivered", received, error)
            except Exception as error:
                _log("not_answered", received, error)
                if received.tries < MOST_TRIES:
                    return
        self._answered.add(received.id)
        with suppress(RecordsUnavailable):  # the next look settles it
            await self._settle(received.id)

    async def _settle(self, id_: str) -> None:
        await self.inbox.done(id_)
        self._answered.discard(id_)

    def _tell_once(self, error: RecordsUnavailable) -> None:
        if not self._unreachable:
            logger.error("%s", json.dumps({"event": "inbox_unreachable", "remedy": str(error)}))
        self._unreachable = True


def _masked(text: str) -> str:
    """As it may be kept; what is too long to be read is cut one character later, so that its reader is told."""
    return mask(clean(text[: MAX_CHARACTERS + 1]))


def _log(event: str, received: Received, error: Exception) -> None:
    """Never with the text or the person; a fault of ours comes with its trace."""
    told = {"event": event, "channel": received.channel, "try": received.tries + 1}
    ours = isinstance(error, AssistantError)
    remedy = str(error) if ours else f"a fault in the assistant ({type(error).__name__}): tell the people who look after it"
    logger.error("%s", json.dumps(told | {"remedy": remedy}), exc_info=None if ours else error)
