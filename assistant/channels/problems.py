"""What a person may know of an error, in any channel; what only the operator may know is logged."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.channels.labels import translated
from assistant.errors import (
    AssistantError,
    IndexNotReady,
    ModelUnavailable,
    NotKept,
    QuestionError,
    RecordsUnavailable,
    StorageError,
)

RETRY_AFTER_SECONDS = 30

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What may be told of an error: a sentence or two in plain English, and whether trying again later may help."""

    detail: str
    passes: bool = False


_FAILURES: Mapping[type[Exception], Explanation] = {
    ModelUnavailable: Explanation(
        f"A part that the assistant needs did not reply. Try again in {RETRY_AFTER_SECONDS} seconds.", passes=True
    ),
    RecordsUnavailable: Explanation(
        f"What we keep cannot be reached at the moment. Nothing was changed. Try again in {RETRY_AFTER_SECONDS} seconds.",
        passes=True,
    ),
    StorageError: Explanation("The assistant has no room to work in. Tell the team that runs it."),
    AssistantError: Explanation("The assistant is not set up correctly. Tell the team that runs it."),
    Exception: Explanation("Something went wrong on our side. Try again, or tell the team that runs the assistant."),
}


def explained(error: Exception) -> Explanation:
    """What may be told of an error, without our insides; a failure of ours is logged, with its trace where it is unexpected."""
    if isinstance(error, NotKept | QuestionError):
        return Explanation(str(error))
    is_expected = isinstance(error, AssistantError)
    logger.error("%s: %s", type(error).__name__, error, exc_info=None if is_expected else error)
    if isinstance(error, IndexNotReady):
        return Explanation(str(error), passes=True)
    return next(explanation for kind, explanation in _FAILURES.items() if isinstance(error, kind))


def told(error: Exception, language: str) -> str:
    """What may be told of an error, in a language where it has words for that."""
    return translated(explained(error).detail, language)
