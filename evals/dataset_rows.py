"""Rows of the smaller datasets: lines of JSON, each of one form."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.errors import DatasetError
from evals.json_lines import read_lines


class Row(BaseModel):
    """A line of a dataset; an unknown key is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


R = TypeVar("R", bound=Row)


def read_as(path: Path, form: type[R]) -> list[R]:
    """The rows of a dataset.

    Raises:
        DatasetError: a line is broken, or the file cannot be read.
    """
    try:
        return [form.model_validate_json(line) for line in read_lines(path)]
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise DatasetError(f"{path.name} cannot be read: {error}") from error
