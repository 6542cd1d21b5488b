"""Human labels of what a context carries, and how far a checker agrees with them.

The rows are read from `../shared/evaluation` and never copied into the project.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.grounding.verdict import BAR
from evals.calibration import Calibration, calibration
from evals.checks import Checks
from evals.dataset import SHARED
from evals.errors import DatasetError
from evals.intervals import Floats, Interval, Sample, interval
from evals.json_lines import read_lines

LABELS = SHARED / "evaluation"


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Rows labelled by people: what they are called, and their file, which is not part of the project."""

    label: str
    file: str


LABELLED = {
    "begin": LabelledSet("BEGIN", "grounding_begin_dev.jsonl"),
    "wice": LabelledSet("WiCE", "grounding_wice_dev.jsonl"),
}


class LabelledRow(BaseModel):
    """A response with the context that it was to rest on; label 1 says that it holds something unsupported."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    context: str
    response: str
    label: Literal[0, 1]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a checker agrees with human labels: balanced accuracy of its decision, AUROC and calibration of its score."""

    name: str
    balanced_accuracy: Interval
    auroc: Interval
    calibration: Calibration


def read_labelled(path: Path) -> list[LabelledRow]:
    """The rows of a labelled file.

    Raises:
        DatasetError: naming the file, the line and the remedy.
    """
    rows = []
    for number, line in enumerate(read_lines(path), 1):
        try:
            rows.append(LabelledRow.model_validate(json.loads(line)))
        except (ValidationError, ValueError) as error:
            raise DatasetError(
                f"{path.name}, line {number}: this is no row with id, context, response and label; mend or remove it"
            ) from error
    return rows


def agreement(name: str, checker: Checks, rows: Sequence[LabelledRow]) -> Agreement:
    """Ask the checker about every row; the positive class is "supported".

    Raises:
        ValueError: the rows do not hold both labels, so that no accuracy can be balanced.
    """
    if len({row.label for row in rows}) < 2:
        raise ValueError(f"{name} needs rows of both labels")
    scores = [checker.check(row.response, [row.context]).score for row in rows]
    return scored_agreement(name, [row.id for row in rows], [row.label == 0 for row in rows], scores)


def scored_agreement(name: str, ids: Sequence[str], supported: Sequence[bool], scores: Sequence[float]) -> Agreement:
    """The agreement of scores, 0 to 1, with what people say; a score of at least BAR says that it is supported."""
    accuracy = interval(balanced_accuracy(ids, supported, [score >= BAR for score in scores]))
    area = interval(auroc(ids, supported, scores))
    assert accuracy
    assert area
    return Agreement(name, accuracy, area, calibration(scores, supported))


def balanced_accuracy(ids: Iterable[str], supported: Sequence[bool], judged: Sequence[bool]) -> Sample:
    """The mean of the shares judged right among the supported and among the unsupported, 0 to 1 (Brodersen et al. 2010)."""
    rows = np.array([supported, np.equal(supported, judged)], dtype=np.float64).T
    return _sample(ids, rows, _balanced_accuracy)


def auroc(ids: Iterable[str], supported: Sequence[bool], scores: Sequence[float]) -> Sample:
    """The chance that a supported item scores above an unsupported one, ties counting half, 0 to 1 (Hanley and McNeil 1982)."""
    return _sample(ids, np.array([supported, scores], dtype=np.float64).T, _auroc)


def _sample(ids: Iterable[str], rows: Floats, figure: Callable[[Floats, Floats], Floats]) -> Sample:
    names = tuple(ids)
    return Sample(names, rows, np.ones(len(names), dtype=bool), figure)


def _balanced_accuracy(weights: Floats, rows: Floats) -> Floats:
    right, positive = rows[:, 1], rows[:, 0]
    shares = [_ratio(weights @ (right * each), weights @ each) for each in (positive, 1 - positive)]
    return (shares[0] + shares[1]) / 2


def _auroc(weights: Floats, rows: Floats) -> Floats:
    positive = rows[:, 0] == 1
    above = np.sign(rows[positive, 1][:, None] - rows[~positive, 1][None, :]) / 2 + 0.5
    up, down = weights[:, positive], weights[:, ~positive]
    return _ratio(((up @ above) * down).sum(axis=1), up.sum(axis=1) * down.sum(axis=1))


def _ratio(above: Floats, below: Floats) -> Floats:
    """Not a number where a resample drew no item of one label."""
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)
