"""How a scheme stands for somebody: it fits, might fit, does not fit, or has expired; and what decides it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.careers.people.circumstances import Circumstances
from assistant.careers.people.standing import standing, together
from assistant.knowledge.conditions import Condition
from assistant.knowledge.schema import Scheme
from assistant.types import Standing

Fit = Standing | Literal["expired"]
ORDER: tuple[Fit, ...] = ("met", "unknown", "expired", "not_met")
"""The best first."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition, how it stands, and the single conditions inside it whose answers would decide it."""

    condition: Condition
    standing: Standing
    deciding: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Eligibility:
    """A scheme for somebody; `fit` is never met while a condition is not known, or while the scheme itself is not confirmed."""

    scheme: Scheme
    fit: Fit
    conditions: tuple[Judged, ...]

    def standing_as(self, wanted: Standing) -> tuple[Judged, ...]:
        """The conditions that stand so, without the nation where it is not known: the lead of the answer says that."""
        return tuple(
            each
            for each in self.conditions
            if each.standing == wanted and (wanted != "unknown" or each.condition.about != "nation")
        )

    @property
    def nation_is_open(self) -> bool:
        return any(each.condition.about == "nation" and each.standing == "unknown" for each in self.conditions)


def judged(scheme: Scheme, of: Circumstances) -> Eligibility:
    """The scheme for these circumstances, on their day."""
    conditions = tuple(Judged(each, standing(each, of), tuple(_deciding(each, of))) for each in scheme.conditions)
    return Eligibility(scheme, _fit(scheme, together(each.standing for each in conditions), of), conditions)


def parts(condition: Condition) -> Iterator[Condition]:
    """A condition, and those inside it at every depth."""
    yield condition
    for each in (*condition.any, *condition.all):
        yield from parts(each)


def leaves(condition: Condition) -> Iterator[Condition]:
    """The single conditions that one is made of."""
    return (each for each in parts(condition) if not (each.any or each.all))


def _fit(scheme: Scheme, by_conditions: Standing, of: Circumstances) -> Fit:
    over = scheme.until < of.today if scheme.until else scheme.status == "ended"
    if over:
        return "expired"
    return "unknown" if by_conditions == "met" and not _is_confirmed(scheme, of) else by_conditions


def _is_confirmed(scheme: Scheme, of: Circumstances) -> bool:
    """Whether sources say that the rule holds on the day: up to its last day, or as what people can use now."""
    begun = scheme.since is None or scheme.since <= of.today
    return begun and scheme.confidence == "verified" and (scheme.until is not None or scheme.status == "offered")


def _deciding(condition: Condition, of: Circumstances) -> Iterator[Condition]:
    """The single conditions that are not known and whose answers matter: what has failed beside them does not matter any more."""
    if standing(condition, of) != "unknown":
        return
    inner = condition.any or condition.all
    for each in inner:
        yield from _deciding(each, of)
    if not inner:
        yield condition
