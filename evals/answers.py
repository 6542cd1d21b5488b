"""Answers as they are read for scoring: the answer object of this product, or of any other system that writes the same form."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from evals.errors import AnswersError
from evals.json_lines import read_lines

GIVEN = frozenset({"answered", "partial"})
ABSTAINED = frozenset({"no_evidence", "clarify", "declined", "signposted"})


class _Row(BaseModel):
    # Other systems' answers have keys of their own.
    model_config = ConfigDict(extra="ignore", frozen=True)


class SaidSentence(_Row):
    """A sentence of an answer with the numbers of its citations."""

    text: str
    citations: tuple[int, ...] = ()
    support: FiniteFloat | None = None


class SaidCitation(_Row):
    """A numbered quote; `columns` names the columns where the quote is of table rows."""

    number: int
    document: str = ""
    title: str = ""
    section: str = ""
    url: str = ""
    quote: str = ""
    start: int | None = None
    end: int | None = None
    columns: tuple[str, ...] = ()


class SaidStep(_Row):
    """A step of a tool's answer; lengths are in months."""

    duration_months: int | None = None
    duration_months_most: int | None = None


class SaidItem(_Row):
    """A route or the like, with the length that its steps add up to; no upper end where `duration_months_most` is None."""

    duration_months: int | None = None
    duration_months_most: int | None = None
    steps: tuple[SaidStep, ...] = ()

    @property
    def added_up(self) -> str:
        """The length of the whole in words, if it is what the steps add up to; else empty."""
        least = sum(each.duration_months or 0 for each in self.steps)
        most = sum(each.duration_months_most or 0 for each in self.steps)
        sound = least == self.duration_months and self.duration_months_most in {most, None}
        if not sound:
            return ""
        return f"{least} months" if least == most else f"{least} to {most} months"


class SaidDetails(_Row):
    """What channels draw diagrams, tables and checklists from."""

    items: tuple[SaidItem, ...] = ()


class RankedPassage(_Row):
    """A passage of the ranked list, best first."""

    document: str = ""
    passage: str = ""
    text: str = ""
    score: FiniteFloat = 0.0


class SaidAnswer(_Row):
    """One answer; `error` is set where a system failed to give one, and then the outcome is "missing"."""

    id: str
    outcome: str = "missing"
    kind: str = ""
    language: str = ""
    answer: str = ""
    sentences: tuple[SaidSentence, ...] = ()
    citations: tuple[SaidCitation, ...] = ()
    details: SaidDetails | None = None
    retrieved: tuple[RankedPassage, ...] = ()
    notices: tuple[str, ...] = ()
    confidence: FiniteFloat | None = None
    timings_ms: Mapping[str, FiniteFloat] = Field(default_factory=dict)
    tokens: int | None = None
    error: str = ""

    @property
    def added_up(self) -> list[str]:
        """The lengths that the steps of its routes add up to, in words."""
        return [item.added_up for item in self.details.items if item.added_up] if self.details else []

    @property
    def given(self) -> bool:
        """Whether it answers, in whole or in part."""
        return self.outcome in GIVEN

    @property
    def abstained(self) -> bool:
        """Whether it says that it does not answer; a missing answer neither answers nor abstains."""
        return self.outcome in ABSTAINED


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """The answers of a file, by id, in its order; `rows` are the same with all their keys."""

    answers: Mapping[str, SaidAnswer]
    rows: Mapping[str, Mapping[str, Any]]


def read_answers(path: Path) -> AnswerFile:
    """Read a JSON Lines file of answer objects.

    Raises:
        AnswersError: naming the file, the line and the remedy.
    """
    try:
        lines = read_lines(path)
    except (OSError, UnicodeDecodeError) as error:
        raise AnswersError(f"{path} cannot be read ({error}); name a file of answer objects, one a line") from error
    answers: dict[str, SaidAnswer] = {}
    rows: dict[str, Mapping[str, Any]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
            answer = _answer(values)
        except ValueError as error:
            raise AnswersError(f"{path.name}, line {number}: {_reason(error)}; mend or remove the line") from error
        if answer.id in answers:
            raise AnswersError(f"{path.name}, line {number}: the id {answer.id} stands twice; keep one of them")
        answers[answer.id] = answer
        rows[answer.id] = values | {"id": answer.id}
    return AnswerFile(answers, rows)


def _answer(values: Any) -> SaidAnswer:
    if isinstance(values, dict) and isinstance(values.get("id"), int):
        values = values | {"id": str(values["id"])}
    return SaidAnswer.model_validate(values)


def _reason(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return f"this is not JSON ({error})"
