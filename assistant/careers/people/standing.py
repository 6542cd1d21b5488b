"""Whether a condition holds for somebody: met, not met, or not known (Kleene's strong three-valued logic).

So what is not known never makes a condition met, and a fact that fails decides although another is not known.
"""

from collections.abc import Iterable
from datetime import date
from math import inf

from assistant.careers.people.circumstances import Between, Circumstances, Value
from assistant.knowledge.conditions import Condition
from assistant.types import Standing

_NO = "no "


def standing(condition: Condition, of: Circumstances) -> Standing:
    """How a condition stands for somebody."""
    if condition.any:
        return either(standing(each, of) for each in condition.any)
    if condition.all:
        return together(standing(each, of) for each in condition.all)
    value = of.get(condition.about)
    return "unknown" if value is None or condition.about == "other" else _held(condition, value)


def together(standings: Iterable[Standing]) -> Standing:
    """All must hold: the worst of them, not met before not known."""
    found = set(standings)
    return "not_met" if "not_met" in found else "unknown" if "unknown" in found else "met"


def either(standings: Iterable[Standing]) -> Standing:
    """One must hold: the best of them, met before not known."""
    found = set(standings)
    return "met" if "met" in found else "unknown" if "unknown" in found else "not_met"


def _held(condition: Condition, value: Value) -> Standing:
    """A fact of another kind than the condition asks for decides nothing."""
    if isinstance(value, frozenset):
        return _among_held(condition, value)
    if isinstance(value, str):
        return _named(condition, value)
    if condition.among or condition.none_of:
        return "unknown" if isinstance(value, Between | date) else _named(condition, f"{value:g}")
    return _bounded(condition, value if isinstance(value, Between) else Between(value, value))


def _named(condition: Condition, value: str) -> Standing:
    if condition.among:
        return _told(value in condition.among)
    return _told(value not in condition.none_of) if condition.none_of else "unknown"


def _among_held(condition: Condition, held: frozenset[str]) -> Standing:
    """Of what is asked one must be held; what nobody has said is not known."""
    wanted = condition.among or condition.none_of
    if any(each in held for each in wanted):
        return _told(bool(condition.among))
    if wanted and all(f"{_NO}{each}" in held for each in wanted):
        return _told(not condition.among)
    return "unknown"


def _bounded(condition: Condition, value: Between) -> Standing:
    """Met where every number between meets the bounds, not met where none does."""
    dated = condition.since is not None or condition.until is not None
    if any(end is not None and isinstance(end, date) != dated for end in (value.least, value.most)):
        return "unknown"
    low, high = (condition.since, condition.until) if dated else (condition.at_least, condition.at_most)
    lowest, highest = _number(low, -inf), _number(high, inf)
    least, most = _number(value.least, -inf), _number(value.most, inf)
    if most < lowest or least > highest:
        return "not_met"
    return "met" if lowest <= least and most <= highest else "unknown"


def _number(end: float | date | None, opened: float) -> float:
    return opened if end is None else end.toordinal() if isinstance(end, date) else end


def _told(holds: bool) -> Standing:
    return "met" if holds else "not_met"
