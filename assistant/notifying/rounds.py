"""Rounds: work that is done when it is called for, and again after a while, since what could not be done is tried again."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

AGAIN_AFTER = 300.0  # seconds


@dataclass
class Rounds:
    """Goes round when it is called, and again after a while, until it is cancelled. `go` must not raise."""

    go: Callable[[], Awaitable[None]]
    again_after: float = AGAIN_AFTER
    _called: asyncio.Event = field(default_factory=asyncio.Event)

    def call(self) -> None:
        """Go round soon."""
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
