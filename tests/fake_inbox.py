"""An inbox in memory, and a channel's way of answering that waits and fails as a test wants it to."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta

from assistant.kept import Received


class FakeInbox:
    """Keeps messages; what nobody holds is `left`, what another has taken over is `lost`."""

    def __init__(self) -> None:
        self.kept: dict[str, Received | None] = {}
        self.left: list[Received] = []
        self.held: list[set[str]] = []
        self.lost: set[str] = set()
        self.waits: list[timedelta] = []
        self.wiped = 0
        self.error: Exception | None = None

    async def take(self, message: Received) -> bool:
        self._fail()
        is_new = message.id not in self.kept
        self.kept.setdefault(message.id, message)
        return is_new

    async def hold(self, messages: Collection[Received]) -> Collection[str]:
        self._fail()
        self.held.append({each.id for each in messages})
        return self.lost

    async def claim(self, count: int, platforms: Collection[str]) -> Sequence[Received]:
        self._fail()
        assert set(platforms) == {"slack"}
        claimed, self.left = self.left[:count], self.left[count:]
        return [each for each in claimed if self.kept.get(each.id, each) is not None]

    async def put_off(self, message: Received, wait: timedelta) -> None:
        self._fail()
        self.waits.append(wait)
        self.left.append(replace(message, tries=message.tries + 1))

    async def done(self, id_: str) -> None:
        self._fail()
        self.kept[id_] = None

    async def wipe(self) -> bool:
        self.wiped += 1
        return True

    def _fail(self) -> None:
        if self.error:
            raise self.error


class FakeAnswering:
    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()
        self.begun: list[Received] = []
        self.given_up: list[Received] = []

    async def answer(self, received: Received) -> None:
        self.begun.append(received)
        await self.may_go_on.wait()
        if self.error:
            raise self.error

    async def give_up(self, received: Received) -> None:
        if self.error:
            raise self.error
        self.given_up.append(received)
