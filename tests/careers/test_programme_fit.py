from textwrap import dedent

import pytest

from assistant.careers.book import Book
from assistant.careers.learning.matching import length
from assistant.knowledge.records import read_records
from tests.careers.learning_records import DEFAULTS, asked, book, lead, programme, told, usable


@pytest.mark.parametrize(("minutes", "said"), [(10, "10 minutes"), (60, "1 hour"), (210, "3.5 hours"), (1, "1 minute")])
def test_a_length_is_said_as_people_say_it(minutes: float, said: str) -> None:
    assert length(minutes) == said


def test_what_fits_the_time_says_so_and_what_takes_longer_is_left() -> None:
    known = book(
        programme("short", minutes="{least: 10, most: 20}") + programme("long", minutes="{least: 420}") + programme("untold")
    )

    advice = asked(known, "half an hour for leadership")

    assert usable(advice) == ["short", "untold"]
    assert lead(advice, "short") == "Fits 30 minutes."


def test_hours_a_month_are_held_against_hours_a_month() -> None:
    known = book(
        programme("small", monthly_hours="{least: 3, most: 3}") + programme("big", monthly_hours="{least: 17, most: 22}")
    )

    advice = asked(known, "3 hours a month for leadership")

    assert usable(advice) == ["small"]
    assert lead(advice, "small") == "Fits 3 hours a month."


def test_a_profile_that_is_not_known_shuts_nothing_out() -> None:
    known = book(
        programme("care", settings="[social_care]")
        + programme("nurses", staff_groups="[nursing]")
        + programme("registered", registered="true")
        + programme("deputies", roles="[deputy-mgr]")
    )

    assert set(usable(asked(known, "leadership"))) == {"care", "nurses", "registered", "deputies"}


def test_what_is_for_others_is_not_told_where_something_is_for_the_asker() -> None:
    known = book(
        programme("hospital", settings="[nhs]")
        + programme("care", settings="[social_care]")
        + programme("registered", registered="true")
        + programme("managers", roles="[reg-mgr]")
    )

    advice = asked(known, "leadership", sector="social-care", registration="none", role="care-worker")

    assert told(advice) == ["care"]
    assert lead(advice, "care") == "Open to social care."


def test_what_is_for_the_role_of_the_asker_comes_first() -> None:
    known = book(programme("others") + programme("mine", roles="[hcsw]"))

    advice = asked(known, "leadership", role="hcsw")

    assert told(advice) == ["mine", "others"]
    assert lead(advice, "mine") == "For your role."


def test_the_staff_group_of_a_record_of_the_role_is_known_without_being_said() -> None:
    roles = """
    - {id: hcsw, title: Support worker, text: A job., family: nursing, settings: [nhs], registration: none,
       staff_group: support, names: [hca, hcsw, carer]}
    """
    files = [
        ("programmes", programme("nurses", registered="true") + programme("support", staff_groups="[support]")),
        ("roles", roles),
    ]
    known = Book.of(read_records(f"{kind}.yaml", dedent(f"    kind: {kind}{DEFAULTS}") + dedent(text)) for kind, text in files)

    assert told(asked(known, "leadership", role="hcsw")) == ["support"]


def test_an_unheard_of_staff_group_shuts_nothing_out() -> None:
    known = book(programme("nurses", staff_groups="[nursing]"))

    assert usable(asked(known, "leadership", staff_group="Nursing family")) == ["nurses"]


def test_where_nothing_fits_the_nearest_is_told_with_what_is_against_it() -> None:
    known = book(programme("dear", cost="fee", minutes="{least: 420}"))

    advice = asked(known, "free leadership in 1 hour")

    assert (advice.outcome, usable(advice)) == ("partial", [])
    assert lead(advice, "dear") == "Near, but not free, more than 1 hour."


def test_what_is_confirmed_comes_before_what_is_not() -> None:
    known = book(programme("rumour", confidence="unverified") + programme("fact"))

    assert told(asked(known, "leadership")) == ["fact", "rumour"]


def test_who_asks_for_free_ones_is_told_first_what_is_known_to_be_free() -> None:
    known = book(programme("untold", minutes="{least: 10}") + programme("gift", cost="free"))

    advice = asked(known, "free leadership in 15 minutes")

    assert usable(advice) == ["gift", "untold"]


def test_a_place_that_is_named_brings_its_programmes_forward() -> None:
    known = book(
        programme("here", place="Torbay, South Devon", status="unknown") + programme("there", place="Kent", status="unknown")
    )

    advice = asked(known, "leadership in south devon")

    assert told(advice)[0] == "here"
