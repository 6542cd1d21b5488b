"""A language model on a short lead: it words an answer anew, and nobody sees what its quotes do not carry."""

import asyncio
from collections.abc import AsyncGenerator, Collection
from contextlib import aclosing
from dataclasses import dataclass, replace

from assistant.answering.hearing import Heard
from assistant.answering.parts import Gate, Writer
from assistant.answering.seeing import Seen
from assistant.draft_release import DraftRelease, is_enough
from assistant.drafts import Brief
from assistant.errors import ModelUnavailable
from assistant.language import ENGLISH
from assistant.releasing import carrying
from assistant.safety import impersonal
from assistant.types import Answer, Sentence
from assistant.wording import Worded


@dataclass(frozen=True, slots=True)
class Rewording:
    """Has an answer worded anew; the answer stands as it is where the model fails, is slow, or little that it says may be released.

    `first_within` is in how many seconds a first sentence must be released, `all_within` the whole; `languages` are the codes of those
    in which a draft can be checked: for all others it is written in English.
    """

    writer: Writer
    gate: Gate
    first_within: float
    all_within: float
    languages: Collection[str] = (ENGLISH,)

    async def tell(self, answer: Answer, heard: Heard, seen: Seen) -> AsyncGenerator[Sentence | Answer]:
        """Each sentence of the draft once it is checked, and last the Answer to show."""
        brief = self._brief(answer, heard, seen)
        release = DraftRelease(answer.citations, brief.language, self.gate.check_in)
        try:
            async with aclosing(self._in_time(release.released(self.writer.write(brief)), brief.waited)) as sentences:
                async for sentence in sentences:
                    yield sentence
        except (ModelUnavailable, TimeoutError):  # who runs the model has been told by the writer
            yield replace(answer, notices=(*answer.notices, heard.phrases.model_unavailable))
            return
        stands = is_enough(release.worded, _as_answer(answer), brief.language)
        yield self._reworded(answer, release.worded, heard) if stands else answer

    def _brief(self, answer: Answer, heard: Heard, seen: Seen) -> Brief:
        quotes = tuple("\n".join(filter(None, carrying(citation))) for citation in answer.citations)
        language = heard.language if heard.language in self.languages else ENGLISH
        question = impersonal(seen.alone or heard.followed.alone)
        return Brief(question, language, quotes, heard.question.person, seen.waited)

    async def _in_time(self, sentences: AsyncGenerator[Sentence], waited: float) -> AsyncGenerator[Sentence]:
        """The sentences as long as they come in time, of which some is gone; raises TimeoutError once they do not."""
        clock, limit = asyncio.get_running_loop().time, self.first_within
        started = clock() - waited
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


def _as_answer(answer: Answer) -> Worded:
    return Worded(answer.text, answer.sentences, answer.citations)
