"""Whether a condition holds for somebody: met, not met, or not known (Kleene's strong three-valued logic).

So what is not known never makes a condition met, and a fact that fails decides although another is not known.
"""

from collections.abc import Iterable
from datetime import date

from assistant.careers.circumstances import Circumstances, Value
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
    if condition.about == "start_date" and value is None:
        return "unknown"
    return "unknown" if value is None else _held(condition, value)


def together(standings: Iterable[Standing]) -> Standing:
    """All must hold: the worst of them, not met before not known."""
    found = set(standings)
    return "not_met" if "not_met" in found else "unknown" if "unknown" in found else "met"


def either(standings: Iterable[Standing]) -> Standing:
    """One must hold: the best of them, met before not known."""
    found = set(standings)
    return "met" if "met" in found else "unknown" if "unknown" in found else "not_met"


def _held(condition: Condition, value: Value) -> Standing:
    if isinstance(value, frozenset):
        return _among_held(condition, value)
    if isinstance(value, date):
        late = condition.until is not None and value > condition.until
        return _told(not late and (condition.since is None or value >= condition.since))
    if isinstance(value, float | int):
        low = condition.at_least is not None and value < condition.at_least
        high = condition.at_most is not None and value > condition.at_most
        if condition.among or condition.none_of:
            return _named(condition, f"{value:g}")
        return _told(not (low or high))
    return _named(condition, value)


def _named(condition: Condition, value: str) -> Standing:
    return _told(value in condition.among if condition.among else value not in condition.none_of)


def _among_held(condition: Condition, held: frozenset[str]) -> Standing:
    """Of qualifications one that is asked must be held; what nobody has said is not known."""
    wanted = condition.among or condition.none_of
    if any(each in held for each in wanted):
        return _told(bool(condition.among))
    if all(f"{_NO}{each}" in held for each in wanted):
        return _told(not condition.among)
    return "unknown"


def _told(holds: bool) -> Standing:
    return "met" if holds else "not_met"
