from datetime import date
from pathlib import Path

import pytest

from assistant.advice import Advice
from assistant.careers.bookshelf import Shelf
from assistant.careers.briefings.coaching import coaching, shown, voice_of
from assistant.careers.briefings.page import Voice
from assistant.careers.roles.names import RoleNames
from assistant.types import Profile
from tests.careers.pathway_records import SCHEMES, book

TODAY = date(2026, 11, 26)
GUIDANCE = Path(__file__).parents[2] / "corpus" / "records" / "coach_guidance.yaml"
SMALL = book(SCHEMES, GUIDANCE.read_text("utf-8"))
SHELF = Shelf(SMALL, RoleNames.of(SMALL))


def coached(words: str) -> Advice:
    return coaching(SHELF, words, Profile(), TODAY)


def said(of: Advice, section: str) -> list[str]:
    place = next((number for number, item in enumerate(of.items) if item.id == section), None)
    told = [(each.lead, each.quote.text if each.quote else "") for each in of.lines if each.item == place]
    return [" ".join(filter(None, words)) for words in told]


def test_a_coach_is_told_the_way_to_the_goal_with_what_it_asks_and_who_pays() -> None:
    found = coached("Briefing: Ann Lee, band 2 hca, 37 hours a week, wants to be a nursing associate")

    assert said(found, "position") == ["Job now: Ward helper", "Band: 2", "Goal: Nursing associate", "Hours a week: 37"]
    assert said(found, "routes")[0] == "First step. A helper can become a trainee in 24 months."
    assert said(found, "requirements") == ["Met: A job of 30 hours is asked.", "Need to know: Maths at level 2 is asked."]
    assert "The levy pays for training." in " ".join(said(found, "funding"))


def test_nursing_is_the_job_of_a_nurse() -> None:
    found = coached("My development plan: I'm a band 2 HCA, want nursing")

    assert found.title == "My development plan"
    assert said(found, "position")[-1] == "Goal: Registered nurse"


def test_without_a_goal_the_next_steps_are_told() -> None:
    told = said(coached("brief me: a band 2 hca who feels stuck"), "routes")

    assert "A helper can become a trainee in 24 months." in told
    assert not any(each.startswith("Step") for each in told)


def test_where_no_way_is_on_record_the_page_says_so() -> None:
    found = coached("brief: hospital porter, wants to be a nurse")

    assert said(found, "routes")[0].startswith("We have no route from a porter to a registered nurse.")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Briefing: Tom Harris (rn) wants to teach", "Briefing: Registered nurse, wants: teaching"),
        ("brief me on Rose Porter, b2 hca, wants nursing", "Briefing: Ward helper, band 2, wants: Registered nurse"),
        ("Briefing: band 42 astronaut Bob wants to be king", "Briefing: the job now and the goal are not known"),
        (
            "My development plan: I'm Ann, a band 2 hca, want nursing",
            "My development plan: Ward helper, band 2, wants: Registered nurse",
        ),
        ("how do i write a personal development plan", "how do i write a personal development plan"),
    ],
)
def test_a_request_is_repeated_without_the_name(words: str, told: str) -> None:
    assert shown(SHELF, words).shown == told


def test_whoever_is_in_a_registered_job_is_taken_to_be_on_its_register() -> None:
    assert (
        "The person has the registration that the job now asks for."
        in coached("brief: staff nurse, wants to be a senior rn").assumed
    )


def test_with_a_visa_the_page_says_who_advises_on_it() -> None:
    with_visa = said(coached("brief: hca on a health and care visa, wants to be a nurse"), "promises")

    assert with_visa[0].startswith("Do not advise on visas")
    assert not any("visa" in each for each in said(coached("brief: hca, wants to be a nurse"), "promises"))


def test_a_subject_that_no_job_on_the_map_fits_is_said_to_have_no_route() -> None:
    told = said(coached("brief: band 2 hca, wants to do research"), "routes")

    assert told[0] == "No route to this goal is on record; these are next steps:"


def test_a_page_for_a_coach_knows_nothing_of_the_coach() -> None:
    found = coaching(SHELF, "brief: an unknown job", Profile(), TODAY, own="nurse")

    assert found.outcome == "clarify"


def test_ones_own_plan_knows_the_job_from_before() -> None:
    found = coaching(SHELF, "My development plan: I want to be a senior rn", Profile(), TODAY, own="nurse")

    assert said(found, "position")[0] == "Job now: Registered nurse"


@pytest.mark.parametrize(
    ("words", "voice"),
    [
        ("Priya, b5 physio, wants a development plan", "coach"),
        ("My development plan: band 3 HCSW, want nursing", "own"),
        ("brief me on my development plan", "coach"),
    ],
)
def test_a_page_that_is_called_for_by_name_is_a_coachs_unless_it_says_whose_it_is(words: str, voice: Voice) -> None:
    assert voice_of(words, called=True) == voice
