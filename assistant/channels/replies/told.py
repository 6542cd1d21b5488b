"""The details of a careers tool as their reader sees them: each route, scheme or stage with its steps and their facts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.channels.replies.words import one_line
from assistant.dates import is_date, told_date
from assistant.types import Details, Item, Step

Months = tuple[int, int | None]

_HEADINGS = {  # the names of labels
    "routes": "routes",
    "schemes": "table_of",
    "programmes": "table_of",
    "journey": "the_checklist",
    "briefing": "the_briefing",
}


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A step; `facts` are how it stands, how long it takes and how old its source is, `marks` its citations.

    `id` is set where it can be ticked, and `is_done` where it is.
    """

    text: str
    facts: tuple[str, ...]
    marks: tuple[int, ...]
    id: str = ""
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class ToldItem:
    """A route, scheme, programme, stage or part, with how it stands and how long it takes."""

    title: str
    facts: tuple[str, ...]
    steps: tuple[ToldStep, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Details under a heading; `assumed` says what is taken for granted, `journey` is the id of a checklist; each may be empty."""

    type: Literal["routes", "schemes", "programmes", "journey", "briefing"]
    heading: str
    title: str
    assumed: str
    items: tuple[ToldItem, ...]
    journey: str = ""

    @property
    def boxes(self) -> tuple[ToldStep, ...]:
        """The steps of a checklist that can be ticked."""
        return tuple(step for item in self.items for step in item.steps if step.id) if self.journey else ()


def told(details: Details, words: Mapping[str, str]) -> Told:
    """Details in the words of a language."""
    assumed = " ".join(map(one_line, details.assumed))
    return Told(
        type=details.type,
        heading=words[_HEADINGS[details.type]],
        title=one_line(details.title),
        assumed=words["assumed"].format(assumed=assumed) if assumed else "",
        items=tuple(_item(item, words) for item in details.items),
        journey=details.id if details.type == "journey" else "",
    )


def unsaid(facts: Iterable[str], words: str) -> tuple[str, ...]:
    """The facts that the words themselves do not say."""
    return tuple(fact for fact in facts if not re.search(rf"(?<!\w){re.escape(fact)}(?!\w)", words, re.IGNORECASE))


def length(months: Months | None, words: Mapping[str, str]) -> str:
    """How long something takes, in the words of a language; empty where nothing says so."""
    if months is None:
        return ""
    least, most = months
    if most is None:
        return words["length_open"].format(least=least)
    if least == most:
        return words["length_one"] if least == 1 else words["length_exact"].format(least=least)
    return words["length_between"].format(least=least, most=most)


def _item(item: Item, words: Mapping[str, str]) -> ToldItem:
    facts = (words[f"standing_{item.status}"] if item.status else "", length(item.months, words))
    return ToldItem(one_line(item.title), tuple(filter(None, facts)), tuple(_step(step, words) for step in item.steps))


def _step(step: Step, words: Mapping[str, str]) -> ToldStep:
    facts = tuple(filter(None, _step_facts(step, words)))
    return ToldStep(one_line(step.text), facts, step.citations, step.id, is_done=step.status == "met")


def _step_facts(step: Step, words: Mapping[str, str]) -> Iterator[str]:
    yield words[f"standing_{step.status}"] if step.status else ""
    yield length(step.months, words)
    # A step without a date is told so where its source is told, if it has one.
    yield words["as_of"].format(date=told_date(step.as_of)) if is_date(step.as_of) else ""
