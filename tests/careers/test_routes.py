from datetime import date
from pathlib import Path

import pytest

from assistant.careers.book import Book
from assistant.careers.people.circumstances import Circumstances, Value
from assistant.careers.routes.graph import Route, RouteMap
from assistant.careers.routes.lengths import said, working
from assistant.careers.routes.prospects import starting
from assistant.knowledge.conditions import About
from assistant.knowledge.records import read_records
from assistant.knowledge.schema import Role, Transition
from tests.careers.pathway_records import book

RECORDS = Path(__file__).parents[2] / "corpus" / "records"


@pytest.fixture(scope="module")
def routes() -> RouteMap:
    return RouteMap.of(book())


@pytest.fixture(scope="module")
def shipped() -> Book:
    names = ("roles.yaml", "transitions.yaml")
    return Book.of(read_records(name, (RECORDS / name).read_text("utf-8")) for name in names)


def person(known: dict[About, Value] | None = None) -> Circumstances:
    return Circumstances(date(2026, 11, 26), known or {})


def ids(found: list[Route]) -> list[str]:
    return [route.id for route in found]


def test_time_inside_an_earlier_step_is_counted_once(routes: RouteMap) -> None:
    (route, *_) = routes.routes("helper", "associate", person())

    assert (route.roles, route.months) == (("helper", "trainee", "associate"), (24, 24))


def test_the_same_step_counts_where_its_whole_is_not_on_the_route(routes: RouteMap) -> None:
    (route, *_) = routes.routes("trainee", "associate", person())

    assert route.months == (24, 24)


def test_a_sum_is_told_with_its_working(routes: RouteMap) -> None:
    route = next(each for each in routes.routes("helper", "nurse", person()) if "associate" in each.roles)

    assert working(route) == "24 months + 16 to 24 months: 40 to 48 months in all."


def test_a_sum_with_an_open_or_unstated_part_is_at_least_so_much(routes: RouteMap) -> None:
    route = next(each for each in routes.routes("helper", "trainee", person()) if "mentor" in each.roles)

    assert route.months == (12, None)
    assert working(route) == "at least 12 months + a step with no length on record: at least 12 months in all."


def test_a_step_without_a_length_has_no_sum(routes: RouteMap) -> None:
    (route,) = routes.routes("mentor", "helper", person())

    assert (route.months, working(route)) == (None, "No length on record.")


@pytest.mark.parametrize(("months", "words"), [((1, 1), "1 month"), ((6, 6), "6 months"), ((6, 9), "6 to 9 months")])
def test_lengths_are_said_in_words(months: tuple[int, int], words: str) -> None:
    assert said(months) == words


def test_a_requirement_that_is_not_met_ranks_a_route_last(routes: RouteMap) -> None:
    short_hours = person({"hours": 20.0, "qualification": frozenset({"level-3"})})

    found = routes.routes("helper", "nurse", short_hours)

    assert ids(found)[0] == "helper--nurse--1"
    assert ids(found)[-1].startswith("helper--mentor--1")


def test_what_is_not_confirmed_ranks_after_what_is(routes: RouteMap) -> None:
    found = ids(routes.routes("helper", "nurse", person()))

    assert found.index("helper--nurse--2") > found.index("helper--nurse--1")


def test_circles_do_not_send_the_search_round(routes: RouteMap) -> None:
    found = routes.routes("helper", "nurse", person())

    assert all(len(set(route.roles)) == len(route.roles) for route in found)


def test_a_detour_comes_after_all_other_routes(routes: RouteMap) -> None:
    found = ids(routes.routes("helper", "associate", person()))

    assert [each.startswith("helper--mentor--1") for each in found] == [False, True]


def test_a_role_can_be_trained_in_without_leaving_it(routes: RouteMap) -> None:
    assert ids(routes.routes("nurse", "nurse", person())) == ["nurse--nurse--1"]


def test_a_transition_to_a_role_without_a_record_is_no_step(routes: RouteMap) -> None:
    assert "nurse--ghost--1" not in ids(routes.onward("nurse", person()))


def test_no_route_is_made_up(routes: RouteMap) -> None:
    assert routes.routes("porter", "nurse", person()) == []
    assert routes.routes("ghost", "nurse", person()) == []


def test_a_later_step_is_held_against_what_the_earlier_ones_give(routes: RouteMap) -> None:
    route = next(each for each in routes.routes("helper", "nurse", person()) if "associate" in each.roles)

    assert [step.standing for step in route.steps] == ["unknown", "met", "met"]


def test_years_on_a_register_do_not_carry_over_to_another(routes: RouteMap) -> None:
    found = routes.routes("helper", "expert", person({"years_registered": 9.0, "registration": "hcpc"}))

    assert found[0].steps[-1].requirements[0].standing == "unknown"


def test_years_on_a_register_stay_with_whoever_is_on_it(routes: RouteMap) -> None:
    (route,) = routes.routes("associate", "expert", person({"years_registered": 9.0}))

    assert route.steps[-1].standing == "met"


@pytest.mark.parametrize(
    ("held", "standing"),
    [
        ({"gcse-english-maths"}, "met"),
        ({"no level-2-maths"}, "not_met"),
        ({"no gcse-maths"}, "unknown"),
        ({"a-levels"}, "unknown"),
    ],
)
def test_what_follows_from_a_qualification_is_held_too(routes: RouteMap, held: set[str], standing: str) -> None:
    (route, *_) = routes.routes("helper", "trainee", person({"qualification": frozenset(held)}))

    assert route.steps[0].requirements[0].standing == standing


def test_what_somebody_says_counts_for_more_than_their_role(routes: RouteMap) -> None:
    known = starting(person({"registration": "none"}), routes.role("nurse")).known

    assert (known["registration"], known["band"], known["role"]) == ("none", 5.0, "nurse")


def test_a_role_of_several_professions_says_nothing_of_register_or_staff_group(shipped: Book) -> None:
    known = starting(person(), RouteMap.of(shipped).role("acp")).known

    assert {"registration", "staff_group"}.isdisjoint(known)


def test_shipped_transitions_lead_between_roles_on_record(shipped: Book) -> None:
    roles = {role.id for role in shipped.all(Role)}

    assert [each.id for each in shipped.all(Transition) if not {each.origin, each.target} <= roles] == []


def test_shipped_transitions_lie_within_what_is_on_record(shipped: Book) -> None:
    known = {each.id: each for each in shipped.all(Transition)}

    for each in known.values():
        assert all(known[outer].target == each.origin for outer in each.within), each.id


def test_what_no_source_confirms_says_so(shipped: Book) -> None:
    records = [*shipped.all(Role), *shipped.all(Transition)]

    silent = [
        each.id for each in records if each.confidence == "unverified" and "not confirmed by our sources" not in each.text.text
    ]

    assert silent == []


def test_months_stand_in_the_sentence_that_says_them(shipped: Book) -> None:
    for each in shipped.all(Transition):
        if each.months is not None:
            assert str(each.months.least) in each.text.text, each.id
            assert each.months.most is None or str(each.months.most) in each.text.text, each.id


def test_every_shipped_transition_comes_back_between_its_roles(shipped: Book) -> None:
    routes = RouteMap.of(shipped)

    for each in shipped.all(Transition):
        assert any(each.id in route.id.split("+") for route in routes.routes(each.origin, each.target, person())[:3]), each.id
