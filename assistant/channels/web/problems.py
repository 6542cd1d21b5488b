"""What went wrong, as RFC 9457 problem details that tell the caller what to do and nothing of our insides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.channels.problems import RETRY_AFTER_SECONDS, explained
from assistant.channels.replies import visible
from assistant.errors import (
    IndexNotReady,
    ModelUnavailable,
    NotKept,
    QuestionError,
    RecordsUnavailable,
    StorageError,
)

SHOWN_MISTAKES = 10


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong with a request: `pointer` is a JSON pointer into its body."""

    pointer: str
    detail: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal or a failure: an HTTP status and a sentence for the caller."""

    status: int
    detail: str
    mistakes: tuple[Mistake, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


RETRY_LATER = {"Retry-After": str(RETRY_AFTER_SECONDS)}
_STATUSES: Mapping[type[Exception], int] = {
    NotKept: 404,
    QuestionError: 422,
    IndexNotReady: 503,
    ModelUnavailable: 503,
    RecordsUnavailable: 503,
    StorageError: 507,
    Exception: 500,
}


def problem_object(problem: Problem) -> dict[str, Any]:
    """The problem as the JSON object of RFC 9457."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
    } | ({"errors": [{"pointer": m.pointer, "detail": m.detail} for m in problem.mistakes]} if problem.mistakes else {})


def problem_response(problem: Problem) -> JSONResponse:
    """The problem as a response."""
    return JSONResponse(problem_object(problem), problem.status, dict(problem.headers), media_type="application/problem+json")


def problem_of(error: Exception) -> Problem:
    """What the caller may know of an error, as the status and the words of a response."""
    match error:
        case RequestValidationError():
            return _problem_of_request(error)
        case HTTPException():
            return Problem(error.status_code, str(error.detail), headers=dict(error.headers or {}))
    explanation = explained(error)
    status = next(status for kind, status in _STATUSES.items() if isinstance(error, kind))
    return Problem(status, explanation.detail, headers=RETRY_LATER if explanation.passes else {})


def _problem_of_request(error: RequestValidationError) -> Problem:
    found: Sequence[Mapping[str, Any]] = error.errors()
    if any(mistake["type"] == "json_invalid" for mistake in found):
        return Problem(400, "The body is not JSON that can be read. Send a JSON object.")
    mistakes = tuple(_mistake(mistake) for mistake in found[:SHOWN_MISTAKES])
    return Problem(422, " ".join(mistake.detail for mistake in mistakes), mistakes)


def _mistake(found: Mapping[str, Any]) -> Mistake:
    path = [visible(str(part))[:100] for part in found["loc"] if part != "body"]
    name = ".".join(path)
    pointer = "#" + "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in path)
    if not path:
        return Mistake(pointer, "Send a JSON object, with Content-Type: application/json.")
    if found["type"] == "extra_forbidden":
        return Mistake(pointer, f"The key {name} is not known. Remove it.")
    if found["type"] == "missing":
        return Mistake(pointer, f"The key {name} is missing. Add it.")
    return Mistake(pointer, f"{name}: {found['msg']}.")
