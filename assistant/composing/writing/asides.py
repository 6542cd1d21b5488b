"""Short questions to a language model before an answer: one JSON object back, whole and in time, or none."""

import asyncio
from collections.abc import Mapping
from contextlib import aclosing
from typing import Any

from assistant.composing.writing.circuit import Circuit
from assistant.composing.writing.clock import Clock, Patience
from assistant.composing.writing.draft_reader import END_OF_THOUGHTS, values
from assistant.composing.writing.failures import ModelFailed
from assistant.composing.writing.lines import Lines
from assistant.composing.writing.prompt import Prompt
from assistant.composing.writing.report import tell_operator
from assistant.composing.writing.writer import Chat

WITHIN = 1.8  # seconds; those who wait for it wait a little longer, so that the operator is told what was slow
MOST_CHARACTERS = 4_000  # of a reply


class Asides:
    """Puts short questions on the lines that drafts are written on; none is put twice.

    A model may be too slow for them and still write drafts. So to be slow here is no failure of the endpoint, but short questions
    alone are left out for a while.
    """

    def __init__(self, chat: Chat, lines: Lines, within: float = WITHIN) -> None:
        self._chat, self._lines, self._within = chat, lines, within
        self._circuit = Circuit()

    async def reply(self, asked: Prompt, person: str) -> Mapping[str, Any]:
        """The JSON object that is replied.

        Raises:
            ModelUnavailable: there is none in time; the operator finds one line about it in the log.
        """
        try:
            async with self._circuit.closed():
                return _object(await self._in_time(asked, person))
        except ModelFailed as failed:
            tell_operator(failed, self._chat.name)
            raise

    async def _in_time(self, asked: Prompt, person: str) -> str:
        try:
            async with asyncio.timeout(self._within):
                return await self._said(asked, person)
        except TimeoutError:
            raise ModelFailed("too slow to be asked first") from None

    async def _said(self, asked: Prompt, person: str) -> str:
        said, clock = "", Clock(Patience(self._within, self._within))
        async with self._lines.line(person, asked, clock) as usage, aclosing(self._chat.pieces(asked)) as pieces:
            async for piece in pieces:
                usage.add(piece)
                said += piece.text
                if len(said) > MOST_CHARACTERS:
                    break
        return said


def _object(said: str) -> Mapping[str, Any]:
    """The JSON object of a reply, mended where that is plain; what is thought before it does not count."""
    text = said.rpartition(END_OF_THOUGHTS)[2]
    start = text.find("{")
    found = values(text[start:]) if start >= 0 else None
    if not isinstance(found, dict):
        raise ModelFailed("no draft")
    return found
