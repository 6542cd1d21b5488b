"""The files of a run's folder: written whole, and read with a sentence for what is wrong with them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evals.answers import SaidAnswer
from evals.errors import RunError


def replace_file(path: Path, data: bytes) -> None:
    """Put the bytes in the place of the file at once."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)


def read_values(path: Path) -> dict[str, Any]:
    """The object of a JSON file.

    Raises:
        RunError: it cannot be read, or holds no object.
    """
    try:
        values = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise RunError(f"{path} cannot be read ({error}): restore it, or make another run.") from error
    if not isinstance(values, dict):
        raise RunError(f"{path} is not a JSON object: restore it, or make another run.")
    return values


def answer_row(path: Path, number: int, line: bytes) -> dict[str, Any]:
    """The answer object on a line.

    Raises:
        RunError: there is none; names the file, the line and the remedy.
    """
    try:
        values = json.loads(line)
    except ValueError as error:
        raise RunError(f"{path}, line {number}: this is not JSON ({error}); remove the line to have it asked again.") from error
    if not isinstance(values, dict) or "id" not in values:
        raise RunError(f"{path}, line {number}: this is no answer with an id; remove the line to have it asked again.")
    return values


def said_answer(path: Path, row: dict[str, Any], times: Mapping[str, float]) -> SaidAnswer:
    """The answer in a row, with its times.

    Raises:
        RunError: it is not as answers are; names the file, the answer and the key.
    """
    try:
        return SaidAnswer.model_validate(row | {"id": str(row["id"]), "timings_ms": row.get("timings_ms") or times})
    except ValidationError as error:
        key = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise RunError(f"{path}, the answer to {row['id']}: {key} is not as it should be; mend or remove the line.") from error
