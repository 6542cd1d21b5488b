"""A language model on a short lead: it words an answer anew, and nobody sees what its quotes do not carry."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace

from assistant.answering.hearing import Heard
from assistant.answering.parts import Gate, Writer
from assistant.draft_release import DraftRelease, is_enough
from assistant.drafts import Brief
from assistant.errors import ModelUnavailable
from assistant.language import ENGLISH
from assistant.releasing import carrying
from assistant.types import Answer, Sentence
from assistant.wording import Worded


@dataclass(frozen=True, slots=True)
class Rewording:
    """Has an answer worded anew; the answer stands as it is where the model fails, is slow, or little that it says may be released.

    `first_within` is in how many seconds a first sentence must be released, `all_within` the whole.
    """

    writer: Writer
    gate: Gate
    first_within: float = 6.0
    all_within: float = 20.0

    async def tell(self, answer: Answer, heard: Heard) -> AsyncGenerator[Sentence | Answer]:
        """Each sentence of the draft once it is checked, and last the Answer to show."""
        release = DraftRelease(answer.citations, heard.language, self.gate.check_in)
        try:
            async with aclosing(self._in_time(release.released(self.writer.write(_brief(answer, heard))))) as sentences:
                async for sentence in sentences:
                    yield sentence
        except (ModelUnavailable, TimeoutError):  # who runs the model has been told by the writer
            yield replace(answer, notices=(*answer.notices, heard.phrases.model_unavailable))
            return
        yield self._reworded(answer, release.worded, heard) if _stands(release.worded, answer, heard) else answer

    async def _in_time(self, sentences: AsyncGenerator[Sentence]) -> AsyncGenerator[Sentence]:
        """The sentences as long as they come in time; raises TimeoutError once they do not."""
        clock, limit = asyncio.get_running_loop().time, self.first_within
        started = clock()
        async with aclosing(sentences):
            while True:
                try:
                    sentence = await asyncio.wait_for(anext(sentences), limit - (clock() - started))
                except StopAsyncIteration:
                    return
                limit = self.all_within
                yield sentence

    def _reworded(self, answer: Answer, body: Worded, heard: Heard) -> Answer:
        notices = (heard.phrases.model_written, *answer.notices)
        return replace(
            answer,
            text=body.text,
            sentences=body.sentences,
            citations=body.citations,
            notices=notices,
            composer=self.writer.name,
        )


def _brief(answer: Answer, heard: Heard) -> Brief:
    quotes = tuple("\n".join(filter(None, carrying(citation))) for citation in answer.citations)
    return Brief(heard.followed.alone, heard.language, quotes, heard.question.person)


def _stands(body: Worded, answer: Answer, heard: Heard) -> bool:
    """Whether what was released can stand in the answer's place; in another language, by the quotes that it tells."""
    if heard.language == ENGLISH:
        return is_enough(body, Worded(answer.text, answer.sentences, answer.citations))
    told = {citation.quote for citation in body.citations}
    return bool(told) and answer.citations[0].quote in told and 3 * len(told) >= 2 * len(answer.citations)
