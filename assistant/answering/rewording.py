"""A language model on a short lead: it words an answer anew, and nobody sees what its quotes do not carry."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
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
        places: dict[int, int] = {}  # of each quote that is used, in the order of use
        async with aclosing(self._released(answer, heard)) as released:
            started = asyncio.get_running_loop().time()
            try:
                while True:
                    limit = self.all_within if said else self.first_within
                    left = limit - (asyncio.get_running_loop().time() - started)
                    sentence = await asyncio.wait_for(anext(released), left)
                    said.append(replace(sentence, citations=tuple(_place(places, number) for number in sentence.citations)))
                    yield said[-1]
            except StopAsyncIteration:
                whole = True
            except (ModelUnavailable, TimeoutError):  # who runs the model has been told by the writer
                whole = False
        if whole and _is_enough(places, answer.citations):
            yield _reworded(answer, said, places, heard.phrases, self.writer.name)
        else:
            yield answer if whole else replace(answer, notices=(*answer.notices, heard.phrases.model_unavailable))

    async def _released(self, answer: Answer, heard: Heard) -> AsyncGenerator[Sentence]:
        """The sentences that the gate lets through, each once, with the numbers of the answer's citations."""
        quotes = {citation.number: tuple(carrying(citation)) for citation in answer.citations}
        told = tuple("\n".join(filter(None, parts)) for parts in quotes.values())
        brief = Brief(heard.text, heard.language, told, heard.question.person)
        seen: set[str] = set()
        async with aclosing(self.writer.write(brief)) as drafts:
            async for draft in drafts:
                cited = tuple(number for at, number in enumerate(quotes, 1) if at in draft.quotes)
                carried = tuple(text for number in cited for text in quotes[number])
                verdict = await asyncio.to_thread(self.gate.check_in, heard.language, draft.text, carried)
                if cited and verdict.supported and draft.text not in seen:
                    seen.add(draft.text)
                    yield Sentence(draft.text, cited, round(verdict.score, 3))


def _place(places: dict[int, int], number: int) -> int:
    return places.setdefault(number, len(places) + 1)


def _is_enough(told: Collection[int], citations: Sequence[Citation]) -> bool:
    """Whether the quotes that are told have the first of the answer's among them, and most of the rest."""
    return citations[0].number in told and len(told) >= _ENOUGH * len(citations)


def _reworded(answer: Answer, said: Sequence[Sentence], places: Mapping[int, int], phrases: Phrases, writer: str) -> Answer:
    kept = {citation.number: citation for citation in answer.citations}
    return replace(
        answer,
        text=" ".join(" ".join((each.text, *(f"[{number}]" for number in each.citations))) for each in said),
        sentences=tuple(said),
        citations=tuple(replace(kept[number], number=place) for number, place in places.items()),
        notices=(phrases.model_written, *answer.notices),
        composer=writer,
    )
