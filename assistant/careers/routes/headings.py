"""The headings of what is told of routes, and what was asked where an answer stands under one."""

import re
from collections.abc import Iterator

from assistant.careers.book import Book
from assistant.careers.roles.titles import article, in_sentence
from assistant.careers.routes.telling import PathwayAsked
from assistant.knowledge.schema import Role

_BETWEEN, _OPEN_TO, _INTO = "From {} to {}", "What is open to {}", "Ways to become {}"
_TOLD = re.compile(r"\*\*((?:From|What is open to|Ways to become) [^*\n]+)\*\*(?:\n|$)")


def between(origin: str, target: str) -> str:
    """The heading of routes from a role to another, by their titles within a sentence."""
    return _BETWEEN.format(origin, target)


def open_to(origin: str) -> str:
    """The heading of what is open from a role."""
    return _OPEN_TO.format(article(origin))


def into(target: str) -> str:
    """The heading of the ways into a role."""
    return _INTO.format(article(target))


def tells_routes(answer: str) -> bool:
    """Whether an answer stands under such a heading."""
    return _TOLD.match(answer) is not None


def asked_under(answer: str, book: Book) -> PathwayAsked | None:
    """What was asked where an answer told routes; None where it told none, or of roles that are not on record any more."""
    heading = _TOLD.match(answer)
    return next((asked for said, asked in _headings(heading[1], book) if said == heading[1]), None) if heading else None


def _headings(heading: str, book: Book) -> Iterator[tuple[str, PathwayAsked]]:
    """What could be asked of the roles that a heading names, under the heading that it would have."""
    titles = {role.id: in_sentence(role.title.text) for role in book.all(Role)}
    named = {role: title for role, title in titles.items() if title in heading}
    for role, title in named.items():
        yield open_to(title), PathwayAsked(role)
        yield into(title), PathwayAsked(target=role)
        yield from ((between(title, other), PathwayAsked(role, goal)) for goal, other in named.items())
