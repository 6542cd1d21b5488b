"""Tells the team of each question that waits; what could not be told stays in the queue and is tried again."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assistant.errors import AssistantError, NotKept
from assistant.kept import Handoff

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
class Notices:
    """Tells every notifier of every question, once."""

    waiting: Waiting
    notifiers: Sequence[Notifier]
    _told: set[tuple[str, str]] = field(default_factory=set)
    _failing: set[str] = field(default_factory=set)

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
