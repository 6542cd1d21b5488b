"""Assistant.answer: the whole story of a question, from what was typed to what is said."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.advice import Advice
from assistant.answering.counsel import Counsel
from assistant.answering.hearing import Heard, hear
from assistant.answering.parts import Careers, Composer, Gate, Grounding, Judge, LanguageModel, Library, Router, Writer
from assistant.answering.rewording import Rewording
from assistant.answering.seeing import Seen, Sight
from assistant.answering.telling import Teller
from assistant.clarifying import clarify
from assistant.fixed import FIXED_OUTCOMES, KEEPING, Keeping, asked_back, fixed, kindly, language_set
from assistant.reply_language import Detector
from assistant.routing import Kind
from assistant.terms import terms_in
from assistant.types import Answer, Question, Sentence, Source

__all__ = [
    "Assistant",
    "Careers",
    "Composer",
    "Counsel",
    "Detector",
    "Gate",
    "Grounding",
    "Judge",
    "LanguageModel",
    "Library",
    "Rewording",
    "Router",
    "Writer",
]

_FOR_SOURCES: frozenset[Kind] = frozenset({"information", "stress"})
_SURELY_ANSWERED = 0.95  # confidence from which pages answer what looks off topic
_MAY_ASK_BACK: frozenset[Kind] = frozenset({"information", "unclear", "off_topic", "own_record", "legal"})


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
    rewording: Rewording | None = None
    counsel: Counsel | None = None
    today: Callable[[], date] = date.today
    keeping: Keeping = KEEPING
    _sight: Sight = field(init=False, repr=False)
    _teller: Teller = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._sight = Sight(self.router, self.library, self.counsel)
        self._teller = Teller(self.library, self.composer, self.judge, self.grounding, self.today)

    async def answer(self, question: Question) -> Answer:
        """Answer one question; it raises what `tell` raises."""
        async with aclosing(self.tell(question)) as told:
            async for part in told:
                if isinstance(part, Answer):
                    return part
        raise AssertionError("an answer always ends with the Answer")

    async def tell(self, question: Question) -> AsyncGenerator[Sentence | Answer]:
        """The sentences that a language model words, each once it is checked, and last the Answer to show.

        Raises:
            QuestionError: the question holds nothing that can be read.
            IndexNotReady: there is no index, or it was made with another model.
        """
        started = time.perf_counter()
        heard = await asyncio.to_thread(hear, question, self.detector, self._is_guarded)
        if heard.sets_language:
            yield replace(language_set(heard.phrases), id=question.id, question=heard.typed, language=heard.language)
            return
        taken = await self.careers.understood(heard.question)
        seen = await self._sight.look(taken, heard)
        advice = await self._advice(heard, seen, own_words=taken.asked == heard.text)
        answer = await self._told(heard, seen, advice)
        repeated = heard.typed if taken.shown == heard.text else taken.shown
        shown = advice.shown if advice is not None and advice.shown else repeated
        answer = replace(answer, id=question.id, question=shown, language=heard.language, retrieved=seen.findings.matches)
        async with aclosing(self._worded(answer, heard, seen)) as told:
            async for part in told:
                yield _finished(part, heard, seen, started) if isinstance(part, Answer) else part

    async def source(self, document: str) -> Source | None:
        """The indexed Source of that name, or None."""
        return await self.library.source(document)

    async def check_ready(self) -> None:
        """Return when questions can be answered; raise IndexNotReady, with the remedy, when not."""
        await self.library.check_ready()

    def _is_guarded(self, text: str) -> bool:
        told = self.router.by_words(text)
        return told is not None and told.kind not in {*_FOR_SOURCES, "unclear"}

    async def _advice(self, heard: Heard, seen: Seen, *, own_words: bool) -> Advice | None:
        called = heard.question.tool is not None and FIXED_OUTCOMES.get(seen.kind) != "signposted"
        if not called and seen.kind not in _FOR_SOURCES:
            return None
        # What goes on from something said before has no vector that speaks for itself.
        signs = seen.signs(own_words=own_words and not heard.followed.plainly)
        return await self.careers.advise(heard.question, signs, self.today())

    async def _told(self, heard: Heard, seen: Seen, advice: Advice | None) -> Answer:
        if advice is not None:
            called = heard.question.tool is not None
            return await self._teller.from_advice(advice, seen.findings, heard.phrases, called=called)
        if seen.may_be_told:
            answer = await self._teller.from_sources(seen.findings, heard.phrases)
            if answer.outcome == "answered" and (answer.confidence or 0) >= _SURELY_ANSWERED:
                return answer
        if seen.kind in _MAY_ASK_BACK and not heard.followed.history:
            asked = clarify(seen.findings, heard.followed.alone, heard.before)
            if asked is not None:
                return asked_back(asked, heard.phrases)
        kind = seen.kind
        if kind == "information" or (kind == "stress" and seen.findings.matches):
            answer = await self._teller.from_sources(seen.findings, heard.phrases)
            if kind == "stress" or seen.voted in _FOR_SOURCES or answer.outcome != "no_evidence":
                return answer
            kind = seen.voted
        return fixed(kind, heard.phrases, heard.question.channel, self.keeping)

    async def _worded(self, answer: Answer, heard: Heard, seen: Seen) -> AsyncGenerator[Sentence | Answer]:
        """As it stands, or, where there is a language model, what pages answer in its words."""
        if self.rewording is None or answer.outcome != "answered" or answer.composer != self.composer.name:
            yield answer
            return
        async with aclosing(self.rewording.tell(answer, heard, seen)) as told:
            async for part in told:
                yield part


def _finished(answer: Answer, heard: Heard, seen: Seen, started: float) -> Answer:
    """The answer with what its asker must know besides; next to the help lines stands nothing else."""
    if seen.kind == "stress":
        answer = kindly(answer, heard.phrases)
    told = answer.notices if answer.outcome == "signposted" else (*heard.notices, *answer.notices, *_explained(answer, heard))
    times = {**seen.findings.timings_ms, "total": (time.perf_counter() - started) * 1000}
    return replace(answer, notices=told, timings_ms=times)


def _explained(answer: Answer, heard: Heard) -> tuple[str, ...]:
    """The terms that the answer is the first to use."""
    said = (heard.typed, *(turn.content for turn in heard.before))
    return terms_in(answer.text, said) if answer.citations else ()
