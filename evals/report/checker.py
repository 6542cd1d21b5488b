"""How far the grounding checker can be trusted, as `python -m evals.meta` has measured and written it."""

from dataclasses import asdict
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.errors import EvaluationError
from evals.intervals import Interval
from evals.labels import Agreement
from evals.meta import MetaResult


class _Figures(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class CaughtKind(_Figures):
    """The share of the corruptions of one kind that the checker caught."""

    kind: str
    caught: Interval


class CheckerFigures(_Figures):
    """Corruptions caught by kind, true sentences passed, and agreement with human labels; `skipped` was not measured.

    `checker` is the SHA-256 of the checker that they are about.
    """

    kinds: tuple[CaughtKind, ...]
    passed_true: Interval
    labels: tuple[Agreement, ...]
    skipped: tuple[str, ...] = ()
    checker: str = ""

    @classmethod
    def of(cls, result: MetaResult) -> "CheckerFigures":
        """The figures of a measurement that has just been made."""
        return cls.model_validate(asdict(result))

    @property
    def figures(self) -> dict[str, Interval]:
        """The figures by the names that thresholds give them."""
        caught = {f"caught_{each.kind}": each.caught for each in self.kinds}
        accuracy = {f"{each.name}_balanced_accuracy": each.balanced_accuracy for each in self.labels}
        area = {f"{each.name}_auroc": each.auroc for each in self.labels}
        return caught | {"passed_true": self.passed_true} | accuracy | area

    @property
    def axis_from(self) -> float:
        """Where the axis of its shares begins: at one half, which is chance for a balanced accuracy, unless one is lower."""
        labels = [figure for each in self.labels for figure in (each.balanced_accuracy, each.auroc)]
        return 0.5 if min(each.low for each in (self.passed_true, *(kind.caught for kind in self.kinds), *labels)) >= 0.5 else 0.0


def read_checker_figures(path: Path, checker: str) -> CheckerFigures | None:
    """The figures that were written last about the `checker` of that SHA-256; None where there are none.

    Raises:
        EvaluationError: the file is broken, or about the checker as it was before a change; it names the file and the remedy.
    """
    if not path.exists():
        return None
    remedy = f"write it anew with python -m evals.meta --out {path}"
    try:
        figures = CheckerFigures.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise EvaluationError(f"{path} does not hold the checker's figures; {remedy}") from error
    if figures.checker != checker:
        raise EvaluationError(f"{path} is about the checker as it was before a change; {remedy}")
    return figures
