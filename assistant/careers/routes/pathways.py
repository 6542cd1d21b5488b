"""The pathway planner: routes from where somebody is to where they want to be, what is open to them, or the ways into a role."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.advice import Advice, Line
from assistant.careers.book import Book
from assistant.careers.people.circumstances import Circumstances
from assistant.careers.roles.titles import article, in_sentence
from assistant.careers.routes.choices import MOST, ends, goals, origins
from assistant.careers.routes.comparison import compare
from assistant.careers.routes.graph import Route, RouteMap
from assistant.careers.routes.headings import between, into, open_to
from assistant.careers.routes.telling import PathwayAsked, Telling

_MOST_ROUTES, _MOST_WAYS, _MOST_GOALS = 3, 5, 2
_MANY = 5  # next steps that leave room for one goal less
_READABLE_STEPS = (8, 5)  # of all routes that are told, where a second and where a third one is told
_FURTHEST = 4  # steps to a goal that is worth naming
# Where many want to go in the end; the nearest of these are named beside the next steps.
_GOALS = (
    "rn midwife paramedic physio ot dr odp social-worker pharm-tech pharmacist acp ward-mgr matron reg-mgr clin-scientist "
    "health-visitor ahp-lead service-mgr nurse-educator consultant-prac"
).split()
_WAYS = {
    "apprenticeship": re.compile(r"apprentice", re.IGNORECASE),
    "university": re.compile(r"university|^degree in|mpharm|^social work degree", re.IGNORECASE),
}
_USUAL = ("hcsw", "care-worker", "rn", "admin")
_NO_ROUTE = "We have no route from {} to {}."
_NEAREST = "The nearest that we have:"
_NO_SUCH_ROLE = "We do not know this role."
_NEAREST_NAME = "The nearest name that we know:"
_MOST_NEAR = 2  # next steps that are told where there is no route
_NO_STEP = "No step on from this role is on record."


def plan(book: Book, of: Circumstances, asked: PathwayAsked) -> Advice:
    """The best routes from a role to another; what is open from a role, the ways into one, or which role is meant."""
    telling = Telling(RouteMap.of(book), of, asked)
    known = telling.routes.graph
    if asked.no_such_role:
        return _which_role(telling)
    if asked.target in known and asked.second in known:
        return compare(book, of, asked)
    if asked.origin in known and asked.target in known and not telling.is_there():
        return _between(telling)
    if asked.origin in known:
        return _open_to(telling)
    return _ways_into(telling) if asked.target in known else _which_role(telling)


def _between(telling: Telling) -> Advice:
    asked = telling.asked
    title = between(telling.title(asked.origin), telling.title(asked.target))
    found = _preferred(telling.routes.routes(asked.origin, asked.target, telling.of), asked.prefers)
    if not found:
        return _no_route(telling, title)
    routes = _few(found)
    told = telling.lines()
    for number, route in enumerate(routes):
        told.tell(route, number, whole=asked.whole or number == 0)
    return telling.advice(title, told, telling.numbered(routes))


def _few(routes: Sequence[Route]) -> list[Route]:
    """The first routes, as many as can be read on a phone; others that are as good stay out."""
    few = [*routes[:1]]
    for route, readable in zip(routes[1:_MOST_ROUTES], _READABLE_STEPS, strict=False):
        if sum(len(each.steps) for each in (*few, route)) <= readable:
            few.append(route)
    return few


def _no_route(telling: Telling, title: str) -> Advice:
    """What can be said where no transitions lead there: the nearest way into the role, and the best next steps from here."""
    told, asked = telling.lines(), telling.asked
    ways = telling.routes.into(asked.target, telling.of)[:1]
    steps = telling.routes.onward(asked.origin, telling.of)
    said = _NO_ROUTE.format(article(telling.title(asked.origin)), article(telling.title(asked.target)))
    told.lines.append(Line(f"{said} {_NEAREST}" if ways or steps else said, part="note"))
    for route in ways:
        told.step(route.steps[0], None, "A way into that role.", level=1)
    for route in steps[:_MOST_NEAR]:
        told.step(route.steps[0], None, "A next step from here.", level=1)
    return replace(telling.advice(title, told, outcome="no_evidence"), choices=goals(telling.routes, steps))


def _open_to(telling: Telling) -> Advice:
    steps = _preferred(telling.routes.onward(telling.asked.origin, telling.of), telling.asked.prefers)
    title = open_to(telling.title(telling.asked.origin))
    told = telling.lines()
    if not steps:
        told.lines.append(Line(_NO_STEP, part="note"))
        return telling.advice(title, told, outcome="no_evidence")
    room = max(0, _MOST_GOALS - len(steps) // _MANY)
    further = _further_goals(telling)[:room] if room else []
    for number, route in enumerate((*steps, *further)):
        told.tell(route, number, whole=telling.asked.whole or (len(steps) == 1 and not number))
    headings = [f"{telling.routes.role(route.roles[-1]).title.text}: {in_sentence(telling.way(route))}" for route in steps]
    headings += [f"Further on: {telling.title(route.roles[-1])}" for route in further]
    made = telling.advice(title, told, list(zip(headings, (*steps, *further), strict=True)))
    return replace(made, choices=goals(telling.routes, [*further, *steps]))


def _further_goals(telling: Telling) -> list[Route]:
    """The best routes to the nearest well-known roles that are more than one step away, by other first steps if there are."""
    origin, of = telling.asked.origin, telling.of
    away = telling.routes.away(origin, _FURTHEST)
    best = [telling.routes.routes(origin, goal, of)[0] for goal in _GOALS if away.get(goal, 0) > 1]
    near = [route for route in best if len(route.steps) <= _FURTHEST]
    return sorted(near, key=lambda route: (len(route.steps), route.rank))[:_MOST_GOALS]


def _ways_into(telling: Telling) -> Advice:
    ways = _preferred(telling.routes.into(telling.asked.target, telling.of), telling.asked.prefers)[:_MOST_WAYS]
    told = telling.lines()
    for number, route in enumerate(ways):
        told.tell(route, number, whole=telling.asked.whole)
    title = into(telling.title(telling.asked.target))
    headed = [(f"From {telling.title(route.roles[0])}: {in_sentence(telling.way(route))}", route) for route in ways]
    made = telling.advice(title, told, headed, "partial" if ways else "no_evidence")
    return replace(made, choices=origins(telling.routes, (route.roles[0] for route in ways), telling.asked.target))


def _which_role(telling: Telling) -> Advice:
    """A question back, with the roles that are nearest to what was typed."""
    asked, told = telling.asked, telling.lines()
    if asked.no_such_role:
        near = [telling.title(role) for role in asked.nearest if role in telling.routes.graph][:MOST]
        told.lines.append(Line(f"{_NO_SUCH_ROLE} {_NEAREST_NAME} {'; '.join(near)}." if near else _NO_SUCH_ROLE, part="note"))
    made = telling.advice("Which role do you mean?", told, outcome="clarify")
    if asked.origin:
        return replace(made, choices=ends(telling.routes, asked.origin, asked.nearest))
    into = [route.roles[0] for route in telling.routes.into(asked.target, telling.of)]
    return replace(made, choices=origins(telling.routes, asked.nearest or into or _USUAL, asked.target))


def _preferred(routes: list[Route], way: str) -> list[Route]:
    """Routes that go the way that is wanted come first."""
    pattern = _WAYS.get(way)
    if pattern is None:
        return routes
    return sorted(routes, key=lambda route: not any(pattern.search(step.transition.by) for step in route.steps))
