"""The levels: what was measured last and recorded, of the whole and of each group, so that a fall is seen."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from evals.errors import ThresholdsError
from evals.intervals import Interval
from evals.metrics.catalogue import METRICS
from evals.slices import SMALL, SliceValue

LEVELS = Path(__file__).parent / "baselines" / "corpus.json"
SCHEMA = 1
Figures = Mapping[str, Interval]
"""By name: a metric's for the whole, "metric | slice: group" for a group's."""

_OF_A_GROUP = " | "


@dataclass(frozen=True, slots=True)
class Levels:
    """What a run reached; `datasets` holds the SHA-256 of each dataset as it was then.

    `questions` are the figures over all questions, `subset` those over the questions that `make test` asks; `checker` and
    `checker_subset` those of the grounding checker over all its trials and over the quick ones.
    """

    revision: str
    datasets: Mapping[str, str]
    questions: Figures
    subset: Figures
    checker: Figures = field(default_factory=dict)
    checker_subset: Figures = field(default_factory=dict)

    @property
    def totals(self) -> dict[str, Interval]:
        """The figures of the whole, in the catalogue's order."""
        return {name: self.questions[name] for name in METRICS if name in self.questions}


_LEVELS = TypeAdapter(Levels)


def figures(totals: Figures, slices: Sequence[SliceValue]) -> dict[str, Interval]:
    """The totals, and what is held of each group, by name."""
    groups = {
        f"{value.metric}{_OF_A_GROUP}{value.slice}: {value.group}": value.interval for value in slices if is_held(value.metric)
    }
    return {**totals, **groups}


def large(measured: Figures) -> dict[str, Interval]:
    """The figures without those of groups that are too small to be held to anything."""
    return {name: figure for name, figure in measured.items() if figure.n >= SMALL or not group_of(name)}


def metric_of(name: str) -> str:
    """The metric that a figure is of."""
    return name.partition(_OF_A_GROUP)[0]


def group_of(name: str) -> str:
    """The slice and group that a figure is of; empty for the whole."""
    return name.partition(_OF_A_GROUP)[2]


def is_held(metric: str) -> bool:
    """Whether a metric is held to a level: it has a better side, and one question can move it only so far."""
    return metric in METRICS and METRICS[metric].better != "neither" and METRICS[metric].unit in {"share", "score"}


def read_levels(path: Path = LEVELS) -> Levels | None:
    """The levels that were recorded; None where none are.

    Raises:
        ThresholdsError: the file is broken or of another version; names it and the remedy.
    """
    if not path.exists():
        return None
    remedy = "restore it, or delete it and record the levels anew with make record."
    try:
        values = json.loads(path.read_bytes())
        version = values.pop("schema", None)
        if version != SCHEMA:
            raise ThresholdsError(f"{path.name} has the schema version {version!r}, and this version reads {SCHEMA}: {remedy}")
        return _LEVELS.validate_python(values)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise ThresholdsError(f"{path.name} is damaged at {place}: {remedy}") from error
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise ThresholdsError(f"{path.name} cannot be read ({error}): {remedy}") from error


def write_levels(levels: Levels, path: Path = LEVELS) -> None:
    """Write the levels, a figure a line, the same bytes for the same levels."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_lines({"schema": SCHEMA, **asdict(levels)}) + "\n", encoding="utf-8")


def _lines(values: Mapping[str, Any], margin: str = "") -> str:
    if not any(isinstance(value, dict) for value in values.values()):
        return json.dumps(values, ensure_ascii=False)
    within = f"{margin} "
    told = [f"{within}{json.dumps(key, ensure_ascii=False)}: {_told(value, within)}" for key, value in values.items()]
    return "{\n" + ",\n".join(told) + f"\n{margin}}}"


def _told(value: Any, margin: str) -> str:
    return _lines(value, margin) if isinstance(value, dict) else json.dumps(value, ensure_ascii=False)
