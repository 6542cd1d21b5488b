"""What is asked of the pathway planner, and how its lines and routes become an Advice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.advice import Advice, AdviceItem
from assistant.careers.people.circumstances import Circumstances
from assistant.careers.roles.titles import in_sentence
from assistant.careers.routes.choices import turns
from assistant.careers.routes.graph import Route, RouteMap
from assistant.careers.routes.lengths import ordinal, roughly
from assistant.careers.routes.lines import RouteLines
from assistant.types import Outcome

_ENGLAND = "You work in England."
_ONLY_ENGLAND = "These routes are for England; ask locally what differs where you are."


@dataclass(frozen=True, slots=True)
class PathwayAsked:
    """What is asked: roles by id, "" where none is named; `second` is the other side of a comparison.

    `limits` are hours, nights, caring or travel where they matter to the asker; `prefers` is apprenticeship or university; `whole` that
    every route is to be told with all that it asks and costs, and not the first alone.
    `no_such_role` says that something was typed for a role and names none; `nearest` are the roles closest to it, `no_bands` what is
    wrongly called a band.
    """

    origin: str = ""
    target: str = ""
    second: str = ""
    limits: frozenset[str] = frozenset()
    prefers: str = ""
    no_such_role: bool = False
    nearest: tuple[str, ...] = ()
    no_bands: tuple[str, ...] = ()
    whole: bool = False


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

    def advice(
        self, title: str, told: RouteLines, ways: Sequence[tuple[str, Route]] = (), outcome: Outcome = "answered"
    ) -> Advice:
        """An Advice of lines and the routes that they tell, each under its heading."""
        routes = [route for _, route in ways]
        return Advice(
            tool="pathway",
            outcome=outcome,
            title=title,
            lines=tuple(told.lines),
            type="routes",
            items=tuple(AdviceItem(heading, route.id, route.standing, route.months) for heading, route in ways),
            assumed=tuple(self.assumed()),
            choices=turns(self.routes, self.of, self.asked.origin, routes),
            notices=tuple(self.notices()),
        )

    def numbered(self, routes: Sequence[Route]) -> list[tuple[str, Route]]:
        """Routes under their numbers and the roles that they lead through, or the one step that they are."""
        return [
            (f"{ordinal(number).capitalize()} route: {self.way(route)}{_in_all(route)}", route)
            for number, route in enumerate(routes, start=1)
        ]

    def way(self, route: Route) -> str:
        """The roles that a route leads through, or how its one step is made."""
        if len(route.steps) == 1:
            return route.steps[0].transition.by
        return ", then ".join(self.title(role) for role in route.roles[1:])

    def assumed(self) -> Iterable[str]:
        if self.of.get("nation") is None:
            yield _ENGLAND
        elif self.of.get("nation") != "England":
            yield _ONLY_ENGLAND

    def notices(self) -> Iterable[str]:
        yield from (f"Band {band} is not a band that we know." for band in self.asked.no_bands)


def _in_all(route: Route) -> str:
    """How long a route takes, and whether all of it is confirmed, as a heading says it."""
    unsure = [step.transition.confidence == "unverified" for step in route.steps]
    parts = (roughly(route), "not confirmed" if all(unsure) else "partly not confirmed" if any(unsure) else "")
    told = ", ".join(part for part in parts if part)
    return f" ({told})" if told else ""
