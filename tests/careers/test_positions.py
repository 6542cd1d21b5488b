import pytest

from assistant.careers.briefings.page import Advised, briefing
from assistant.careers.briefings.position import Position, position_in
from assistant.careers.people.circumstances import Circumstances
from tests.careers.coach_records import BOOK, NAMES, TODAY

NOBODY = Circumstances(TODAY)


@pytest.mark.parametrize(
    "words",
    [
        "brief me: band 5 physio who wants to be an ACP",
        "brief: Priya, b5 physio, wants ACP",
        "brief me on Rose Porter, band 5 physio, wants to become an advanced clinical practitioner",
        "brief about Mr Porter band 5 physio -> acp",
        "briefing for priya sharma b5 physio, goal advanced practice",
        "brief: band five physio, wants ACP",
        "brief: b 5 physio, wants ACP",
    ],
)
def test_a_position_is_read_without_the_name(words: str) -> None:
    found = position_in(NAMES, words).position(NAMES, NOBODY)

    assert found == Position("Physiotherapist", "5", "Advanced practitioner")


def test_no_word_of_a_name_comes_back() -> None:
    found = position_in(NAMES, "brief me about Priya Sharma-O'Neill, b5 physio, wants ACP, dob 3 May 1990").position(
        NAMES, NOBODY
    )

    advice_ = briefing(BOOK, found, Advised())

    told = repr(advice_)
    assert not any(word in told for word in ("Priya", "Sharma", "Neill", "1990"))


def test_facts_that_were_given_stand_with_the_position_but_not_what_the_law_protects() -> None:
    of = Circumstances(TODAY, {"hours": 22.5, "sector": "social_care", "age": 52, "qualification": frozenset({"level-3-care"})})

    found = position_in(NAMES, "brief: b5 physio").position(NAMES, of)

    assert found.facts == ("Sector: social care", "Hours a week: 22.5", "Holds: level 3 care")


def test_a_job_is_no_name_though_it_opens_the_page() -> None:
    assert position_in(NAMES, "Briefing: Physiotherapist, band 5, wants ACP").origin == "physio"


def test_where_the_job_has_no_bands_none_is_asked_for() -> None:
    assert Position("Care worker", is_banded=False).missing() == ("the goal",)
