"""What somebody may tap to change a planned route: facts that decide it, and other ways to go."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from assistant.careers.people.circumstances import Circumstances
from assistant.careers.roles.titles import article, in_sentence
from assistant.careers.routes.graph import Route, RouteMap
from assistant.careers.schemes.eligibility import leaves
from assistant.types import Choice

MOST = 4
_ENGLISH_MATHS = ("gcse-english", "gcse-maths", "level-2-english", "level-2-maths")
_UNIVERSITY = re.compile(r"university|^degree in", re.IGNORECASE)
_APPRENTICESHIP = re.compile(r"apprentice", re.IGNORECASE)


def turns(routes: RouteMap, of: Circumstances, origin: str, ways: Sequence[Route]) -> tuple[Choice, ...]:
    """Two to four taps that would change the routes."""
    if not ways:
        return ()
    here = in_sentence(routes.role(origin or ways[0].roles[0]).title.text)
    return tuple(islice(_distinct(_turns(routes, of, here, ways)), MOST))


def origins(routes: RouteMap, roles: Iterable[str], target: str) -> tuple[Choice, ...]:
    """Roles that somebody may be in; each says so, and where they want to go where that is known."""
    goal = f" and I want to be {article(in_sentence(routes.role(target).title.text))}" if target else ""
    known = (routes.role(role) for role in roles if role in routes.graph)
    found = (Choice(role.title.text, f"I am {article(in_sentence(role.title.text))}{goal}") for role in known)
    return tuple(islice(_distinct(found), MOST))


def goals(routes: RouteMap, ways: Iterable[Route]) -> tuple[Choice, ...]:
    """The ends of routes, each as words that ask for the whole of the route."""
    titles = ((in_sentence(routes.role(way.roles[0]).title.text), routes.role(way.roles[-1]).title.text) for way in ways)
    found = (Choice(goal, f"I am {article(here)} and want to become {article(in_sentence(goal))}") for here, goal in titles)
    return tuple(islice(_distinct(found), MOST))


def ends(routes: RouteMap, origin: str, roles: Iterable[str]) -> tuple[Choice, ...]:
    """Roles that somebody may want to come to from where they are."""
    here = article(in_sentence(routes.role(origin).title.text))
    titles = (routes.role(role).title.text for role in roles if role in routes.graph)
    found = (Choice(title, f"I am {here} and want to become {article(in_sentence(title))}") for title in titles)
    return tuple(islice(_distinct(found), MOST))


def _turns(routes: RouteMap, of: Circumstances, here: str, ways: Sequence[Route]) -> Iterator[Choice]:
    best = ways[0]
    steps = [step for way in ways for step in way.steps]
    open_ = [each.condition for step in steps for each in step.requirements if each.standing == "unknown"]
    unknown = [leaf for condition in open_ for leaf in leaves(condition)]
    asked = {slug for each in unknown if each.about == "qualification" for slug in each.among}
    if asked & set(_ENGLISH_MATHS):
        yield Choice("I have GCSE maths and English", "I have GCSE maths and English at grade 4 or above")
    if any(each.about == "hours" for each in unknown):
        yield Choice("I work under 30 hours", "I work under 30 hours a week")
    yield from _other_ways(routes, here, ways)
    if "level-3" in asked:
        yield Choice("I have a level 3", "I have a level 3 qualification")
    if of.get("years_registered") is None and any(each.about == "years_registered" for each in unknown):
        yield Choice("Registered for 5 years", "I have been registered for 5 years")
    yield Choice("Who pays for this?", f"All funding: who can pay for the {best.steps[0].transition.by}?")
    yield Choice("What else is open to me?", f"I am {article(here)}, what else is open to me?")


def _other_ways(routes: RouteMap, here: str, ways: Sequence[Route]) -> Iterator[Choice]:
    best = ways[0]
    goal = article(in_sentence(routes.role(best.roles[-1]).title.text))
    others = [way for way in ways[1:] if way.roles[-1] == best.roles[-1]]
    if any(_goes(way, _UNIVERSITY) for way in others) and not _goes(best, _UNIVERSITY):
        yield Choice("Full time university instead", f"I am {article(here)} and want to become {goal} by full time university")
    if any(_goes(way, _APPRENTICESHIP) for way in others) and not _goes(best, _APPRENTICESHIP):
        yield Choice("An apprenticeship instead", f"I am {article(here)} and want to become {goal} by an apprenticeship")


def _goes(way: Route, by: re.Pattern[str]) -> bool:
    return any(by.search(step.transition.by) for step in way.steps)


def _distinct(choices: Iterable[Choice]) -> Iterator[Choice]:
    return iter(dict.fromkeys(choices))
