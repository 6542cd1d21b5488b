"""A line of a dataset as it is read: its keys, and a sentence for each thing that is wrong with it."""

import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from assistant.types import Turn

Kind = Literal["factual", "list", "comparison", "multi-turn", "cross-lingual", "unanswerable", "off-topic"]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class EvidenceRow(_Strict):
    """Where the evidence stands: a quote, or offsets in characters. `also` is for a further place that says the same."""

    document: Text
    quote: Text | None = None
    start: int | None = None
    end: int | None = None
    also: bool = False


class PointRow(_Strict):
    """An answer point."""

    text: Text
    vital: bool = True


class TurnRow(_Strict):
    """One earlier message."""

    role: Literal["user", "assistant"]
    content: Text

    @property
    def turn(self) -> Turn:
        return Turn(self.role, self.content)


class CaseRow(_Strict):
    """A line of a dataset."""

    id: Text
    question: Text
    kind: Kind
    language: Text
    audience: Literal["frontline", "international", "coach"]
    topic: Text
    sector: str = ""
    staff_group: str = ""
    band: str = ""
    channel: Literal["web", "slack", "teams", "terminal"] = "web"
    history: list[TurnRow] = Field(default_factory=list)
    profile: dict[str, str] = Field(default_factory=dict)
    twin: str = ""
    question_en: str = ""
    near: str = ""
    expected_answerable: bool
    expected_outcomes: list[Literal["answered", "partial", "no_evidence", "clarify", "declined", "signposted"]]
    expected_evidence: list[EvidenceRow] = Field(default_factory=list)
    expected_points: list[PointRow] = Field(default_factory=list)


_WITHIN: dict[str, type[BaseModel]] = {"history": TurnRow, "expected_evidence": EvidenceRow, "expected_points": PointRow}


def read_row(line: str) -> CaseRow:
    """The row on a line.

    Raises:
        ValueError: it is broken, or has an unknown or a missing key; says which, and what to do.
    """
    try:
        return CaseRow.model_validate(json.loads(line))
    except ValidationError as error:
        first = error.errors()[0]
        place = [str(part) for part in first["loc"]]
        row = _WITHIN.get(place[0], CaseRow) if len(place) > 1 else CaseRow
        remedy = f"known keys are {', '.join(row.model_fields)}" if first["type"] == "extra_forbidden" else "mend that key"
        raise ValueError(f"{'.'.join(place) or 'the line'}: {first['msg']}; {remedy}") from error
    except (ValueError, RecursionError) as error:
        raise ValueError(f"this is not a JSON object ({error}); write one object a line") from error
