"""How figures are written: shares as percentages that never round up to all or down to none."""

import re

from evals.intervals import Interval
from evals.metrics.catalogue import Metric, Unit

MINUS = "−"


def written(value: float, unit: Unit) -> str:
    """A figure in its unit: a share as a percentage with one decimal, a score with three decimals."""
    match unit:
        case "share":
            return percent(value, 1)
        case "score":
            return _signed(f"{value:.3f}")
        case "years":
            return _signed(f"{value:.1f}")
        case "ms":
            return f"{_signed(f'{value:,.0f}' if abs(value) >= 10 else f'{value:.1f}')} ms"
        case "words" | "tokens":
            return _signed(f"{value:,.0f}")


def percent(share: float, decimals: int) -> str:
    """A share from 0 to 1 as a percentage; "100%" and "0%" are said of exactly 1 and 0 only."""
    if share in {0, 1}:
        return f"{share:.0%}"
    text = f"{100 * share:.{decimals}f}"
    least = 10**-decimals
    if float(text) == 100 and share < 1:
        return f">{100 - least:.{decimals}f}%"
    if float(text) == 0 and share > 0:
        return f"<{least:.{decimals}f}%"
    return f"{text}%"


def change(value: float, unit: Unit) -> str:
    """A difference with its sign; differences of shares are in percentage points."""
    if unit == "share":
        text = f"{100 * value:+.1f}"
        return f"{_signed(text)} points" if float(text) else "0 points"
    text = f"{abs(value):.2f}" if unit == "years" else written(abs(value), unit)
    sign = "+" if value > 0 else MINUS
    return f"{sign}{text}" if re.search("[1-9]", text) else text


def span(interval: Interval, unit: Unit) -> str:
    """The two ends of an interval."""
    return f"{written(interval.low, unit)} to {written(interval.high, unit)}"


def span_of_change(interval: Interval, unit: Unit) -> str:
    """The two ends of the interval of a difference, with the unit said once."""
    low, high = change(interval.low, unit), change(interval.high, unit)
    return f"{low.removesuffix(' points')} to {high.removesuffix(' points')}"


def cell(value: float, metric: Metric) -> str:
    """A figure in the space of a heat map's cell: whole percentages without their sign."""
    return percent(value, 0).removesuffix("%") if metric.unit == "share" else written(value, metric.unit)


def rule_of_three(interval: Interval, unit: Unit) -> str:
    """What may be said with 95% confidence where all items are alike and the bootstrap interval has no width.

    With no exception among n items its true rate is below 3/n (Hanley and Lippman-Hand 1983); empty where that does not apply.
    """
    if unit != "share" or interval.low != interval.high or interval.value not in {0, 1} or interval.n < 4:
        return ""
    bound = 3 / interval.n
    return f"at least {percent(1 - bound, 1)}" if interval.value else f"at most {percent(bound, 1)}"


def _signed(text: str) -> str:
    """The text with a true minus, and without any before nought ("-0")."""
    return text.replace("-", MINUS) if re.search("[1-9]", text) else text.replace("-", "")
