"""Rounds that tell the team of each question that waits; what could not be told stays in the queue and is tried again."""

import asyncio
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assistant.errors import AssistantError, NotKept
from assistant.kept import Handoff

AGAIN_AFTER = 300.0  # seconds after which what could not be told is tried again

logger = logging.getLogger(__name__)


class Waiting(Protocol):
    """The questions that wait and that nobody was told of; each method may raise RecordsUnavailable."""

    async def unnotified(self) -> Sequence[Handoff]: ...

    async def notified(self, handoff: str) -> object: ...


class Notifier(Protocol):
    """Tells the team of a question in one place."""

    @property
    def name(self) -> str: ...

    async def tell(self, handoff: Handoff) -> None:
        """Tell of it. Raises NotToldYet."""

    async def check(self) -> str:
        """What is well, without telling anything. Raises NotToldYet."""


@dataclass
class Rounds:
    """Goes round when it is called, and again after a while, until it is cancelled."""

    waiting: Waiting
    notifiers: Sequence[Notifier]
    again_after: float = AGAIN_AFTER
    _called: asyncio.Event = field(default_factory=asyncio.Event)
    _told: set[tuple[str, str]] = field(default_factory=set)
    _failing: set[str] = field(default_factory=set)

    def call(self) -> None:
        """Go round soon: a question has just been put into the queue."""
        self._called.set()

    async def keep_going(self) -> None:
        """Go round now, whenever it is called, and from time to time."""
        while True:
            self._called.clear()
            await self.go()
            try:
                await asyncio.wait_for(self._called.wait(), self.again_after)
            except TimeoutError:
                continue

    async def go(self) -> None:
        """Tell of every question that nobody was told of. It raises nothing: what failed is logged once, and kept."""
        try:
            for handoff in await self.waiting.unnotified():
                await self._tell(handoff)
        except AssistantError as error:
            self._log("queue", error)
        else:
            self._failing.discard("queue")

    async def _tell(self, handoff: Handoff) -> None:
        left = [each for each in self.notifiers if (handoff.id, each.name) not in self._told]
        for notifier in left:
            try:
                await notifier.tell(handoff)
            except AssistantError as error:
                self._log(notifier.name, error)
            else:
                self._failing.discard(notifier.name)
                self._told.add((handoff.id, notifier.name))
        if all((handoff.id, each.name) in self._told for each in self.notifiers):
            self._told -= {(handoff.id, each.name) for each in self.notifiers}
            await self._noted(handoff)

    async def _noted(self, handoff: Handoff) -> None:
        try:
            await self.waiting.notified(handoff.id)
        except NotKept:
            return  # its asker has had it deleted meanwhile

    def _log(self, name: str, error: AssistantError) -> None:
        if name not in self._failing:
            self._failing.add(name)
            logger.error("%s", json.dumps({"event": "handoff_not_told", "where": name, "remedy": str(error)}))
