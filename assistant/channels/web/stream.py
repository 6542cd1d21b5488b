"""An answer told as it comes: steps while it is made, then its sentences and citations, then the whole."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import dataclass

from assistant.channels.web.problems import Problem, problem_of
from assistant.types import Answer, Citation, Sentence


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done at the moment."""

    text: str


Step = Progress | Sentence | Citation | Answer | Problem

SEARCHING = Progress("Looking through the documents")
STILL_SEARCHING = Progress("Still looking. A longer answer can take up to a minute")


async def steps(told: AsyncGenerator[Sentence | Answer], slow_after: float) -> AsyncGenerator[Step]:
    """The steps of one answer as it is told; the last is the Answer, or the Problem that prevented it. Closing it stops the work.

    Args:
        slow_after: seconds of silence after which it says that it is still at work.
    """
    yield SEARCHING
    said: list[Sentence] = []
    async with aclosing(told), aclosing(_without_silence(told, slow_after)) as parts:
        try:
            async for part in parts:
                if isinstance(part, Sentence):
                    said.append(part)
                if isinstance(part, Answer):
                    for step in _left(part, said):
                        yield step
                yield part
        except Exception as error:
            yield problem_of(error)


async def _without_silence(
    told: AsyncGenerator[Sentence | Answer], slow_after: float
) -> AsyncGenerator[Progress | Sentence | Answer]:
    while True:
        work = asyncio.ensure_future(anext(told, None))
        try:
            while not (await asyncio.wait({work}, timeout=slow_after))[0]:
                yield STILL_SEARCHING
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
        part = work.result()
        if part is None:
            return
        yield part


def _left(answer: Answer, said: list[Sentence]) -> Iterator[Sentence | Citation]:
    """What of the answer has not been told: each sentence, followed by the citations that it is the first to use."""
    waiting = {citation.number: citation for citation in answer.citations}
    for sentence in answer.sentences:
        if sentence not in said:
            yield sentence
        yield from (waiting.pop(number) for number in sentence.citations if number in waiting)
    yield from waiting.values()
