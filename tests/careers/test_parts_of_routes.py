from collections.abc import Mapping
from datetime import date

import pytest

from assistant.advice import Advice, Signs
from assistant.careers.bookshelf import Bookshelf
from assistant.careers.desk import CareersDesk
from assistant.careers.kinds import Classifier, Kinds, Vector
from assistant.careers.people.circumstances import Circumstances
from assistant.careers.routes.parts import LENGTH, only, parts_asked
from assistant.careers.routes.pathways import plan
from assistant.careers.routes.telling import PathwayAsked
from assistant.errors import ModelUnavailable
from assistant.types import Question, Turn
from tests.careers.pathway_records import ROLES, SCHEMES, TRANSITIONS, book

TODAY = date(2026, 11, 26)
PAYS, NEEDS = parts_asked("who pays?"), parts_asked("what do i need?")
ROUTE = "hca to nursing associate"


class Records:
    """An index with routes, and no model."""

    def generation(self) -> str:
        return "1"

    def record_files(self) -> Mapping[str, str]:
        return {"roles.yaml": ROLES, "transitions.yaml": TRANSITIONS, "schemes.yaml": SCHEMES}

    def vector_of(self, _text: str) -> Vector:
        raise ModelUnavailable("No model answers.")


async def advised(text: str, *before: str) -> Advice | None:
    desk = CareersDesk(Bookshelf(Records()), Kinds(Classifier.load()), lambda _: None, Records().vector_of)
    turns = [turn for said in before for turn in (Turn("user", said), Turn("assistant", "So it is."))]
    return await desk.advise(Question(text, tuple(turns)), Signs(), TODAY)


def quotes(advice: Advice) -> list[str]:
    return [line.quote.text for line in advice.lines if line.quote is not None]


def planned(*, whole: bool = False) -> Advice:
    return plan(book(), Circumstances(TODAY, {}), PathwayAsked("helper", "associate", whole=whole))


@pytest.mark.parametrize(
    "text",
    [
        "and who pays for it?",
        "whos paying for it",
        "who pays?",
        "is it free",
        "do i still get paid?",
        "how much does it cost",
        "how much will i have to pay",
        "what about the fees",
        "will my employer pay for that",
    ],
)
def test_who_pays_for_routes_is_asked_in_many_ways(text: str) -> None:
    assert parts_asked(text) == PAYS != frozenset()


@pytest.mark.parametrize(
    "text", ["how long does it take?", "how long wud that take me", "and how many years", "how long is the course"]
)
def test_how_long_routes_take_is_asked_in_many_ways(text: str) -> None:
    assert parts_asked(text) == LENGTH


@pytest.mark.parametrize(
    "text",
    [
        "what gcse do i need for the apprenticeship?",
        "what do i need",
        "do u need maths for that",
        "what are the entry requirements",
    ],
)
def test_what_routes_ask_for_is_asked_in_many_ways(text: str) -> None:
    assert parts_asked(text) == NEEDS != frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "who pays for my visa",
        "how long is the OSCE",
        "how much does it pay",
        "how much do you get paid",
        "what level is it",
        "who pays and how long does it take",
        "what grade is a matron",
        "I cannot go on",
    ],
)
def test_a_question_with_something_of_its_own_is_for_no_part_of_routes(text: str) -> None:
    assert parts_asked(text) == frozenset()


def test_of_the_routes_only_the_parts_that_are_asked_for_are_said() -> None:
    part = only(planned(), PAYS)

    assert part is not None
    assert quotes(part) == ["The levy pays for training."]
    assert [part.items[line.item].title for line in part.lines if line.item is not None] == [planned().items[0].title]


def test_a_sum_stands_by_the_steps_that_it_adds_up() -> None:
    part = only(planned(), LENGTH)

    assert part is not None
    total = next(line for line in part.lines if line.part == "total")
    assert [part.lines[place].part for place in total.rests_on] == ["step", "step"]


def test_every_route_says_what_it_asks_where_that_is_asked() -> None:
    first, every = only(planned(), NEEDS), only(planned(whole=True), NEEDS)

    assert first is not None
    assert every is not None
    assert len(every.items) > len(first.items)


def test_what_no_route_says_is_left_to_the_pages() -> None:
    assert only(planned(), frozenset({"event"})) is None


async def test_who_asks_on_about_the_routes_that_they_saw_is_told_of_those() -> None:
    advice = await advised("and who pays for it?", ROUTE)

    assert advice is not None
    assert {line.part for line in advice.lines} <= PAYS
    assert "The levy pays for training." in quotes(advice)


async def test_part_after_part_may_be_asked_and_facts_be_added_between() -> None:
    advice = await advised("how long does it take?", ROUTE, "who pays?", "I have maths at level 2", "what do i need?")

    assert advice is not None
    assert {line.part for line in advice.lines} <= LENGTH


async def test_after_another_question_the_routes_are_not_gone_back_to() -> None:
    assert await advised("who pays for it?", ROUTE, "What is a PDP?") is None


async def test_without_routes_before_it_such_a_question_is_for_the_pages() -> None:
    assert await advised("how long does it take?") is None
