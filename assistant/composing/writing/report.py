"""What the operator is told of a language model that fails."""

import json
import logging

from assistant.composing.writing.failures import ModelFailed

_log = logging.getLogger(__name__)


def tell_operator(failed: ModelFailed, model: str) -> None:
    """One line of the log with the remedy, without a word of the question."""
    told = {"cause": failed.cause, "status": failed.status, "model": model, "remedy": str(failed)}
    # The failures that made it rest have been told already.
    level = logging.INFO if failed.cause == "resting" else logging.WARNING
    _log.log(level, "language model unavailable: %s", json.dumps(told, ensure_ascii=False), extra=told)
