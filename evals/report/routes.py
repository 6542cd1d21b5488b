"""How questions are routed, as `python -m evals.routing` has measured and written it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.errors import EvaluationError


class KindOfQuestion(BaseModel):
    """The figures of the questions of one kind; `taken` counts, by kind, how they were routed."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    kind: str
    n: int
    precision: float
    recall: float
    taken: dict[str, int]


class RoutingFigures(BaseModel):
    """The confusion matrix, and how many who are in danger of their life are found."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    kinds: tuple[KindOfQuestion, ...]
    macro_f1: float
    found: int
    in_danger: int
    false_alarms: int
    ordinary: int

    @property
    def n(self) -> int:
        """How many questions were routed."""
        return sum(each.n for each in self.kinds)

    @property
    def given(self) -> tuple[str, ...]:
        """The kinds that questions were routed to, those that some question is of first."""
        own = [each.kind for each in self.kinds]
        return tuple(dict.fromkeys((*own, *sorted({kind for each in self.kinds for kind in each.taken}))))

    def cells(self, row: KindOfQuestion) -> list["RouteCell"]:
        """A row of the matrix, in the order of `given`."""
        return [RouteCell(row.taken.get(kind, 0), kind == row.kind) for kind in self.given]


@dataclass(frozen=True, slots=True)
class RouteCell:
    """How many questions of a kind were routed to one."""

    n: int
    right: bool

    @property
    def shade(self) -> Literal["none", "right", "wrong"]:
        """How it is drawn."""
        return "none" if not self.n else "right" if self.right else "wrong"


def kind_told(kind: str) -> str:
    """A kind in words."""
    return kind.replace("_", " ")


def read_routing_figures(path: Path) -> RoutingFigures | None:
    """The figures that were written last; None where there are none.

    Raises:
        EvaluationError: the file is broken; it names the file and the remedy.
    """
    if not path.exists():
        return None
    try:
        return RoutingFigures.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise EvaluationError(
            f"{path} does not hold figures of routing; write it anew with python -m evals.routing --out {path}"
        ) from error
