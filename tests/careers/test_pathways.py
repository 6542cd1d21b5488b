from datetime import date
from itertools import chain

import pytest

from assistant.advice import Advice, Line
from assistant.careers.people.circumstances import Circumstances, Value
from assistant.careers.roles.names import RoleNames
from assistant.careers.routes.pathways import plan
from assistant.careers.routes.reading import asked_in
from assistant.careers.routes.telling import PathwayAsked
from assistant.knowledge.conditions import About
from assistant.types import Standing
from tests.careers.pathway_records import SCHEMES, book

BOOK = book()
TODAY = date(2026, 11, 26)


def advise(asked: PathwayAsked, known: dict[About, Value] | None = None) -> Advice:
    return plan(BOOK, Circumstances(TODAY, known or {}), asked)


def quotes(lines: tuple[Line, ...], lead: str = "") -> list[str]:
    return [line.quote.text for line in lines if line.quote is not None and lead in line.lead]


def told(advice: Advice, standing: Standing) -> list[str]:
    leads = {"met": "Met:", "not_met": "Not met:", "unknown": "Need to know:"}
    return [line.quote.text for line in advice.lines if line.quote is not None and line.lead == leads[standing]]


def test_the_best_route_is_told_with_all_that_it_asks_and_costs() -> None:
    advice = advise(PathwayAsked("helper", "associate"))

    first = tuple(line for line in advice.lines if line.item == 0)
    assert quotes(first, "First step.") == ["A helper can become a trainee in 24 months."]
    assert quotes(first, "Need to know:") == ["Maths at level 2 is asked.", "A job of 30 hours is asked."]
    assert quotes(first, "Who pays.") == ["The levy pays for training."]
    assert quotes(first, "Not known:") == ["Nobody says when the course starts."]
    assert quotes(first, "Where it leads:") == ["Associates are on the NMC register."]


def test_a_sum_rests_on_the_steps_before_it() -> None:
    advice = advise(PathwayAsked("helper", "associate"))

    at, total = next((at, line) for at, line in enumerate(advice.lines) if line.quote is None)
    steps = [advice.lines[step].lead for step in total.rests_on]
    assert (total.lead, steps) == ("24 months in all.", ["First step.", "Second step (no extra time)."])
    assert max(total.rests_on) < at


def test_a_step_that_is_told_already_is_pointed_at() -> None:
    advice = advise(PathwayAsked("helper", "nurse"))

    texts = quotes(advice.lines)
    assert len(texts) == len(set(texts))
    assert "Second route: trainee associate, then nursing associate, then registered nurse (about 40 to 48 months)" in {
        item.title for item in advice.items
    }


def test_what_is_known_of_somebody_is_met_or_not() -> None:
    known: dict[About, Value] = {"hours": 20.0, "qualification": frozenset({"level-2-maths"})}

    advice = advise(PathwayAsked("helper", "trainee"), known)

    assert told(advice, "met") == ["Maths at level 2 is asked."]
    assert told(advice, "not_met")[0] == "A job of 30 hours is asked."
    assert advice.items[0].status == "not_met"


def test_limits_of_the_asker_are_answered_by_what_is_said_and_what_is_not() -> None:
    advice = advise(PathwayAsked("helper", "trainee", limits=frozenset({"hours", "nights"})))

    assert quotes(advice.lines, "For your week:") == ["The course takes two days away from work in working hours."]
    assert "Nobody says what nights the course asks." in quotes(advice.lines, "Not known:")


def test_a_step_that_is_not_confirmed_says_so() -> None:
    advice = advise(PathwayAsked("helper", "nurse", prefers="university"))

    assert advice.items[0].id == "helper--nurse--2"
    assert advice.lines[0].lead == "Not confirmed:"


def test_money_without_a_date_is_told_with_a_warning() -> None:
    advice = advise(PathwayAsked("helper", "trainee"))

    assert [line.lead for line in advice.lines if "Who pays" in line.lead] == ["Who pays. May have changed, check:"]


def test_the_scheme_that_pays_is_quoted_where_it_is_on_record() -> None:
    with_schemes = book(SCHEMES)

    advice = plan(with_schemes, Circumstances(TODAY), PathwayAsked("helper", "trainee"))

    assert "The levy is paid by large employers." in quotes(advice.lines)


def test_a_scheme_whose_conditions_fail_is_not_quoted() -> None:
    advice = plan(book(SCHEMES), Circumstances(TODAY, {"employed": "no"}), PathwayAsked("helper", "trainee"))

    assert "The levy is paid by large employers." not in quotes(advice.lines)


def test_years_on_the_register_are_told_as_time_that_is_not_counted() -> None:
    advice = advise(PathwayAsked("helper", "expert"))

    assert "Two years on the register are asked." in quotes(advice.lines, "Not counted in the months:")


def test_without_a_goal_every_next_step_is_told() -> None:
    advice = advise(PathwayAsked("helper"))

    assert {"helper--trainee--1", "helper--nurse--1", "helper--nurse--2", "helper--mentor--1"} <= {
        item.id for item in advice.items
    }


def test_an_only_next_step_is_told_whole() -> None:
    advice = advise(PathwayAsked("associate"))

    assert told(advice, "met") == ["The top-up asks for NMC registration."]


