"""What a figure needs: the promise beside it, and whether it is kept."""

from dataclasses import dataclass
from typing import Literal

from evals.intervals import Interval
from evals.metrics.catalogue import Unit
from evals.report.numerals import written
from evals.thresholds import Promise

State = Literal["", "met", "close", "missed", "due"]

_TOLD = {"met": "kept", "close": "kept, but its interval reaches past", "missed": "not kept", "due": "not reached yet"}


@dataclass(frozen=True, slots=True)
class Need:
    """A figure beside its promise; without one nothing is said."""

    interval: Interval
    unit: Unit
    promise: Promise | None

    @property
    def bound(self) -> float | None:
        """The promised bound."""
        return self.promise.bound if self.promise else None

    @property
    def state(self) -> State:
        """Whether the promise is kept; "close" where the value keeps it and its interval does not."""
        if self.promise is None:
            return ""
        if not self.promise.kept_by(self.interval.value):
            return "due" if self.promise.due else "missed"
        worst = self.interval.high if self.promise.at_most else self.interval.low
        return "met" if self.promise.kept_by(worst) else "close"

    @property
    def told(self) -> str:
        """The promise and its state in words."""
        if self.promise is None:
            return ""
        return f"{self.promise.side} {written(self.promise.bound, self.unit)}: {_TOLD[self.state]}"
