"""The time that one draft may take."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

from assistant.composing.writing.failures import ModelFailed

T = TypeVar("T")
LEAST = 1.5  # seconds left that make another try worth it


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds until a first sentence stands, and for a whole draft."""

    first: float
    all: float


class Clock:
    """Runs from when it is made, or from `waited` seconds before, in the event loop's time."""

    def __init__(self, patience: Patience, waited: float = 0.0) -> None:
        self._start = asyncio.get_running_loop().time() - waited
        self._patience = patience
        self._until = self._start + min(patience.first, patience.all)

    @property
    def left(self) -> float:
        """Seconds until what is waited for now must be there."""
        return self._until - asyncio.get_running_loop().time()

    def first_stands(self) -> None:
        """From now on the rest is waited for."""
        self._until = self._start + self._patience.all

    async def within(self, awaited: Awaitable[T], share: float = 1.0) -> T:
        """What is awaited, if it comes within this share of the time that is left; raises ModelFailed where it does not."""
        try:
            async with asyncio.timeout(share * self.left):
                return await awaited
        except TimeoutError:
            raise ModelFailed("too slow") from None

    def repeats(self, error: Exception) -> bool | float:
        """Whether a call is made again in the time that is left, or after how many seconds where the endpoint says so."""
        if not (isinstance(error, ModelFailed) and error.may_pass):
            return False
        if error.wait is not None:
            return error.wait if error.wait + LEAST <= self.left else False
        return self.left >= LEAST
