"""The lines to a language model: how many calls there are at once, on whose budget, and none while it is to be left alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from assistant.composing.writing.budgets import Budgets
from assistant.composing.writing.circuit import Circuit
from assistant.composing.writing.clock import Clock
from assistant.composing.writing.failures import ModelFailed
from assistant.composing.writing.pieces import Piece
from assistant.composing.writing.prompt import Prompt, tokens

_WAIT = 0.5  # share of the time to a first sentence that a free line is waited for


class Usage:
    """What a call has used so far: what its endpoint says, else about what was sent and said."""

    def __init__(self, prompt: Prompt) -> None:
        self._prompt = prompt
        self._said = ""
        self._told = 0
        self._has_come = False

    def add(self, piece: Piece) -> None:
        self._said += piece.text
        self._told = piece.tokens or self._told
        self._has_come = True

    @property
    def tokens(self) -> int:
        """Tokens, 0 where nothing came."""
        guessed = self._prompt.tokens + tokens(self._said) if self._has_come else 0
        return self._told or guessed


class Lines:
    """Gives out lines; each is held until the call is over."""

    def __init__(self, calls_at_once: int, budgets: Budgets, circuit: Circuit) -> None:
        self._free, self._budgets, self._circuit = asyncio.Semaphore(calls_at_once), budgets, circuit

    @asynccontextmanager
    async def line(self, person: str, prompt: Prompt, clock: Clock) -> AsyncIterator[Usage]:
        """A line for one call, with the count of what it uses.

        Raises:
            ModelFailed: the budget is spent, every line is busy, or the model is to be left alone.
        """
        usage, most = Usage(prompt), prompt.tokens + prompt.most_tokens
        self._budgets.take(person, most)
        try:
            await self._take(clock)
            try:
                async with self._circuit.closed():
                    yield usage
            finally:
                self._free.release()
        finally:
            self._budgets.give_back(person, most - usage.tokens)

    async def _take(self, clock: Clock) -> None:
        try:
            await clock.within(self._free.acquire(), share=_WAIT)
        except ModelFailed as failed:
            raise ModelFailed("all lines busy") from failed
