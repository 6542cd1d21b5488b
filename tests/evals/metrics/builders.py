"""Cases and answers with only what a test is about, and a checker that knows what it is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evals.answers import RankedPassage, SaidAnswer, SaidCitation, SaidSentence
from evals.case_rows import Kind
from evals.dataset import Case, EvidenceText, Point


def a_case(
    key: str = "q1",
    *,
    question: str = "How long is the course?",
    kind: Kind = "factual",
    language: str = "en",
    answerable: bool = True,
    outcomes: Sequence[str] = ("answered", "partial"),
    evidence: Sequence[tuple[str, str]] = (),
    points: Sequence[Point] = (),
    history: Sequence[tuple[str, str]] = (),
    profile: Mapping[str, str] | None = None,
    slices: Mapping[str, str] | None = None,
    twin: str = "",
) -> Case:
    return Case(
        id=key,
        question=question,
        kind=kind,
        language=language,
        answerable=answerable,
        outcomes=tuple(outcomes),
        evidence=tuple(EvidenceText(*each) for each in evidence),
        points=tuple(points),
        history=tuple(history),
        profile=dict(profile or {}),
        slices=dict(slices or {}),
        twin=twin,
        near="",
    )


def an_answer(text: str = "", outcome: str = "answered", key: str = "q1", **more: object) -> SaidAnswer:
    return SaidAnswer.model_validate({"id": key, "outcome": outcome, "language": "en", "answer": text} | more)


def said(text: str, *numbers: int) -> SaidSentence:
    return SaidSentence(text=text, citations=numbers)


def cited(number: int, quote: str, document: str = "page.md", **more: object) -> SaidCitation:
    return SaidCitation.model_validate({"number": number, "quote": quote, "document": document} | more)


def passages(*texts: str) -> tuple[RankedPassage, ...]:
    return tuple(RankedPassage(text=text, score=1 - at / 10) for at, text in enumerate(texts))


@dataclass(frozen=True, slots=True)
class _Told:
    supported: bool
    reason: str = ""
    score: float = 0.5


@dataclass(frozen=True, slots=True)
class FakeChecker:
    """Supports a sentence where its quotes hold all words that it `needs`; one that it does not know is not supported."""

    needs: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def check(self, sentence: str, quotes: Sequence[str]) -> _Told:
        held = " ".join(quotes)
        supported = sentence in self.needs and all(word in held for word in self.needs[sentence])
        return _Told(supported, "" if supported else "not_found")
