"""Assistant.answer: the whole story of a question, with the protocols of the parts it calls."""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant import safety
from assistant.advice import Advice, Signs, Understood
from assistant.advising import NOTHING, advised, opening, rest_of, said_before
from assistant.errors import IndexNotReady, ModelUnavailable, StorageError
from assistant.fixed import FIXED_OUTCOMES, fixed, kindly
from assistant.knowledge.employers import is_local
from assistant.language import ENGLISH, Language
from assistant.phrases import Phrases
from assistant.releasing import Verdict, released
from assistant.routing import Kind, Routing
from assistant.types import Answer, Asked, Findings, Outcome, Question, Source, Statement, Tool, Turn
from assistant.wording import Worded, follow_ups, lead, notices

Vector = NDArray[np.float32]

MATCHES = 10
SURE, NOT_SURE = 0.5, 0.49  # confidence from which an answer is given, and the highest without one
NEAR = 0.4  # confidence from which the closest thing found is shown instead: what is less like it only distracts
PUBLISHED = 0.95  # cosine with a question that a page answers, from which that page answers what is asked
_PERHAPS_PUBLISHED: frozenset[Kind] = frozenset({"legal", "off_topic"})
_PERHAPS_CAREERS: frozenset[Kind] = frozenset({"information", "stress"})


class Detector(Protocol):
    """Says which language a question is in."""

    def detect(self, text: str, preferred: str = "") -> Language: ...


class Router(Protocol):
    """Says which kind of question it is."""

    def by_words(self, text: str) -> Routing | None: ...

    def route(self, text: str, vector: Vector) -> Routing: ...


class Library(Protocol):
    """The indexed Sources; each method may raise IndexNotReady."""

    async def vector(self, text: str, english: bool) -> Vector: ...

    async def find(self, text: str, history: Sequence[Turn], english: bool, vector: Vector, count: int) -> Findings: ...

    async def source(self, document: str) -> Source | None: ...

    async def check_ready(self) -> None: ...


class Composer(Protocol):
    """Turns findings into what is said."""

    @property
    def name(self) -> str: ...

    def compose(self, findings: Findings) -> tuple[Statement, ...]: ...

    def closest(self, findings: Findings) -> tuple[Statement, ...]: ...


class Judge(Protocol):
    """Says how sure it is, 0 to 1, that the statements answer the question; from .5 on they are said."""

    def confidence(self, findings: Findings, statements: Sequence[Statement]) -> float: ...


class Grounding(Protocol):
    """Says whether quotes, with their headings and columns, carry a sentence."""

    def check(self, sentence: str, quotes: Sequence[str]) -> Verdict: ...


