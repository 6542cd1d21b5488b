"""Worked cases for the pathway planner, and what of an Advice does not agree with one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, cast

import yaml

from assistant.advice import Advice, Line
from assistant.careers.book import Book
from assistant.careers.people.circumstances import Circumstances
from assistant.careers.people.description import described
from assistant.knowledge.conditions import About
from assistant.knowledge.schema import Transition
from assistant.types import Profile, Standing

_SAYS_LITTLE = frozenset("and or the a of for to".split())
_STANDINGS: tuple[Standing, ...] = ("met", "not_met", "unknown")


@dataclass(frozen=True, slots=True)
class Case:
    """What is typed and known of somebody, and what a right answer holds; `expected` is as the file gives it."""

    id: str
    origin: str
    target: str
    profile: Mapping[str, Any]
    expected: Mapping[str, Any]


def read_cases(path: Path) -> list[Case]:
    """The cases of a file, in its order."""
    loaded = yaml.safe_load(path.read_text("utf-8"))
    return [Case(each["id"], each["from"], each["to"], each["profile"], each["expected"]) for each in loaded]


def circumstances(profile: Mapping[str, Any], today: date) -> Circumstances:
    """The facts of a case's profile, read as the assistant reads those of an asker."""
    known = {each.name for each in fields(Profile)}
    given = {key: str(value) for key, value in profile.items() if key in known}
    extra = {cast(About, key): str(value) for key, value in profile.items() if key not in known}
    return described(Profile(**given), "", today, extra=extra).circumstances


def faults(case: Case, book: Book, origin: str, target: str, advice: Advice) -> Iterator[str]:
    """What does not agree with the case, each in a few words."""
    expected = case.expected
    if (origin, target) != (expected["from_role"], expected["to_role"]):
        yield f"roles {origin or '-'} to {target or '-'}"
    ids = [item.id for item in advice.items]
    routes = ["+".join(route) for route in expected["routes"]]
    yield from (f"no route {route}" for route in routes if route not in ids)
    if not routes:
        yield from (f"made up {each}" for each in ids)
        return
    if expected.get("first") != "open" and ids[:1] != routes[:1]:
        yield f"first is {ids[0] if ids else 'nothing'}"
    if routes[0] in ids:
        yield from _faults_of_route(expected, book, advice, ids.index(routes[0]))


def _faults_of_route(expected: Mapping[str, Any], book: Book, advice: Advice, at: int) -> Iterator[str]:
    if "months" in expected and not _same_months(advice.items[at].months, expected["months"]):
        yield f"months {advice.items[at].months} and not {expected['months']}"
    lines = [line for line in advice.lines if line.item == at]
    for standing in _STANDINGS:
        told = " ".join(line.quote.text for line in lines if line.quote and line.status == standing and not _is_step(line, book))
        yield from (f"not told as {standing}: {words}" for words in expected[standing] if not _tells(told, words))
    doubted = {line.quote.passage.id.rsplit("#", 1)[-1] for line in lines if line.quote and "Not confirmed:" in line.lead}
    yield from (f"told as confirmed: {each}" for each in expected["not_confirmed"] if each not in doubted)


def _same_months(actual: tuple[int, int | None] | None, expected: Sequence[int | None]) -> bool:
    """Where the case knows no total, "at least" so much is right too."""
    if expected[0] is None:
        return actual is None or actual[1] is None
    return actual == tuple(expected)


def _is_step(line: Line, book: Book) -> bool:
    return line.quote is not None and any(line.quote.text == each.text.text for each in book.all(Transition))


def _tells(told: str, words: str) -> bool:
    """Whether at least half of the words that matter stand in what is told, by their first four letters."""
    text = told.lower()
    asked = [word for word in re.findall(r"[\w:]+", words.lower()) if word not in _SAYS_LITTLE]
    found = [word for word in asked if word[:4] in text]
    return len(found) * 2 >= len(asked)
