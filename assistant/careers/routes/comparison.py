"""Two ways side by side: to two roles, or to one role by way of another and without that."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.advice import Advice, Line
from assistant.careers.book import Book
from assistant.careers.people.circumstances import Circumstances
from assistant.careers.roles.titles import article
from assistant.careers.routes.graph import Requirement, Route, RouteMap
from assistant.careers.routes.lengths import said
from assistant.careers.routes.lines import RouteLines
from assistant.careers.routes.telling import PathwayAsked, Telling
from assistant.types import Outcome

_STARTS = ("hcsw", "ahp-support", "care-worker", "admin", "rn-exp", "mha")  # where somebody is taken to start who has not said
_OUTCOMES: tuple[Outcome, ...] = ("no_evidence", "partial", "answered")  # by how many of the two sides there are


def compare(book: Book, of: Circumstances, asked: PathwayAsked) -> Advice:
    """Two ways side by side: to two roles, or to one by way of the other and without it."""
    telling = Telling(RouteMap.of(book), of, asked)
    origin = asked.origin or _start(telling)
    sides = _sides(telling, origin)
    told = telling.lines()
    for number, route in enumerate(sides):
        told.compare(route, number, _asked_alone(route, [other for other in sides if other is not route]))
    if len(sides) == 2:
        told.lines += _asked_by_both(book, *sides)
        told.lines.append(_side_by_side(told, sides))
    title = f"From {telling.title(origin)}: {telling.title(asked.target)} or {telling.title(asked.second)}"
    made = telling.advice(title, told, telling.numbered(sides), _OUTCOMES[len(sides)])
    started = f"You start as {article(telling.title(origin))}."
    return made if asked.origin else replace(made, assumed=(*made.assumed, started))


def _start(telling: Telling) -> str:
    """The first of the usual starts from which both sides can be reached, or else one of the sides."""
    wanted = (telling.asked.target, telling.asked.second)
    reach = (each for each in _STARTS if each not in wanted and all(telling.routes.leads(each, role) for role in wanted))
    return next(reach, telling.asked.target)


def _sides(telling: Telling, origin: str) -> list[Route]:
    first, second = telling.asked.target, telling.asked.second
    for via, goal in ((first, second), (second, first)):
        found = telling.routes.routes(origin, goal, telling.of)
        through = [route for route in found if via in route.roles[1:-1]]
        without = [route for route in found if via not in route.roles[1:-1]]
        if through and without:
            sides = [through[0], without[0]]
            return sides if via == first else sides[::-1]
    best = [telling.routes.routes(origin, goal, telling.of) for goal in (first, second)]
    return [routes[0] for routes in best if routes]


def _asked_alone(route: Route, others: Sequence[Route]) -> list[Requirement]:
    """What the first step of a route asks and is not known of the asker, unless the other side's first step asks the same."""
    asked = {_test(each) for other in others for each in other.steps[0].requirements}
    return [each for each in route.steps[0].requirements if each.standing == "unknown" and _test(each) not in asked]


def _asked_by_both(book: Book, first: Route, second: Route) -> Iterator[Line]:
    """What the first steps of both sides ask and is not known, in the words of the first."""
    alone = _asked_alone(first, [second])
    step = first.steps[0]
    for each in step.requirements:
        if each.standing == "unknown" and each not in alone and each.condition.text is not None:
            quote = book.said(step.transition, each.condition.text)
            yield Line("Both need this:", quote, level=1, status=each.standing, part="requirement", ask=each.condition.ask or "")


def _test(requirement: Requirement) -> tuple[object, ...]:
    condition = requirement.condition
    words = "" if condition.about != "other" or condition.text is None else condition.text.text
    return condition.about, frozenset(condition.among), condition.at_least, condition.at_most, words


def _side_by_side(told: RouteLines, sides: Sequence[Route]) -> Line:
    lengths = ["no length on record" if route.months is None else said(route.months) for route in sides]
    rests_on = tuple(at for at, line in enumerate(told.lines) if line.months is not None and line.quote is not None)
    return Line(f"Side by side: {lengths[0]} for the first route, {lengths[1]} for the second.", rests_on=rests_on)