class Careers(Protocol):
    """The careers tools; what they say is quoted from records of the index."""

    async def advise(self, question: Question, signs: Signs, today: date) -> Advice | None:
        """What a tool says to a question that is cleaned and masked; None where it is none of theirs. May raise IndexNotReady.

        The vector of `signs` is that of the question's own words, None where none was made for them.
        """

    async def understood(self, text: str, tool: Tool | None) -> Understood:
        """What pages are asked and how the question is repeated, where its own words are neither; `tool` was called by name."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """The kind of a question and what was found; `vector` is None where the embedding model did not answer."""

    kind: Kind
    findings: Findings
    vector: Vector | None = None


@dataclass
class Assistant:
    """Answers questions from the indexed Sources, or says that they do not hold the answer."""

    detector: Detector
    router: Router
    library: Library
    composer: Composer
    judge: Judge
    grounding: Grounding
    careers: Careers
    today: Callable[[], date] = date.today

    async def answer(self, question: Question) -> Answer:
        """Answer one question.

        Raises:
            QuestionError: the question holds nothing that can be read.
            IndexNotReady: there is no index, or it was made with another model.
        """
        started = time.perf_counter()
        text = safety.clean(question.text)
        safety.check_question(text)
        text = safety.mask(text)
        language = self.detector.detect(text, question.profile.language)
        # The asker's own setting is for the reply; what is searched for is in the language it is written in.
        english = (self.detector.detect(text) if question.profile.language else language).code == ENGLISH
        history = tuple(replace(turn, content=safety.mask(safety.clean(turn.content))) for turn in question.history)
        taken = await self.careers.understood(text, question.tool)
        seen = await self._look(taken, history, english)
        kind, findings = seen.kind, seen.findings
        phrases = Phrases.load(language.code)
        vector = seen.vector if taken.asked == text else None
        signs = Signs(vector, findings.signals.get("nearest_answered", 0.0), findings.signals.get("left_open", 0.0))
        advice = await self._advice(kind, replace(question, text=text, history=history), signs)
        if advice is not None:
            answer = await self._from_advice(advice, findings, phrases, called=question.tool is not None)
        elif kind == "information" or (kind == "stress" and findings.matches):
            answer = await self._from_sources(findings, phrases)
        else:
            answer = fixed(kind, phrases)
        answer = kindly(answer, phrases) if kind == "stress" else answer
        times = {**findings.timings_ms, "total": (time.perf_counter() - started) * 1000}
        shown = advice.shown if advice is not None and advice.shown else taken.shown
        return replace(
            answer, id=question.id, question=shown, language=language.code, retrieved=findings.matches, timings_ms=times
        )

    async def source(self, document: str) -> Source | None:
        """The indexed Source of that name, or None."""
        return await self.library.source(document)

    async def check_ready(self) -> None:
        """Return when questions can be answered; raise IndexNotReady, with the remedy, when not."""
        await self.library.check_ready()

    async def _look(self, taken: Understood, history: Sequence[Turn], english: bool) -> _Seen:
        """What is seen of a question before anything is said.

        A person in distress is answered even when the model does not answer or there is no index.
        """
        nothing, text = Findings(Asked(), (), ()), taken.asked
        started = time.perf_counter()
        try:
            vector = await self.library.vector(text, english)
        except (ModelUnavailable, StorageError):
            told = self.router.by_words(text)
            if told is None or told.kind == "information":
                raise
            return _Seen(told.kind, nothing)
        embedded = (time.perf_counter() - started) * 1000
        routed = self.router.route(text, vector)
        goes_on = (taken.plain and routed.confidence < 1) or (routed.kind == "unclear" and bool(history))
        kind: Kind = "information" if goes_on else routed.kind
        try:
            found = await self.library.find(text, history, english, vector, MATCHES)
        except (IndexNotReady, ModelUnavailable, StorageError):
            if kind == "information":
                raise
            return _Seen(kind, nothing, vector)
        # A verdict on one's own case is declined; what a page says that it answers is published.
        if kind in _PERHAPS_PUBLISHED and routed.confidence < 1 and found.signals.get("nearest_answered", 0.0) >= PUBLISHED:
            kind = "information"
        times = {**found.timings_ms, "embed": embedded + found.timings_ms.get("embed", 0.0)}
        return _Seen(kind, replace(found, timings_ms=times), vector)

    async def _advice(self, kind: Kind, question: Question, signs: Signs) -> Advice | None:
        called = question.tool is not None and FIXED_OUTCOMES.get(kind) != "signposted"
        return await self.careers.advise(question, signs, self.today()) if called or kind in _PERHAPS_CAREERS else None

    async def _from_advice(self, advice: Advice, findings: Findings, phrases: Phrases, *, called: bool) -> Answer:
        pages_first = not called and advice.lets_pages_answer
        if pages_first and (answer := await self._from_sources(findings, phrases)).outcome == "answered":
            return replace(answer, choices=rest_of(advice))
        before = NOTHING if called or pages_first else await self._said_before(advice, findings)
        if before.citations and advice.claim == "likely":
            advice = opening(advice)
        documents = dict.fromkeys(line.quote.passage.document for line in advice.lines if line.quote is not None)
        sources = await self._sources(documents)
        body = await asyncio.to_thread(advised, advice, sources, self.grounding.check, phrases, before)
        asks_back = called and advice.outcome == "clarify" and not documents
        # The records have just been taken away, or nothing of them was carried.
        if len(body.words.citations) == len(before.citations) and not asks_back:
            return await self._from_sources(findings, phrases)
        answer = self._told(advice.outcome, body.words.text, body.words, findings, phrases)
        said = tuple(dict.fromkeys((*advice.notices, *answer.notices)))
        return replace(answer, kind=advice.tool, details=body.details, choices=advice.choices, notices=said, composer="rules")

    async def _said_before(self, advice: Advice, findings: Findings) -> Worded:
        """What the pages say before a tool, if they are sure of it."""
        if advice.claim == "plainly" and not any(is_local(match.passage.document) for match in findings.matches):
            return NOTHING
        statements = self.composer.compose(findings)
        sure = self.judge.confidence(findings, statements) >= SURE
        return await self._worded(said_before(advice, statements)) if sure else NOTHING

    async def _from_sources(self, findings: Findings, phrases: Phrases) -> Answer:
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
