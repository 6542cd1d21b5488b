"""Drafts from a language model, on a short lead: what it says is only a draft, and whatever it does ends within its time."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Protocol

import stamina

from assistant.composing.writing.candidates import Candidates, Split
from assistant.composing.writing.clock import Clock, Patience
from assistant.composing.writing.draft_reader import DraftReader
from assistant.composing.writing.failures import ModelFailed
from assistant.composing.writing.lines import Lines
from assistant.composing.writing.pieces import Piece
from assistant.composing.writing.prompt import Prompt, prompt
from assistant.composing.writing.report import tell_operator
from assistant.drafts import Brief, Drafted

_ATTEMPTS = 3


class Chat(Protocol):
    """A language model that is asked one thing at a time."""

    @property
    def name(self) -> str:
        """The name that it is asked by."""

    def pieces(self, prompt: Prompt) -> AsyncGenerator[Piece]:
        """The reply as it comes; raises ModelFailed where there is none, or no more of it."""


class LanguageModelWriter:
    """Writes drafts; several may be written at once."""

    def __init__(self, chat: Chat, split: Split, lines: Lines, patience: Patience) -> None:
        self._chat, self._split, self._lines, self._patience = chat, split, lines, patience

    @property
    def name(self) -> str:
        """The model's."""
        return self._chat.name

    async def write(self, brief: Brief) -> AsyncGenerator[Drafted]:
        """The sentences of a draft, each as soon as it stands; whoever stops before the end closes the generator.

        Raises:
            ModelUnavailable: there is no draft, or it breaks off; the operator finds one line about it in the log.
        """
        try:
            async with aclosing(self._drafts(brief)) as drafts:
                async for drafted in drafts:
                    yield drafted
        except ModelFailed as failed:
            tell_operator(failed, self.name)
            raise

    async def _drafts(self, brief: Brief) -> AsyncGenerator[Drafted]:
        asked, clock = prompt(brief), Clock(self._patience, brief.waited)
        reader, candidates = DraftReader(asked.quotes), Candidates(brief.quotes, self._split, asked.instructions)
        async with self._lines.line(brief.person, asked, clock) as usage, aclosing(self._reply(asked, clock)) as pieces:
            async for piece in pieces:
                usage.add(piece)
                for drafted in _fit(reader, candidates, piece):
                    clock.first_stands()
                    yield drafted
                if candidates.are_enough or reader.is_full:
                    break
        if not reader.found_form:
            raise ModelFailed("no draft")

    async def _reply(self, asked: Prompt, clock: Clock) -> AsyncGenerator[Piece]:
        first, pieces = await self._begun(asked, clock)
        async with aclosing(pieces):
            yield first
            while (piece := await clock.within(anext(pieces, None))) is not None:
                yield piece

    async def _begun(self, asked: Prompt, clock: Clock) -> tuple[Piece, AsyncGenerator[Piece]]:
        """The first piece of a reply and the rest of it; what fails before that is tried again where it may pass."""
        attempts = stamina.retry_context(clock.repeats, _ATTEMPTS, None, wait_initial=0.2, wait_max=1.0, wait_jitter=0.5)
        async for attempt in attempts:
            with attempt:
                pieces = self._chat.pieces(asked)
                return await clock.within(anext(pieces)), pieces
        raise AssertionError("the last attempt either returns or raises")


def _fit(reader: DraftReader, candidates: Candidates, piece: Piece) -> list[Drafted]:
    drafted = [*reader.feed(piece.text)]
    if piece.end == "whole":
        drafted += reader.rest()
    return [candidate for each in drafted for candidate in candidates.of(each)]
