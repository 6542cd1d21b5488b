from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.careers.book import Book
from assistant.careers.people.circumstances import Between, Value
from assistant.careers.people.description import CHOICES, SelfDescription, described
from assistant.careers.schemes.taps import TAPS, WANTED
from assistant.knowledge.conditions import About
from assistant.knowledge.records import read_records
from assistant.knowledge.schema import Role
from assistant.types import Profile

TODAY = date(2026, 11, 26)


def said(text: str, **profile: Any) -> SelfDescription:
    return described(Profile(**profile), text, TODAY)


def fact(text: str, about: About) -> Value | None:
    return said(text).circumstances.get(about)


@pytest.mark.parametrize(
    ("text", "about", "value"),
    [
        ("band 2", "band", 2),
        ("i have a 2:1 in biology", "qualification", frozenset({"degree", "degree-2-1", *(f"level-{level}" for level in range(2, 7))})),
        ("b5 nurse", "band", 5),
        ("I'm on Band 8a", "band", 8.1),
        ("going from band 2 to band 3", "band", 2),
        ("im 19", "age", 19),
        ("I’m 19 years old", "age", 19),
        ("hca, 45, nhs", "age", 45),
        ("I am 25 or older", "age", Between(25, None)),
        ("im under 25", "age", Between(None, 24)),
        ("30 hrs", "hours", 30),
        ("i work 22.5 hours a week", "hours", 22.5),
        ("part time", "hours", Between(1, 37.4)),
        ("earn 24k", "earnings", 24000),
        ("my salary is £25,500", "earnings", 25500),
        ("I earn less than £25,750 a year", "earnings", Between(None, 25749)),
        ("adult nurse 3 years registered", "years_registered", 3),
        ("away from nursing, left nursing 10 years ago", "years_away", 10),
        ("level 3 apprenticeship", "apprenticeship_level", 3),
        ("the nursing associate apprenticeship", "apprenticeship_level", 5),
        ("starting sept 2026", "start_date", Between(date(2026, 9, 1), date(2026, 9, 30))),
        ("starts 5/1/2027", "start_date", date(2027, 1, 5)),
        ("it started in october", "start_date", Between(date(2026, 10, 1), date(2026, 10, 31))),
        ("it started in november", "start_date", Between(date(2026, 11, 1), date(2026, 11, 30))),
        ("it started in december", "start_date", Between(date(2025, 12, 1), date(2025, 12, 31))),
        ("starting in october", "start_date", Between(date(2027, 10, 1), date(2027, 10, 31))),
        ("can i start a level 7 apprenticeship", "start_date", Between(TODAY, None)),
        ("care home", "sector", "social_care"),
        ("gp surgery", "sector", "general_practice"),
        ("i work in a private hospital", "sector", "independent"),
        ("NHS trust", "employer_type", frozenset({"nhs_trust"})),
        ("carer", "staff_group", "care_staff"),
        ("I am not a nurse, im a physio", "staff_group", "ahp"),
        ("scotland", "nation", "Scotland"),
        ("student", "student", "yes"),
        ("im not a student", "student", "no"),
        ("care leaver", "care_leaver", "yes"),
        ("my nmc registration has lapsed", "registration", "lapsed_nmc"),
        ("physio, lapsed registration", "registration", "lapsed_hcpc"),
        ("on a health and care worker visa", "residence", frozenset({"health-and-care-worker-visa"})),
        ("I have a 12 year old", "child_under_15", "yes"),
        ("my son has SEN and is 16", "child_sen_under_17", "yes"),
        ("studying nursing", "course", "nursing"),
        ("unemployed", "employed", "no"),
    ],
)  # fmt: skip
def test_what_people_type_is_read(text: str, about: About, value: Value) -> None:
    assert fact(text, about) == value


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("can the nhs pay for my course", "sector"),
        ("what is the nhs learning support fund", "sector"),
        ("i want to become a nurse", "staff_group"),
        ("i care for my mum, unpaid carer", "staff_group"),
        ("can i get 3 years of funding", "age"),
        ("im 30 hrs a week", "age"),
        ("my daughter is 12", "age"),
        ("i want to be band 6", "band"),
        ("is there a £1,000 grant", "earnings"),
        ("do i need maths gcse", "qualification"),
        ("nhs and care home", "sector"),
        ("a level 3 apprenticeship", "qualification"),
        ("student finance", "student"),
    ],
)
def test_what_is_wished_asked_or_said_of_others_is_not_taken_for_a_fact(text: str, about: About) -> None:
    assert fact(text, about) is None


def test_negation_is_respected() -> None:
    assert fact("not nhs", "sector") == frozenset({"no nhs"})
    assert fact("i don't work in the nhs, i work in a care home", "sector") == "social_care"
    assert fact("my employer doesn't pay the levy", "employer_type") == frozenset({"no levy_payer", "small_employer"})


