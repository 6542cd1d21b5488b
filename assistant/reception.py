"""The reception: takes in what people write in chats that must be acknowledged at once, and has it answered, whatever happens."""

import asyncio
import json
import logging
import weakref
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Protocol

from assistant.errors import AssistantError, RecordsUnavailable, Undeliverable
from assistant.kept import Received
from assistant.safety import MAX_CHARACTERS, clean, mask

AT_ONCE = 4
WAITS = (timedelta(seconds=15), timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))
"""How long what could not be answered waits for the next try; after the last it is given up."""
_MOST_UNKEPT = 10_000
LOOKS_AFTER = 2.0  # seconds between two looks for what nobody answers any more

logger = logging.getLogger(__name__)


class Inbox(Protocol):
    """Keeps what was taken in until it is answered; each method may raise RecordsUnavailable."""

    async def take(self, message: Received) -> bool: ...

    async def hold(self, messages: Collection[Received]) -> Collection[str]: ...

    async def claim(self, count: int, platforms: Collection[str]) -> Sequence[Received]: ...

    async def put_off(self, message: Received, wait: timedelta) -> None: ...

    async def done(self, id_: str) -> None: ...

    async def wipe(self) -> bool: ...


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
    """Takes messages in and has so many answered at once; those of one conversation one after the other, as they came."""

    inbox: Inbox
    at_once: int = AT_ONCE
    looks_after: float = LOOKS_AFTER
    _channels: dict[str, Answering] = field(default_factory=dict)
    _at_work: dict[str, tuple[Received, asyncio.Task[None]]] = field(default_factory=dict)
    _to_settle: set[str] = field(default_factory=set)
    _unkept: dict[str, None] = field(default_factory=dict)
    _to_wipe: bool = False
    _unreachable: bool = False

    def __post_init__(self) -> None:
        self._room = asyncio.Semaphore(self.at_once)
        self._turns: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    def open(self, platform: str, answering: Answering) -> None:
        """Have what comes from a platform ("slack", "teams") answered so."""
        self._channels[platform] = answering

    async def take(self, received: Received) -> bool:
        """Keep a message, masked, and have it answered soon; False where it was taken before.

        Where the records cannot be reached it is answered all the same, since somebody may be in danger: then only a crash loses
        it, and this process alone knows it when it is sent again.
        """
        masked = replace(received, text=await asyncio.to_thread(_masked, received.text))
        if masked.id in self._unkept:
            return False
        try:
            is_new = await self.inbox.take(masked)
        except RecordsUnavailable as error:
            self._tell_once(error)
            self._remember(masked.id)
            is_new = True
        if is_new:
            self._begin(masked)
        return is_new

    async def keep_going(self) -> None:
        """Hold what is being answered, and take over what a process that died has left, until it is cancelled."""
        try:
            while True:
                await self.look()
                await asyncio.sleep(self.looks_after)
        finally:
            tasks = [task for _, task in self._at_work.values()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def look(self) -> None:
        """Hold what is being answered, and take over what nobody answers any more. It raises nothing."""
        try:
            await self._tidy()
            await self._hold()
            if self._channels and (free := self.at_once - len(self._at_work)) > 0:
                for received in await self.inbox.claim(free, tuple(self._channels)):
                    self._begin(received)
            self._unreachable = False
        except RecordsUnavailable as error:
            self._tell_once(error)
        except Exception:
            logger.exception("%s", json.dumps({"event": "look_failed", "remedy": "tell the people who look after it"}))

    async def _tidy(self) -> None:
        for each in tuple(self._to_settle):
            await self._settle(each)
        if self._to_wipe:
            self._to_wipe = not await self.inbox.wipe()

    async def _hold(self) -> None:
        """What another has taken over meanwhile is theirs."""
        if not self._at_work:
            return
        for lost in await self.inbox.hold([received for received, _ in self._at_work.values()]):
            if found := self._at_work.get(lost):
                found[1].cancel()

    def _remember(self, id_: str) -> None:
        self._unkept[id_] = None
        if len(self._unkept) > _MOST_UNKEPT:
            del self._unkept[next(iter(self._unkept))]

    def _begin(self, received: Received) -> None:
        if received.id in self._at_work or received.id in self._to_settle:
            return
        task = asyncio.create_task(self._work(received))
        self._at_work[received.id] = received, task
        task.add_done_callback(lambda _: self._at_work.pop(received.id, None))

    async def _work(self, received: Received) -> None:
        turn = self._turns.setdefault(received.conversation, asyncio.Lock())
        async with turn, self._room:
            is_over = await self._answered(received)
        with suppress(RecordsUnavailable):  # the next look settles it, or takes it over
            if is_over:
                await self._over(received)
            else:
                await self.inbox.put_off(received, WAITS[min(received.tries, len(WAITS) - 1)])

    async def _answered(self, received: Received) -> bool:
        """Whether nothing is left to do for it."""
        answering = self._channels[received.platform]
        try:
            await (answering.answer if received.tries < len(WAITS) else answering.give_up)(received)
        except Undeliverable as error:
            _log("not_delivered", received, error)
        except Exception as error:
            if received.tries in (0, len(WAITS)):  # once, and once more when it is given up
                _log("not_answered", received, error)
            return False
        return True

    async def _over(self, received: Received) -> None:
        if received.id not in self._unkept:
            self._to_settle.add(received.id)
            await self._settle(received.id)

    async def _settle(self, id_: str) -> None:
        await self.inbox.done(id_)
        self._to_settle.discard(id_)
        self._to_wipe = True

    def _tell_once(self, error: RecordsUnavailable) -> None:
        if not self._unreachable:
            logger.error("%s", json.dumps({"event": "inbox_unreachable", "remedy": str(error)}))
        self._unreachable = True


def _masked(text: str) -> str:
    """As it may be kept; what is too long to be read stays too long, however much of it is masked, so that its writer is told."""
    masked = mask(clean(text[: MAX_CHARACTERS + 1]))
    return masked.ljust(MAX_CHARACTERS + 1, ".") if len(text) > MAX_CHARACTERS else masked


def _log(event: str, received: Received, error: Exception) -> None:
    """Never with the text or the person; a fault of ours comes with its trace."""
    told = {"event": event, "channel": received.channel, "try": received.tries + 1}
    ours = isinstance(error, AssistantError)
    remedy = str(error) if ours else f"a fault in the assistant ({type(error).__name__}): tell the people who look after it"
    logger.error("%s", json.dumps(told | {"remedy": remedy}), exc_info=None if ours else error)
