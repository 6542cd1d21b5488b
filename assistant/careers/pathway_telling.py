"""What is asked of the pathway planner, and how its lines and routes become an Advice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.careers.advice import Advice, AdviceItem
from assistant.careers.circumstances import Circumstances
from assistant.careers.pathway_choices import turns
from assistant.careers.role_titles import in_sentence
from assistant.careers.route_lines import RouteLines
from assistant.careers.routes import Route, RouteMap
from assistant.types import Outcome

_ENGLAND = "You work in England."
_ONLY_ENGLAND = "These routes are for England; ask locally what differs where you are."


@dataclass(frozen=True, slots=True)
class PathwayAsked:
    """What is asked: roles by id, "" where none is named; `second` is the other side of a comparison.

    `limits` are hours, nights, caring or travel where they matter to the asker; `prefers` is apprenticeship or university.
    `nearest` are the roles closest to what was typed where it names none, `no_bands` what it wrongly calls bands.
    """

    origin: str = ""
    target: str = ""
    second: str = ""
    limits: frozenset[str] = frozenset()
    prefers: str = ""
    nearest: tuple[str, ...] = ()
    no_bands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """All that is at hand while an answer is made."""

    routes: RouteMap
    of: Circumstances
    asked: PathwayAsked

    def title(self, role: str) -> str:
        return in_sentence(self.routes.role(role).title.text)

    def is_there(self) -> bool:
        """Whether somebody asks for the role that they are in, and no training in that role is on record."""
        return self.asked.origin == self.asked.target and not self.routes.routes(self.asked.origin, self.asked.target, self.of)

    def lines(self) -> RouteLines:
        limits = self.asked.limits | ({"hours"} if self.of.get("hours") is not None else set())
        return RouteLines(self.routes.book, self.of, limits)

    def advice(self, title: str, told: RouteLines, ways: Sequence[Route], outcome: Outcome = "answered") -> Advice:
        return Advice(
            tool="pathway",
            outcome=outcome,
            title=title,
            lines=tuple(told.lines),
            type="routes",
            items=tuple(self.item(route) for route in ways),
            assumed=() if self.of.get("nation") is not None else (_ENGLAND,),
            choices=turns(self.routes, self.of, self.asked.origin, ways),
            notices=tuple(self.notices()),
        )

    def item(self, route: Route) -> AdviceItem:
        names = " to ".join(self.title(role) for role in route.roles)
        by = f" ({in_sentence(route.steps[0].transition.by)})" if len(route.steps) == 1 else ""
        return AdviceItem(names[:1].upper() + names[1:] + by, route.id, route.standing, route.months)

    def notices(self) -> Iterable[str]:
        yield from (f"Band {band} is not a band that we know." for band in self.asked.no_bands)
        if self.of.get("nation") not in {None, "England"}:
            yield _ONLY_ENGLAND