def test_one_subject_that_is_lacking_leaves_the_other_open() -> None:
    assert fact("no maths gcse", "qualification") == frozenset({"no gcse-maths"})
    assert fact("i have no maths", "qualification") == frozenset({"no gcse-maths", "no level-2-maths"})


def test_a_level_stands_for_those_below_it_and_a_field_names_the_highest() -> None:
    held = described(Profile(prior_qualification="level 2"), "", TODAY).circumstances.get("qualification")

    assert fact("got level 3", "qualification") == frozenset({"level-3", "level-2"})
    assert isinstance(held, frozenset)
    assert {"level-2", "no level-3"} <= held


@pytest.mark.parametrize("text", ["band 42", "im 300", "aged 7", "level 9 apprenticeship", "i work 90 hours a week"])
def test_nonsense_is_complained_of_and_not_used(text: str) -> None:
    description = said(text)

    assert description.circumstances.known.keys() <= {"course"}
    assert len(description.complaints) == 1


def test_a_field_that_is_not_known_is_told_what_there_is() -> None:
    description = said("", sector="spaceships", band="42")

    assert description.circumstances.known == {}
    assert any("social care" in each for each in description.complaints)
    assert any("8a" in each for each in description.complaints)


@pytest.mark.parametrize(("about", "values"), CHOICES.items())
def test_every_value_of_a_field_is_read_in_each_spelling(about: About, values: tuple[str, ...]) -> None:
    for value in values:
        spellings = {value, value.upper(), value.lower(), value.lower().replace(" ", "_")}
        read = [described(Profile(), "", TODAY, extra={about: each}) for each in spellings]

        assert len({str(each.circumstances.get(about)) for each in read}) == 1
        assert [each.complaints for each in read] == [()] * len(spellings)


def test_what_was_typed_before_is_remembered_until_something_else_is_said() -> None:
    earlier = ["im 300, a student, band 5 in the nhs", "no maths gcse"]

    found = described(Profile(), "im not a student, im band 6. got english gcse", TODAY, history=earlier)

    assert found.complaints == ()
    assert found.circumstances.get("sector") == "nhs"
    assert found.circumstances.get("student") == "no"
    assert found.circumstances.get("band") == 6
    assert found.circumstances.get("qualification") == frozenset({"no gcse-maths", "gcse-english", "level-2-english"})


def test_what_is_typed_counts_more_than_the_profile() -> None:
    assert described(Profile(band="5", sector="NHS"), "im band 6 now", TODAY).circumstances.known == {"band": 6, "sector": "nhs"}


@pytest.mark.parametrize(
    ("about", "answers"), [*TAPS.items(), *((about, answers) for about, wanted in WANTED.items() for answers in wanted.values())]
)
def test_every_answer_to_tap_is_understood(about: About, answers: tuple[str, ...]) -> None:
    read = [fact(each, about) for each in answers]

    assert None not in read
    assert len({str(each) for each in read}) == len(answers)


def test_what_is_known_stands_in_no_repr() -> None:
    description = said("im 300", age="47", residence="settled")

    assert "47" not in repr(description)
    assert "settled" not in repr(description)
    assert "300" not in repr(description)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert isinstance(said(text, age=text, band=text, hours=text, prior_qualification=text, sector=text), SelfDescription)


ROLE = """
kind: roles
records:
- {id: post, title: A post, source: {title: A page of 2026, as_of: 2026}, review_by: 2027-05-26, owner: Education team, status: offered,
  confidence: verified, family: care, settings: [nhs], registration: REGISTER, staff_group: GROUP, names: [a, b, c], text: A post.}
"""


@pytest.mark.parametrize(
    ("register", "group", "registration"),
    [
        ("NMC", "nurse", "nmc"),
        ("none", "support", "none"),
        ("none", "manager", None),
        ("none", "student", None),
        ("CQC", "care_staff", None),
    ],
)
def test_a_role_tells_registration_only_where_it_follows_for_certain(register: str, group: str, registration: str | None) -> None:
    book = Book.of([read_records("records/roles.yaml", ROLE.replace("REGISTER", register).replace("GROUP", group))])

    known = described(Profile(), "", TODAY, book.get(Role, "post")).circumstances

    assert known.get("registration") == registration
    assert described(Profile(registration="HCPC"), "", TODAY, book.get(Role, "post")).circumstances.get("registration") == "hcpc"


def test_a_role_of_several_professions_tells_no_staff_group() -> None:
    book = Book.of([read_records("records/roles.yaml", ROLE.replace("REGISTER", "own").replace("GROUP", "nurse"))])

    assert described(Profile(), "", TODAY, book.get(Role, "post")).circumstances.get("staff_group") is None
