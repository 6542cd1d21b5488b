"""A language model on a short lead: it words an answer anew, and nobody sees what its quotes do not carry."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from assistant.answering.hearing import Heard
from assistant.answering.parts import Gate, Writer
from assistant.drafts import Brief
from assistant.errors import ModelUnavailable
from assistant.phrases import Phrases
from assistant.releasing import carrying
from assistant.types import Answer, Citation, Sentence

_ENOUGH = 0.5  # share of an answer's quotes that a draft must still tell


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
        said: list[Sentence] = []
        async with aclosing(self._released(answer, heard)) as released:
            started = asyncio.get_running_loop().time()
            try:
                while True:
                    limit = self.all_within if said else self.first_within
                    left = limit - (asyncio.get_running_loop().time() - started)
                    said.append(await asyncio.wait_for(anext(released), left))
                    yield said[-1]
            except StopAsyncIteration:
                whole = True
            except (ModelUnavailable, TimeoutError):  # who runs the model has been told by the writer
                whole = False
        if whole and _is_enough(said, answer.citations):
            yield _reworded(answer, said, heard.phrases, self.writer.name)
        else:
            yield answer if whole else replace(answer, notices=(*answer.notices, heard.phrases.model_unavailable))

    async def _released(self, answer: Answer, heard: Heard) -> AsyncGenerator[Sentence]:
        """The sentences that the gate lets through, each once, with the numbers of the answer's citations."""
        quotes = {citation.number: tuple(carrying(citation)) for citation in answer.citations}
        told = tuple("\n".join(filter(None, parts)) for parts in quotes.values())
        brief = Brief(heard.followed.alone, heard.language, told, heard.question.person)
        seen: set[str] = set()
        async with aclosing(self.writer.write(brief)) as drafts:
            async for draft in drafts:
                cited = tuple(number for at, number in enumerate(quotes, 1) if at in draft.quotes)
                carried = tuple(text for number in cited for text in quotes[number])
                verdict = await asyncio.to_thread(self.gate.check_in, heard.language, draft.text, carried)
                if cited and verdict.supported and draft.text not in seen:
                    seen.add(draft.text)
                    yield Sentence(draft.text, cited, round(verdict.score, 3))


def _is_enough(said: Sequence[Sentence], citations: Sequence[Citation]) -> bool:
    """Whether what is left tells what the answer tells first, and most of what it rests on."""
    told = {number for sentence in said for number in sentence.citations}
    return bool(told) and citations[0].number in told and len(told) >= _ENOUGH * len(citations)


def _reworded(answer: Answer, said: Sequence[Sentence], phrases: Phrases, writer: str) -> Answer:
    """The answer in the draft's sentences, its citations numbered anew in the order in which they are used."""
    order = list(dict.fromkeys(number for sentence in said for number in sentence.citations))
    kept = {citation.number: citation for citation in answer.citations}
    citations = tuple(replace(kept[number], number=place) for place, number in enumerate(order, 1))
    sentences = tuple(replace(each, citations=tuple(order.index(number) + 1 for number in each.citations)) for each in said)
    text = " ".join(" ".join((each.text, *(f"[{number}]" for number in each.citations))) for each in sentences)
    notices = (phrases.model_written, *answer.notices)
    return replace(answer, text=text, sentences=sentences, citations=citations, notices=notices, composer=writer)
