"""Takes the replies of people to the chats that the questions came from; what does not arrive is tried again."""

import json
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from assistant.errors import AssistantError, NotKept, Undeliverable
from assistant.kept import Handoff

logger = logging.getLogger(__name__)


class Replied(Protocol):
    """The replies that are to be delivered; each method may raise RecordsUnavailable."""

    async def undelivered(self) -> Sequence[Handoff]: ...

    async def delivered(self, handoff: Handoff, *, reached: bool = True) -> object: ...


class Deliverer(Protocol):
    """A channel's way of taking a reply to its place."""

    async def deliver(self, handoff: Handoff, place: Mapping[str, str]) -> None:
        """Say the reply in this place. Raises NotToldYet, and Undeliverable where it never can be said."""


@dataclass
class Deliveries:
    """Delivers every reply, once, by the channel that its question came from."""

    replied: Replied
    _channels: dict[str, Deliverer] = field(default_factory=dict)
    _failing: set[str] = field(default_factory=set)
    _said: dict[str, str] = field(default_factory=dict)

    def open(self, name: str, deliverer: Deliverer) -> None:
        """Deliver what came from a channel of this name ("slack", "teams"), direct or not, so."""
        self._channels[name] = deliverer

    async def go(self) -> None:
        """Deliver every reply that is due. It raises nothing: what failed is logged once, and tried in the next round."""
        try:
            for handoff in await self.replied.undelivered():
                await self._deliver(handoff)
        except AssistantError as error:
            self._log("records", error)
        except Exception:
            logger.exception("%s", json.dumps({"event": "deliveries_failed", "remedy": "tell the people who look after it"}))
        else:
            self._failing.discard("records")

    async def _deliver(self, handoff: Handoff) -> None:
        deliverer = self._channels.get(handoff.channel.partition("_")[0])
        if deliverer is None:
            return
        try:
            if self._said.get(handoff.id) != handoff.reply:  # it may have been said, and could not be noted
                await deliverer.deliver(handoff, handoff.place)
        except Undeliverable as error:
            self._log(handoff.id, error)
            await self._noted(handoff, reached=False)
        except AssistantError as error:
            self._log(handoff.id, error)
        else:
            self._failing.discard(handoff.id)
            self._said[handoff.id] = handoff.reply
            await self._noted(handoff, reached=True)

    async def _noted(self, handoff: Handoff, *, reached: bool) -> None:
        with suppress(NotKept):  # its asker has had it deleted meanwhile
            await self.replied.delivered(handoff, reached=reached)
        self._said.pop(handoff.id, None)

    def _log(self, what: str, error: AssistantError) -> None:
        if what not in self._failing:
            self._failing.add(what)
            logger.error("%s", json.dumps({"event": "reply_not_delivered", "handoff": what, "remedy": str(error)}))
