"""What the assistant asks of its parts, each as the protocol that the concrete part satisfies."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.advice import Advice, Signs, Understood
from assistant.drafts import Brief, Drafted
from assistant.following import Rewriter
from assistant.releasing import Verdict
from assistant.routing import Routing, Voter
from assistant.types import Findings, Question, Source, Statement, Turn

Vector = NDArray[np.float32]


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


class Writer(Protocol):
    """A language model that words what quotes say, a sentence at a time."""

    @property
    def name(self) -> str: ...

    def write(self, brief: Brief) -> AsyncGenerator[Drafted]:
        """The sentences of a draft as they come; may raise ModelUnavailable, at once or half-way."""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """What one language model does: it words answers, votes on kinds of question, and writes follow-ups out."""

    writer: Writer
    voter: Voter
    rewriter: Rewriter


class Gate(Protocol):
    """Says whether quotes, which are English, carry a sentence that was drafted in a language."""

    def check_in(self, language: str, sentence: str, quotes: Sequence[str]) -> Verdict: ...


class Careers(Protocol):
    """The careers tools; what they say is quoted from records of the index."""

    async def advise(self, question: Question, signs: Signs, today: date) -> Advice | None:
        """What a tool says to a question that is cleaned and masked; None where it is none of theirs. May raise IndexNotReady.

        The vector of `signs` is that of the question's own words, None where none was made for them.
        """

    async def understood(self, question: Question) -> Understood:
        """What pages are asked and how the question is repeated, where its own words are neither."""
