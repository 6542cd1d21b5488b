"""A language model on a short lead: it words an answer anew, and what its quotes do not carry is never seen by anyone."""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.hearing import Heard
from assistant.answering.parts import Grounding, Writer
from assistant.drafts import Brief, Drafted
from assistant.errors import ModelUnavailable
from assistant.releasing import carrying
from assistant.types import Answer, Citation, Sentence

FIRST_WITHIN = 6.0  # seconds in which a first sentence must have been released, or the answer is given as it stands
ALL_WITHIN = 20.0  # seconds for the whole draft


@dataclass(frozen=True, slots=True)
class Reworded:
    """An answer's sentences as a language model words them; all are released already."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Rewording:
    """Has an answer worded anew; the answer itself is what is said where the model fails, is slow, or says too little."""

    writer: Writer
    grounding: Grounding
    first_within: float = FIRST_WITHIN
    all_within: float = ALL_WITHIN

    async def tell(self, answer: Answer, heard: Heard) -> AsyncGenerator[Sentence | Answer]:
        """Each sentence of the draft once it is checked, and last the Answer to show: worded anew, or as it was."""
        said: list[Sentence] = []
        try:
            async for sentence in self._released(answer, heard):
                said.append(sentence)
                yield sentence
        except (ModelUnavailable, TimeoutError):
            said = []
        if _is_enough(said, answer):
            yield _worded(answer, said, heard, self.writer.name)
        else:
            yield replace(answer, notices=(*answer.notices, heard.phrases.model_unavailable))

    async def _released(self, answer: Answer, heard: Heard) -> AsyncGenerator[Sentence]:
        quotes = tuple("\n".join(filter(None, carrying(citation))) for citation in answer.citations)
        brief = Brief(heard.text, heard.language, quotes, heard.question.person)
        drafts = self._in_time(self.writer.write(brief))
        async for drafted in drafts:
            sentence = await asyncio.to_thread(self._checked, drafted, answer.citations, heard.language)
            if sentence is not None:
                yield sentence
