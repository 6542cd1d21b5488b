"""A circuit breaker: an endpoint that failed several times in a row is left alone for a while."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from purgatory import AsyncCircuitBreakerFactory
from purgatory.domain.model import OpenedState

from assistant.composing.writing.failures import ModelFailed

FAILURES = 4
SECONDS = 30.0  # that it is left alone
_NAME = "language model"


class Circuit:
    """Lets calls through until `failures` in a row were the endpoint's own, and again after `seconds`."""

    def __init__(self, failures: int = FAILURES, seconds: float = SECONDS) -> None:
        not_of_the_endpoint = (ModelFailed, lambda failed: not failed.is_of_the_endpoint)
        self._breakers = AsyncCircuitBreakerFactory(failures, seconds, exclude=[not_of_the_endpoint])

    @asynccontextmanager
    async def closed(self) -> AsyncIterator[None]:
        """A call to the endpoint; raises ModelFailed where it is to be left alone."""
        breaker = await self._breakers.get_breaker(_NAME)
        async with AsyncExitStack() as stack:
            try:
                await stack.enter_async_context(breaker)
            except OpenedState as state:
                raise ModelFailed("resting") from state
            try:
                yield
            except (asyncio.CancelledError, GeneratorExit):
                stack.pop_all()  # whoever leaves early tells nothing about the endpoint, neither good nor bad
                raise
