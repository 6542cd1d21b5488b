"""What the lines of a batch hold; other keys are passed over, so that a labelled data set can be asked as it is."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.channels.web.schemas import ChatRequest, ProfileFields, Text
from assistant.errors import AssistantError
from assistant.types import Question


class QuestionRow(ChatRequest):
    """A line of `ask --batch`; `id` is given back as it stands."""

    model_config = ConfigDict(extra="ignore")

    id: Text | int

    def as_question(self) -> Question:
        """The question as the assistant takes it."""
        return replace(super().as_question(), id=str(self.id))


class RankRow(BaseModel):
    """A line of `rank`; `lang` is given back as it stands."""

    qid: Text | int
    question: Text
    lang: str | None = None


def read_question(values: Mapping[str, Any]) -> Question:
    """The question of a line; raises ValidationError."""
    return QuestionRow.model_validate(values).as_question()


def reason_of(error: Exception) -> str:
    """Why a line has no answer, for the person who wrote it."""
    if isinstance(error, ValidationError):
        return _mistake(error)
    return str(error) if isinstance(error, AssistantError) else f"the assistant failed ({type(error).__name__}: {error})"


def _mistake(error: ValidationError) -> str:
    first = error.errors()[0]
    place = [str(part) for part in first["loc"]]
    if first["type"] == "missing":
        return f"the key {place[-1]} is missing"
    if first["type"] == "extra_forbidden" and place[0] == "profile":
        return f"the profile key {place[-1]} is not known; known are {', '.join(ProfileFields.model_fields)}"
    return f"{'.'.join(place)}: {first['msg'].lower()}"
