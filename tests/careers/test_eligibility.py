from datetime import date, timedelta
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.careers.people.circumstances import Between, Circumstances, Value
from assistant.careers.schemes.eligibility import judged, leaves
from assistant.knowledge.conditions import About
from assistant.knowledge.schema import Scheme
from tests.careers.scheme_records import TODAY, book


def scheme(key: str) -> Scheme:
    found = book().get(Scheme, key)
    assert found
    return found


def fit(key: str, today: date = TODAY, /, **known: Any) -> str:
    return judged(scheme(key), Circumstances(today, cast("dict[About, Value]", known))).fit


def edge_values() -> dict[About, list[Value]]:
    """For each thing that conditions are about: the values at their bounds and just beyond, and their slugs."""
    found: dict[About, set[Value]] = {}
    for each in (leaf for record in book().all(Scheme) for condition in record.conditions for leaf in leaves(condition)):
        values = found.setdefault(each.about, {"elsewhere"})
        values |= {*each.among, *each.none_of, *(f"no {slug}" for slug in (*each.among, *each.none_of))}
        values |= {bound + step for bound in (each.at_least, each.at_most) if bound is not None for step in (-1, 0, 1)}
        values |= {day + timedelta(step) for day in (each.since, each.until) if day for step in (-1, 0, 1)}
    del found["other"], found["today"]
    return {about: sorted(map(of_kind(about), values), key=repr) for about, values in found.items()}


def of_kind(about: About) -> Any:
    sets = {"qualification", "residence", "employer_type"}
    return (lambda value: frozenset({value})) if about in sets else (lambda value: value)


VALUES = edge_values()
KNOWN = st.fixed_dictionaries({}, optional={about: st.sampled_from(values) for about, values in VALUES.items()})


@settings(max_examples=150, deadline=None, derandomize=True)
@given(known=KNOWN, data=st.data())
@pytest.mark.integration
def test_withholding_a_fact_never_makes_a_scheme_fit(known: dict[About, Value], data: st.DataObject) -> None:
    of = Circumstances(TODAY, known)
    withheld = data.draw(st.sampled_from(sorted(VALUES)))
    less = Circumstances(TODAY, {about: value for about, value in known.items() if about != withheld})

    for record in book().all(Scheme):
        if judged(record, of).fit != "met":
            assert judged(record, less).fit != "met"


@settings(max_examples=150, deadline=None, derandomize=True)
@given(known=KNOWN)
@pytest.mark.integration
def test_no_scheme_fits_while_a_condition_is_open_or_failed(known: dict[About, Value]) -> None:
    for record in book().all(Scheme):
        found = judged(record, Circumstances(TODAY, known))

        assert found.fit != "met" or {each.standing for each in found.conditions} == {"met"}


@settings(max_examples=100, deadline=None, derandomize=True)
@given(known=KNOWN, today=st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_what_has_expired_or_is_not_confirmed_never_fits(known: dict[About, Value], today: date) -> None:
    for record in book().all(Scheme):
        over = record.until < today if record.until else record.status != "offered"
        shaky = over or record.confidence == "unverified" or (record.since is not None and record.since > today)

        assert not (shaky and judged(record, Circumstances(today, known)).fit == "met")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(known=KNOWN)
def test_an_open_scheme_says_what_decides_it(known: dict[About, Value]) -> None:
    for record in book().all(Scheme):
        found = judged(record, Circumstances(TODAY, known))
        open_ = [each for each in found.conditions if each.standing == "unknown"]

        assert all(each.deciding for each in open_)
        assert found.fit != "unknown" or open_ or record.status != "offered"


@pytest.mark.parametrize(
    ("age", "expected"),
    [(15, "not_met"), (16, "met"), (21, "met"), (22, "not_met"), (Between(22, 24), "not_met"), (None, "unknown")],
)
def test_level_7_is_paid_for_from_16_to_21(age: Value | None, expected: str) -> None:
    known: dict[str, Any] = {
        "nation": "England",
        "apprenticeship_level": 7,
        "care_leaver": "no",
        "ehc_plan": "no",
        "start_date": TODAY,
    }

    assert fit("apprenticeship-level-7", **known, **({"age": age} if age else {})) == expected


@pytest.mark.parametrize(("age", "expected"), [(22, "met"), (24, "met"), (25, "not_met")])
def test_level_7_is_paid_for_under_25_for_care_leavers(age: int, expected: str) -> None:
    known: dict[str, Any] = {"nation": "England", "apprenticeship_level": 7, "care_leaver": "yes", "start_date": TODAY}

    assert fit("apprenticeship-level-7", age=age, **known) == expected


def test_who_began_level_7_before_2026_keeps_it_at_any_age() -> None:
    known: dict[str, Any] = {"nation": "England", "apprenticeship_level": 7, "age": 50}

    assert fit("apprenticeship-level-7", start_date=date(2025, 12, 31), **known) == "met"
    assert fit("apprenticeship-level-7", start_date=date(2026, 1, 1), care_leaver="no", ehc_plan="no", **known) == "not_met"


@pytest.mark.parametrize(
    ("earnings", "today", "expected"),
    [
        (25749, date(2026, 7, 31), "met"),
        (25750, date(2026, 7, 31), "not_met"),
        (25750, date(2026, 8, 1), "met"),
        (26799, TODAY, "met"),
        (26800, TODAY, "not_met"),
        (Between(25750, 26799), TODAY, "met"),
        (None, TODAY, "unknown"),
    ],
)
def test_the_pay_limit_is_that_of_the_day_of_asking(earnings: Value | None, today: date, expected: str) -> None:
    known: dict[str, Any] = {"nation": "England", "age": 30, "course": "level-3", "mayoral_area": "no"}

    assert fit("asf-low-pay", today, **known, **({"earnings": earnings} if earnings else {})) == expected


def test_a_mayor_may_have_set_another_limit() -> None:
    assert fit("asf-low-pay", nation="England", age=30, course="level-3", mayoral_area="yes", earnings=20000) == "unknown"


@pytest.mark.parametrize(("today", "expected"), [(date(2025, 3, 31), "met"), (date(2025, 4, 1), "expired"), (TODAY, "expired")])
def test_the_cpd_budget_is_not_confirmed_after_march_2025(today: date, expected: str) -> None:
    assert fit("nhs-cpd-allowance", today, nation="England", sector="nhs", staff_group="nurse", registration="nmc") == expected


def test_care_home_staff_fail_cpd_and_registered_nurses_fail_ldss_while_they_ran() -> None:
    nurse: dict[str, Any] = {"nation": "England", "staff_group": "nurse", "registration": "nmc", "sector": "social_care"}

    assert fit("nhs-cpd-allowance", date(2025, 3, 1), **nurse) == "not_met"
    assert fit("ldss", date(2025, 6, 1), **nurse) == "not_met"
