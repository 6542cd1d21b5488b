"""A sentence of a record, with the place it stands at, so that an answer can quote it."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from assistant.knowledge.scalars import Scalar

Line = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f]{1,400}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-{1,2}[a-z0-9]+)*$", max_length=80)]
_ONE_LINE = re.compile(r"[^\x00-\x1f\x7f]{1,400}")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a record; `start:end` is where they stand in the text of its file."""

    text: str
    start: int
    end: int


def _words(value: Any) -> Any:
    if isinstance(value, Words):
        return value
    if not isinstance(value, Scalar) or not value.verbatim or not _ONE_LINE.fullmatch(value):
        raise PydanticCustomError("words", "write it on one line, as plain text of at most 400 characters, without escapes")
    return Words(str(value), value.start, value.end)


Said = Annotated[Words, BeforeValidator(_words)]
