"""An answer told as it comes: steps while it is made, then its sentences and citations, then the whole."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from assistant.answering import Assistant
from assistant.channels.web.problems import Problem, problem_of
from assistant.types import Answer, Citation, Question, Sentence


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done at the moment."""

    text: str


Step = Progress | Sentence | Citation | Answer | Problem

SEARCHING = Progress("Looking through the documents")
STILL_SEARCHING = Progress("Still looking. A longer answer can take up to a minute")


async def steps(assistant: Assistant, question: Question, slow_after: float) -> AsyncGenerator[Step]:
    """The steps of one answer; the last is the Answer, or the Problem that prevented it. Closing it stops the work.

    Args:
        slow_after: seconds of silence after which it says that it is still at work.
    """
    yield SEARCHING
    work = asyncio.create_task(assistant.answer(question))
    try:
        while not (await asyncio.wait({work}, timeout=slow_after))[0]:
            yield STILL_SEARCHING
        answer = work.result()
    except Exception as error:
        yield problem_of(error)
        return
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
    for step in _in_order(answer):
        yield step
    yield answer


def _in_order(answer: Answer) -> list[Sentence | Citation]:
    """Each sentence, followed by the citations that it is the first to use."""
    waiting = {citation.number: citation for citation in answer.citations}
    told: list[Sentence | Citation] = []
    for sentence in answer.sentences:
        told.append(sentence)
        told.extend(waiting.pop(number) for number in sentence.citations if number in waiting)
    return [*told, *waiting.values()]
