"""What a language model replies, the verdict that it holds, and what it means that there is none."""

import re
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

_FENCED = re.compile(r"\s*```(?:json)?\s*(.*?)\s*```\s*", re.DOTALL | re.IGNORECASE)
_THOUGHT_ENDS = "</think>"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said: `model` is what it calls itself, and `is_cut` that it came to the limit of its length."""

    text: str
    model: str = ""
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is no verdict: `said` is the endpoint's own sentence, `passes` that asking again may bring one."""

    cause: str
    said: str = ""
    passes: bool = False


class NoAnswer(Exception):
    """One question has no answer, as `missing` says; the next may have one."""

    def __init__(self, missing: Missing) -> None:
        super().__init__(missing.cause)
        self.missing = missing


class NoAnswerInTime(NoAnswer):
    """The model was waited for in vain."""

    def __init__(self) -> None:
        super().__init__(Missing("no answer in time", passes=True))


class _Verdict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    supported: bool


def verdict_in(reply: Reply) -> bool:
    """Whether the reply says "supported"; raises NoAnswer where it does not say."""
    # Some templates open the thought themselves, so that only its end is in the reply.
    said = reply.text.rpartition(_THOUGHT_ENDS)[2]
    fenced = _FENCED.fullmatch(said)
    try:
        return _Verdict.model_validate_json(fenced[1] if fenced else said).supported
    except ValidationError:
        if reply.is_cut:
            cause = "its answer was longer than it may be"
        else:
            cause = "its answer is not the JSON object it was asked for" if said.strip() else "it gave no answer"
        raise NoAnswer(Missing(cause)) from None
