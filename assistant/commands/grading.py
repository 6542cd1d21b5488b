"""Responses from a file, checked against their contexts in its order; a line that fails does not stop the others."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.commands.parts import Checker, Progress
from assistant.commands.row_schemas import reason_of
from assistant.commands.rows import Row, Write
from assistant.errors import ModelUnavailable

_TEXTS = ("context", "response")


def grade_rows(checker: Checker, rows: Sequence[Row], write: Write, progress: Progress) -> int:
    """Write a verdict a row; returns how many rows hold an error instead.

    Raises:
        ModelUnavailable: no row can be checked.
    """
    failed = 0
    for done, row in enumerate(rows, 1):
        told = _graded(checker, row)
        write(told)
        failed += "error" in told
        progress(done, len(rows), "")
    return failed


def _graded(checker: Checker, row: Row) -> Mapping[str, Any]:
    if mistake := row.mistake or _mistake(row.values):
        return row.without_answer("id", mistake)
    try:
        verdict = checker.check(row.values["response"], [row.values["context"]])
    except ModelUnavailable:
        raise
    except Exception as error:
        return row.without_answer("id", reason_of(error))
    return {"id": row.values["id"], "supported": verdict.supported, "score": verdict.score}


def _mistake(values: Mapping[str, Any]) -> str:
    missing = next((key for key in ("id", *_TEXTS) if key not in values), "")
    if missing:
        return f"the key {missing} is missing"
    other = next((key for key in _TEXTS if not isinstance(values[key], str)), "")
    return f"{other}: input should be a valid string" if other else ""