def test_a_role_that_leads_nowhere_has_no_route() -> None:
    advice = advise(PathwayAsked("porter"))

    assert (advice.outcome, advice.items) == ("no_evidence", ())


def test_where_no_route_leads_none_is_made_up() -> None:
    advice = advise(PathwayAsked("porter", "associate"))

    assert (advice.outcome, advice.items) == ("no_evidence", ())
    assert advice.lines[0].lead == "We have no route from a porter to a nursing associate. The nearest that we have:"
    assert quotes(advice.lines, "A way into that role.") == ["A trainee becomes an associate 24 months from the start."]


def test_a_goal_alone_gets_the_ways_into_it_and_a_question() -> None:
    advice = advise(PathwayAsked(target="nurse"))

    assert (advice.outcome, len(advice.items)) == ("partial", 3)
    assert advice.choices[0].value.endswith("and I want to be a registered nurse")


def test_a_role_that_there_is_not_is_asked_back() -> None:
    advice = advise(PathwayAsked("helper", no_such_role=True, nearest=("porter",), no_bands=("42",)))

    assert (advice.outcome, [line.lead for line in advice.lines]) == (
        "clarify",
        ["We do not know this role. The nearest name that we know: porter."],
    )
    assert [choice.value for choice in advice.choices] == ["I am a ward helper and want to become a porter"]
    assert advice.notices == ("Band 42 is not a band that we know.",)


def test_two_ways_to_a_role_stand_side_by_side() -> None:
    advice = advise(PathwayAsked("helper", "trainee", second="nurse"))

    assert [item.id for item in advice.items] == [
        "helper--trainee--1+trainee--associate--1+associate--nurse--1",
        "helper--nurse--1",
    ]
    assert advice.lines[-1].lead == "Side by side: 40 to 48 months for the first route, 48 months for the second."


def test_a_comparison_tells_what_one_side_alone_asks() -> None:
    advice = advise(PathwayAsked("helper", "trainee", second="nurse"))

    assert told(advice, "unknown") == ["Maths at level 2 is asked.", "A job of 30 hours is asked.", "Level 3 is asked."]


def test_england_is_taken_for_granted_and_said() -> None:
    assert advise(PathwayAsked("helper", "nurse")).assumed == ("You work in England.",)
    assert advise(PathwayAsked("helper", "nurse"), {"nation": "England"}).assumed == ()


def test_other_nations_are_told_that_the_routes_are_not_theirs() -> None:
    assert advise(PathwayAsked("helper", "nurse"), {"nation": "Wales"}).assumed == (
        "These routes are for England; ask locally what differs where you are.",
    )


def test_choices_are_answers_that_would_change_the_routes() -> None:
    choices = advise(PathwayAsked("helper", "nurse")).choices

    assert 2 <= len(choices) <= 4
    assert "Full time university instead" in {choice.label for choice in choices}


@pytest.mark.parametrize(
    "asked",
    [
        PathwayAsked("helper", "nurse"),
        PathwayAsked("helper"),
        PathwayAsked(target="nurse"),
        PathwayAsked("helper", "na", "nurse"),
    ],
)
def test_every_line_quotes_or_rests_on_lines_before_it(asked: PathwayAsked) -> None:
    lines = advise(asked).lines

    rests = chain.from_iterable((at > each for each in line.rests_on) for at, line in enumerate(lines))
    assert all(rests)
    assert all(line.quote is not None or line.rests_on for line in lines)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("from hca to nurse", PathwayAsked("helper", "nurse")),
        ("hca → registered nurse", PathwayAsked("helper", "nurse")),
        ("I want to become a nurse, I'm an HCA", PathwayAsked("helper", "nurse")),
        ("how do I become a nurse", PathwayAsked("", "nurse")),
        ("im a cook, can i do nursing", PathwayAsked("", "nurse")),
        ("can i do nursing, im a hca", PathwayAsked("helper", "nurse")),
        ("I'm a staff nurse, what next?", PathwayAsked("nurse")),
        ("as an hca, tna or rnda?", PathwayAsked("helper", "trainee", "nurse")),
        ("tna vs nurse", PathwayAsked("", "trainee", "nurse")),
        ("hca to nurse with kids, part time", PathwayAsked("helper", "nurse", limits=frozenset({"hours", "caring"}))),
        ("hca to nurse by full time university", PathwayAsked("helper", "nurse", prefers="university")),
        ("hca to nurse while I am working", PathwayAsked("helper", "nurse", prefers="apprenticeship")),
    ],
)
def test_a_question_says_where_from_and_where_to(text: str, asked: PathwayAsked) -> None:
    assert asked_in(RoleNames.of(BOOK), text) == asked


def test_the_askers_own_role_is_where_a_goal_is_reached_from() -> None:
    assert asked_in(RoleNames.of(BOOK), "could I become a nurse?", own="helper") == PathwayAsked("helper", "nurse")


@pytest.mark.parametrize("text", ["hca → astronaut", "I'm an hca and want to become an astronaut"])
def test_a_goal_that_is_no_role_is_not_taken_for_an_open_question(text: str) -> None:
    asked = asked_in(RoleNames.of(BOOK), text)

    assert (asked.origin, asked.target, asked.no_such_role) == ("helper", "", True)
