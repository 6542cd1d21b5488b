"""What is told of findings and of advice: checked sentences with their quotes, or that the Sources do not know."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.advice import Advice
from assistant.advising import NOTHING, advised, opening, rest_of, said_before
from assistant.answering.parts import Composer, Grounding, Judge, Library
from assistant.knowledge.employers import is_local
from assistant.phrases import Phrases
from assistant.releasing import released
from assistant.types import Answer, Findings, Outcome, Source, Statement
from assistant.wording import Worded, follow_ups, lead, notices

SURE, NOT_SURE = 0.5, 0.49  # confidence from which an answer is given, and the highest without one
NEAR = 0.4  # confidence from which the closest thing found is shown instead: what is less like it only distracts


@dataclass(frozen=True, slots=True)
class Teller:
    """Words what was found, in one language, as of today."""

    library: Library
    composer: Composer
    judge: Judge
    grounding: Grounding
    today: Callable[[], date]

    async def from_sources(self, findings: Findings, phrases: Phrases) -> Answer:
        """What the Sources say to the question, or that they do not know and what is closest."""
        statements = self.composer.compose(findings)
        confidence = self.judge.confidence(findings, statements)
        body = await self._worded(statements) if confidence >= SURE else Worded()
        if body.citations:
            text = f"{lead(findings, phrases)}\n\n{body.text}"
            return replace(self._told("answered", text, body, findings, phrases), confidence=confidence)
        body = await self._worded(self.composer.closest(findings) if confidence >= NEAR else ())
        nearest = f"{phrases.closest_thing}\n\n{body.text}\n\n" if body.citations else ""
        text = f"{phrases.no_evidence} {phrases.ask_whom}\n\n{nearest}".strip()
        unsure = min(confidence, NOT_SURE)  # sure of its findings, but what would be said was not carried by its quotes
        return replace(self._told("no_evidence", text, body, findings, phrases), confidence=unsure)

    async def from_advice(self, advice: Advice, findings: Findings, phrases: Phrases, *, called: bool) -> Answer:
        """What a tool says, after or instead of what the pages say; `called` by its name, the tool speaks alone."""
        pages_first = not called and advice.lets_pages_answer
        if pages_first and (answer := await self.from_sources(findings, phrases)).outcome == "answered":
            return replace(answer, choices=rest_of(advice))
        before = NOTHING if called or pages_first else await self._said_before(advice, findings)
        if before.citations and advice.claim == "likely":
            advice = opening(advice)
        documents = dict.fromkeys(line.quote.passage.document for line in advice.lines if line.quote is not None)
        sources = await self._sources(documents)
        body = await asyncio.to_thread(advised, advice, sources, self.grounding.check, phrases, before)
        asks_back = advice.outcome == "clarify" and not documents
        # Else the records have just been taken away, or nothing of them was carried.
        if len(body.words.citations) == len(before.citations) and not asks_back:
            return await self.from_sources(findings, phrases)
        outcome: Outcome = "answered" if asks_back and before.citations else advice.outcome
        answer = self._told(outcome, body.words.text, body.words, findings, phrases)
        said = tuple(dict.fromkeys((*advice.notices, *answer.notices)))
        return replace(answer, kind=advice.tool, details=body.details, choices=advice.choices, notices=said, composer="rules")

    async def _said_before(self, advice: Advice, findings: Findings) -> Worded:
        """What the pages say before a tool, if they are sure of it."""
        if advice.claim == "plainly" and not any(is_local(match.passage.document) for match in findings.matches):
            return NOTHING
        statements = self.composer.compose(findings)
        sure = self.judge.confidence(findings, statements) >= SURE
        return await self._worded(said_before(advice, statements)) if sure else NOTHING

    async def _worded(self, statements: Sequence[Statement]) -> Worded:
        known = await self._sources(dict.fromkeys(statement.passage.document for statement in statements))
        quotable = [statement for statement in statements if statement.passage.document in known]
        return await asyncio.to_thread(released, quotable, known, self.grounding.check)

    async def _sources(self, documents: Iterable[str]) -> dict[str, Source]:
        """Those that are still there: a document that an indexing run has just removed can no longer be quoted."""
        sources = {document: await self.library.source(document) for document in documents}
        return {document: source for document, source in sources.items() if source is not None}

    def _told(self, outcome: Outcome, text: str, body: Worded, findings: Findings, phrases: Phrases) -> Answer:
        asked_next = follow_ups(findings.matches, body.citations, phrases)
        told = notices(phrases, body.citations, self.today())
        answer = Answer("", phrases.language, outcome, "information", text, body.sentences, body.citations)
        return replace(answer, follow_ups=asked_next, notices=told, composer=self.composer.name)
