"""Routes from role to role over the transitions on record: found, measured, held against what is known of somebody, ranked.

A route never visits a role twice, so records that lead in a circle or contradict each other cannot send the search round.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import networkx as nx

from assistant.careers.book import Book
from assistant.careers.people.circumstances import Circumstances
from assistant.careers.people.standing import standing, together
from assistant.careers.routes.prospects import arrived, starting
from assistant.knowledge.conditions import Condition
from assistant.knowledge.schema import Role, Transition
from assistant.types import Standing

Months = tuple[int, int | None]

_EXTRA_STEPS = 3  # a route may be longer than the shortest by so many steps
_MOST_FOUND = 600
_START = "mha"  # the role of whoever does not work in health or care yet
_FAR = 99
_UNSTATED = 2.0  # months that a step of unstated length is taken to last, for ranking alone


@dataclass(frozen=True, slots=True)
class Requirement:
    """A condition of a step, and how it stands for somebody when they come to the step."""

    condition: Condition
    standing: Standing


@dataclass(frozen=True, slots=True)
class RouteStep:
    """A transition with its requirements; `counted` is False where its time is part of an earlier step's."""

    transition: Transition
    requirements: tuple[Requirement, ...]
    counted: bool

    @property
    def standing(self) -> Standing:
        """Whether somebody can take the step, as far as is known."""
        return together(each.standing for each in self.requirements)


@dataclass(frozen=True, slots=True)
class Route:
    """Steps that lead from one role to another."""

    steps: tuple[RouteStep, ...]

    @property
    def id(self) -> str:
        """The ids of its transitions."""
        return "+".join(step.transition.id for step in self.steps)

    @property
    def roles(self) -> tuple[str, ...]:
        """The ids of the roles that it visits, from the first to the last."""
        return (self.steps[0].transition.origin, *(step.transition.target for step in self.steps))

    @property
    def standing(self) -> Standing:
        """Whether somebody can take all steps, as far as is known."""
        return together(step.standing for step in self.steps)

    @property
    def months(self) -> Months | None:
        """How long it takes in all; open at the upper end where a part is, None where no part has a length."""
        spans = [step.transition.months for step in self.steps if step.counted]
        stated = [span for span in spans if span is not None]
        if not stated:
            return None
        ends = [span.most for span in stated if span.most is not None]
        is_open = len(ends) < len(spans)
        return sum(span.least for span in stated), None if is_open else sum(ends)

    @property
    def rank(self) -> tuple[int, int, int, float, int]:
        """What makes a route worse: requirements not met, steps not confirmed, requirements not known, months, steps."""
        standings = [each.standing for step in self.steps for each in step.requirements]
        unconfirmed = sum(step.transition.confidence == "unverified" for step in self.steps)
        months = sum(map(_typical, self.steps))
        return standings.count("not_met"), unconfirmed, standings.count("unknown"), months, len(self.steps)


@dataclass(frozen=True, slots=True)
class RouteMap:
    """The roles and transitions of a book as a graph."""

    book: Book
    graph: "nx.MultiDiGraph[str]"

    @staticmethod
    def of(book: Book) -> "RouteMap":
        """The map of a book; a transition to or from a role that has no record is left out."""
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_nodes_from(role.id for role in book.all(Role))
        for each in book.all(Transition):
            if each.origin in graph and each.target in graph:
                graph.add_edge(each.origin, each.target, key=each.id)
        return RouteMap(book, graph)

    def role(self, key: str) -> Role:
        """The role of an id that is on the map."""
        found = self.book.get(Role, key)
        assert found is not None, key
        return found

    def routes(self, origin: str, target: str, of: Circumstances) -> list[Route]:
        """The routes between two roles, best first; what goes the way of a better one with a detour comes after all others."""
        ranked = sorted((self._assessed(way, of) for way in self._ways(origin, target)), key=lambda route: (route.rank, route.id))
        return _detours_last(ranked)

    def onward(self, origin: str, of: Circumstances) -> list[Route]:
        """Every next step from a role, best first."""
        edges = self.graph.out_edges(origin, keys=True) if origin in self.graph else ()
        routes = [self._assessed([key], of) for _, _, key in edges]
        return sorted(routes, key=lambda route: (route.rank, route.id))

    def into(self, target: str, of: Circumstances) -> list[Route]:
        """Every last step into a role: first from the roles that are nearest to somebody who starts out."""
        edges = self.graph.in_edges(target, keys=True) if target in self.graph else ()
        from_the_start = self.away(_START)
        routes = [self._assessed([key], of) for origin, _, key in edges if origin != target]
        return sorted(routes, key=lambda route: (from_the_start.get(route.roles[0], _FAR), route.rank, route.id))

    def leads(self, origin: str, target: str) -> bool:
        """Whether any route leads from one role to another."""
        return origin in self.graph and target in self.graph and nx.has_path(self.graph, origin, target)

    def away(self, origin: str, most: int | None = None) -> Mapping[str, int]:
        """How many steps at the least each role is away, of those that are no further than `most`."""
        return nx.single_source_shortest_path_length(self.graph, origin, most) if origin in self.graph else {}

    def _ways(self, origin: str, target: str) -> Iterator[Sequence[str]]:
        """The ids of the transitions of every simple way that is not much longer than the shortest."""
        if not self.leads(origin, target):
            return
        if origin == target:
            yield from ([key] for _, to, key in self.graph.out_edges(origin, keys=True) if to == target)
            return
        between = {origin, target} | (nx.descendants(self.graph, origin) & nx.ancestors(self.graph, target))
        near = self.graph.subgraph(between)
        longest = nx.shortest_path_length(near, origin, target) + _EXTRA_STEPS
        for way in islice(nx.all_simple_edge_paths(near, origin, target, cutoff=longest), _MOST_FOUND):
            yield [key for _, _, key in way]

    def _assessed(self, way: Sequence[str], of: Circumstances) -> Route:
        transitions = [found for key in way if (found := self.book.get(Transition, key)) is not None]
        person = starting(of, self.role(transitions[0].origin))
        steps: list[RouteStep] = []
        for each in transitions:
            requirements = tuple(Requirement(condition, standing(condition, person)) for condition in each.requires)
            counted = not any(step.transition.id in each.within for step in steps)
            steps.append(RouteStep(each, requirements, counted))
            person = arrived(person, each, self.role(each.target))
        return Route(tuple(steps))


def _typical(step: RouteStep) -> float:
    span = step.transition.months
    if not step.counted:
        return 0
    if span is None:
        return _UNSTATED
    return (span.least + (span.most if span.most is not None else span.least)) / 2


def _detours_last(ranked: Iterable[Route]) -> list[Route]:
    """After the rest, routes that visit all roles of another one, and more, and are in no way better than that."""
    straight: list[Route] = []
    detours: list[Route] = []
    for route in ranked:
        around = len(route.steps) > 1 and any(_is_detour(route, other) for other in straight)
        (detours if around else straight).append(route)
    return straight + detours


def _is_detour(route: Route, of: Route) -> bool:
    around = set(of.roles) <= set(route.roles)
    return around and all(better <= worse for better, worse in zip(of.rank[:4], route.rank[:4], strict=True))
