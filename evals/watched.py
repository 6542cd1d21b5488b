"""An assistant whose language model is watched: what was drafted, what the gate let through, and the same answers without a model."""

import sys
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from assistant.answering import Assistant, Counsel, Gate, Rewording, Writer
from assistant.bootstrap import build_assistant, build_checker
from assistant.bootstrap_writing import build_language_model
from assistant.drafts import Brief, Drafted
from assistant.releasing import Verdict
from assistant.settings import Settings
from assistant.types import Answer, Profile, Question, Turn
from evals.dataset import Case

PATIENCE = 60.0  # seconds for a draft: here it is not the speed that is measured


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that was let through, with the quotes that carry it."""

    sentence: str
    quotes: tuple[str, ...]


@dataclass
class WatchedGate:
    """A gate that remembers what it let through."""

    gate: Gate
    passed: list[Said] = field(default_factory=list)

    def check_in(self, language: str, sentence: str, quotes: Sequence[str]) -> Verdict:
        """What the gate says."""
        verdict = self.gate.check_in(language, sentence, quotes)
        if verdict.supported:
            self.passed.append(Said(sentence, tuple(quotes)))
        return verdict


@dataclass
class WatchedWriter:
    """A writer whose sentences are counted."""

    writer: Writer
    drafted: int = 0

    @property
    def name(self) -> str:
        """The writer's."""
        return self.writer.name

    async def write(self, brief: Brief) -> AsyncGenerator[Drafted]:
        """What the writer writes."""
        async with aclosing(self.writer.write(brief)) as drafts:
            async for draft in drafts:
                self.drafted += 1
                yield draft


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its answer in the sources' own words, the one that a model worded or left, and what was let through.

    `case` is None where it is not known what a right answer says.
    """

    case: Case | None
    plain: Answer
    worded: Answer
    released: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """An assistant without a model, and one whose model is watched."""

    plain: Assistant
    worded: Assistant
    gate: WatchedGate
    writer: WatchedWriter

    async def ask(self, cases: Sequence[Case], others: Sequence[str], seconds: float) -> AsyncGenerator[Asked]:
        """Ask each question of both, as long as there is time."""
        put = [*((_question(case), case) for case in cases), *((Question(text), None) for text in others)]
        end = time.monotonic() + seconds
        for question, case in put:
            if time.monotonic() > end:
                return
            yield await self._ask(question, case)

    async def _ask(self, question: Question, case: Case | None) -> Asked:
        self.gate.passed.clear()
        plain, worded = await self.plain.answer(question), await self.worded.answer(question)
        print(".", end="", file=sys.stderr, flush=True)
        return Asked(case, plain, worded, tuple(dict.fromkeys(self.gate.passed)))


def _question(case: Case) -> Question:
    asked = case.as_asked()
    history = tuple(Turn(**turn) for turn in asked.get("history", ()))
    return Question(asked["question"], history, Profile(**asked.get("profile", {})), case.id)


def trial(settings: Settings) -> Trial:
    """The two assistants over the index of the settings."""
    checker, model = build_checker(settings), build_language_model(settings)
    gate, writer = WatchedGate(checker), WatchedWriter(model.writer)
    plain = build_assistant(settings)
    rewording = Rewording(writer, gate, PATIENCE, PATIENCE, checker.written_languages)
    return Trial(plain, replace(plain, rewording=rewording, counsel=Counsel(model.voter, model.rewriter)), gate, writer)
