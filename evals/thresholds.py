"""What the figures must reach: `thresholds.toml`, read strictly."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.corruptions import KINDS
from evals.errors import ThresholdsError
from evals.labels import LABELLED
from evals.metrics.catalogue import METRICS

THRESHOLDS = Path(__file__).parent / "thresholds.toml"
FROM_LABELS = frozenset(f"{name}_{figure}" for name in LABELLED for figure in ("balanced_accuracy", "auroc"))
CHECKER_FIGURES = frozenset({*(f"caught_{kind}" for kind in KINDS), "passed_true", *FROM_LABELS})

_EXACT = 1e-9


@dataclass(frozen=True, slots=True)
class Promise:
    """A bound that was given for a figure: at least, or `at_most`; `due` where it is not reached yet and does not hold."""

    bound: float
    at_most: bool = False
    due: bool = False

    def kept_by(self, value: float) -> bool:
        """Whether the value reaches the bound."""
        return value <= self.bound + _EXACT if self.at_most else value >= self.bound - _EXACT

    @property
    def side(self) -> str:
        """The side of the bound in words."""
        return "at most" if self.at_most else "at least"


@dataclass(frozen=True, slots=True)
class Slack:
    """How far a figure may fall below its level: a share, or what that many questions are worth."""

    share: float
    questions: float

    def over(self, n: int, worth: float = 1.0) -> float:
        """The slack of a figure over `n` questions, of which one moves it by `worth` / n."""
        return max(self.share, self.questions * worth / n)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The promises by the name of their figure, for the answers to `dataset` and for the grounding checker."""

    dataset: str
    totals: Mapping[str, Promise]
    checker: Mapping[str, Promise]
    slack: Slack


def checker_label(name: str) -> str:
    """A figure of the checker in words."""
    if name == "passed_true":
        return "True sentences passed"
    if name.startswith("caught_"):
        return f"Corrupted sentences caught: {name.removeprefix('caught_')}"
    labels, _, figure = name.partition("_")
    told = "AUROC" if figure == "auroc" else figure.replace("_", " ")
    return f"Agreement with people on {LABELLED[labels].label}, out of fold: {told}"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _SlackTable(_Strict):
    share: float = Field(ge=0, le=1)
    questions: float = Field(ge=0)


class _File(_Strict):
    dataset: str = Field(min_length=1)
    not_yet: list[str]
    slack: _SlackTable
    totals: dict[str, float]
    checker: dict[str, float]


def read_thresholds(path: Path = THRESHOLDS) -> Thresholds:
    """The thresholds in a file.

    Raises:
        ThresholdsError: naming the file, the key and the remedy.
    """
    try:
        file = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        _check_names(file)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ThresholdsError(f"{path.name}, {place}: {first['msg']}; mend that key.") from error
    except (OSError, ValueError) as error:
        raise ThresholdsError(f"{path.name} cannot be used: {error}; mend it.") from error
    due = set(file.not_yet)
    return Thresholds(
        file.dataset,
        {name: Promise(bound, METRICS[name].better == "lower", name in due) for name, bound in file.totals.items()},
        {name: Promise(bound, due=name in due) for name, bound in file.checker.items()},
        Slack(file.slack.share, file.slack.questions),
    )


def _check_names(file: _File) -> None:
    sided = {name for name, metric in METRICS.items() if metric.better != "neither"}
    for table, names, known in (
        ("totals", file.totals, sided),
        ("checker", file.checker, CHECKER_FIGURES),
        ("not_yet", file.not_yet, {*file.totals, *file.checker}),
    ):
        if strange := sorted(set(names) - known):
            raise ValueError(f"{table} names {strange[0]}, which it cannot; known are {', '.join(sorted(known))}")
