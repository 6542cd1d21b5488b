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
TOLD = "**From ward helper to nursing associate**\n\nTaken for granted: You work in England."


class Records:
    """An index with routes, and no model."""

    def generation(self) -> str:
        return "1"

    def record_files(self) -> Mapping[str, str]:
        return {"roles.yaml": ROLES, "transitions.yaml": TRANSITIONS, "schemes.yaml": SCHEMES}

    def vector_of(self, _text: str) -> Vector:
        raise ModelUnavailable("No model answers.")


def desk() -> CareersDesk:
    return CareersDesk(Bookshelf(Records()), Kinds(Classifier.load()), lambda _: None, Records().vector_of)


def history(told: str) -> tuple[Turn, ...]:
    return (Turn("user", "hca to nursing associate"), Turn("assistant", told))


async def advised(text: str, told: str, asked: str = "hca to nursing associate") -> Advice | None:
    turns = (Turn("user", asked), Turn("assistant", told))
    return await desk().advise(Question(text, turns), Signs(), TODAY)


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
        "who pays for it pls",
        "who's going to pay for it",
        "is it free",
        "do i still get paid",
        "how much does it cost",
        "what does it cost",
        "what's the cost",
        "how much will i have to pay",
        "what about the fees",
        "will my employer pay for that",
        "is there any funding",
        "do i have to pay for it myself",
    ],
)
def test_who_pays_for_routes_is_asked_in_many_ways(text: str) -> None:
    assert parts_asked(text) == PAYS != frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "how long does it take?",
        "how long wud that take me",
        "and how many years",
        "how long is the course",
        "how long roughly",
        "how long till i qualify",
    ],
)
def test_how_long_routes_take_is_asked_in_many_ways(text: str) -> None:
    assert parts_asked(text) == LENGTH


@pytest.mark.parametrize(
    "text",
    [
        "what gcse do i need for the apprenticeship?",
        "My NHS number is [NHS number], what gcses do i need",
        "what do i need",
        "wat do i need",
        "what grades do u need",
        "do u need maths for that",
        "what are the entry requirements",
        "do i need a levels",
    ],
)
def test_what_routes_ask_for_is_asked_in_many_ways(text: str) -> None:
    assert parts_asked(text) == NEEDS != frozenset()


def test_two_parts_may_be_asked_at_once() -> None:
    assert parts_asked("how long is it and who pays") == LENGTH | PAYS


@pytest.mark.parametrize(
    "text",
    [
        "who pays for my visa",
        "who pays for maths gcse",
        "who funds the nhs",
        "how long is the OSCE",
        "how long is a degree",
        "how long is an apprenticeship",
        "how long is gcse maths",
        "how long do i have to work for the trust after",
        "how much does it pay",
        "what about pay",
        "how much do you get paid",
        "what level is it",
        "what grade is it",
        "what grade is a matron",
        "what qualification do i get",
        "what do i need to do first",
        "what do i need to ask my employer",
        "my visa is [reference], how long does it take",
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
    advice = await advised("and who pays for it?", TOLD)

    assert advice is not None
    assert {line.part for line in advice.lines} <= PAYS
    assert "The levy pays for training." in quotes(advice)


@pytest.mark.parametrize("heading", ["What is open to a ward helper", "Ways to become a nursing associate"])
async def test_routes_under_every_heading_are_gone_on_with(heading: str) -> None:
    advice = await advised("how long does it take?", f"**{heading}**\n\nTaken for granted: You work in England.")

    assert advice is not None
    assert advice.title == heading
    assert {line.part for line in advice.lines} <= LENGTH


@pytest.mark.parametrize(
    "told", ["From our sources:\n\nIt takes 24 months. [1]", "**From a pilot to an astronaut**", "", "**Funding: degree**"]
)
async def test_after_any_other_answer_the_routes_are_not_gone_back_to(told: str) -> None:
    assert await advised("how long does it take?", told) is None


async def test_such_a_question_is_taken_for_nothing_else() -> None:
    heard = [
        await desk().understood(Question("do i still get paid", turns)) for turns in (history(TOLD), history("It is free. [1]"))
    ]

    assert [each.plain for each in heard] == [True, False]


@pytest.mark.parametrize("wish", ["i want to do a phlebotomy course", "im thinking about return to practice", "I need childcare"])
async def test_a_wish_for_something_else_brings_no_routes_back(wish: str) -> None:
    assert await advised(wish, TOLD) is None


@pytest.mark.parametrize("fact", ["I have maths at level 2", "i want it part time"])
async def test_a_fact_or_a_wish_about_the_routes_brings_them_back(fact: str) -> None:
    advice = await advised(fact, TOLD)

    assert advice is not None
    assert advice.tool == "pathway"


async def test_where_a_page_told_of_a_goal_who_pays_is_told_of_the_routes_to_it() -> None:
    advice = await advised("who pays for it pls", "An apprenticeship takes two years. [1]", "im hca cn i becom a na")

    assert advice is not None
    assert advice.title == "From ward helper to nursing associate"
    assert {line.part for line in advice.lines} <= PAYS


@pytest.mark.parametrize("asked", ["What is a nursing associate?", "How much leave do I get?"])
async def test_who_pays_for_what_is_no_goal_is_for_the_pages(asked: str) -> None:
    assert await advised("who pays for it", "It is so. [1]", asked) is None
