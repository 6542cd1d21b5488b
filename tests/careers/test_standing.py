from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.careers.people.circumstances import Between, Circumstances, Value
from assistant.careers.people.standing import either, standing, together
from assistant.knowledge.conditions import About, Condition
from assistant.types import Standing

TODAY = date(2026, 11, 26)
STANDINGS = st.lists(st.sampled_from(["met", "not_met", "unknown"]))


def of(about: About, value: Value) -> Circumstances:
    return Circumstances(TODAY, {about: value})


@pytest.mark.parametrize(
    ("age", "expected"),
    [(15, "not_met"), (16, "met"), (24, "met"), (25, "not_met"), (Between(25, None), "not_met"), (Between(None, 24), "unknown")],
)
def test_bounds_count_their_ends(age: Value, expected: Standing) -> None:
    condition = Condition(about="age", at_least=16, at_most=24)

    assert standing(condition, of("age", age)) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (date(2026, 7, 31), "not_met"),
        (date(2026, 8, 1), "met"),
        (Between(date(2026, 1, 1), date(2026, 12, 31)), "unknown"),
        (Between(date(2026, 9, 1), date(2026, 9, 30)), "met"),
        (Between(None, date(2025, 12, 31)), "not_met"),
    ],
)
def test_a_day_or_a_stretch_of_days_is_held_against_since(start: Value, expected: Standing) -> None:
    condition = Condition(about="start_date", since=date(2026, 8, 1))

    assert standing(condition, of("start_date", start)) == expected


def test_what_is_not_known_decides_nothing() -> None:
    condition = Condition(about="sector", among=("nhs",))

    assert standing(condition, Circumstances(TODAY)) == "unknown"


def test_saying_only_where_one_does_not_work_can_fail_but_never_meet() -> None:
    elsewhere = of("sector", frozenset({"no nhs"}))

    assert standing(Condition(about="sector", among=("nhs",)), elsewhere) == "not_met"
    assert standing(Condition(about="sector", among=("social_care",)), elsewhere) == "unknown"


def test_an_nhs_trust_is_not_taken_for_a_levy_payer() -> None:
    condition = Condition(about="employer_type", among=("levy_payer",))

    assert standing(condition, of("employer_type", frozenset({"nhs_trust"}))) == "unknown"


def test_lacking_a_qualification_has_to_be_said() -> None:
    condition = Condition(about="qualification", none_of=("level-2-maths",))

    assert standing(condition, of("qualification", frozenset({"level-3"}))) == "unknown"
    assert standing(condition, of("qualification", frozenset({"no level-2-maths"}))) == "met"
    assert standing(condition, of("qualification", frozenset({"level-2-maths"}))) == "not_met"


def test_a_fact_of_another_kind_decides_nothing() -> None:
    assert standing(Condition(about="age", at_least=16), of("age", "old enough")) == "unknown"
    assert standing(Condition(about="start_date", since=TODAY), of("start_date", 2027)) == "unknown"
    assert standing(Condition(about="sector", among=("nhs",)), of("sector", TODAY)) == "unknown"


def test_what_nobody_can_know_stays_open() -> None:
    assert standing(Condition(), of("other", "yes")) == "unknown"


@given(STANDINGS)
def test_all_is_met_only_where_each_is(found: list[Standing]) -> None:
    assert (together(found) == "met") == all(each == "met" for each in found)


@given(STANDINGS)
def test_any_is_failed_only_where_each_is(found: list[Standing]) -> None:
    assert (either(found) == "not_met") == all(each == "not_met" for each in found)


@given(STANDINGS)
def test_deciding_one_open_part_never_turns_a_decided_whole(found: list[Standing]) -> None:
    for whole in (together, either):
        before = whole([*found, "unknown"])
        after = {whole([*found, "met"]), whole([*found, "not_met"])}

        assert before == "unknown" or after == {before}
