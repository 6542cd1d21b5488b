import pytest

from tests.grounding.verdicts import reason

VISAS = "The Home Office decides on visas. The Work Rights Centre gives free advice. Nurses join the register of the NMC."


@pytest.mark.parametrize(
    "sentence",
    [
        "The Work Rights Centre decides on visas.",
        "The Care Quality Commission decides on visas.",
        "The Home Office gives free advice.",
        "Nurses join the register of the HCPC.",
        "Doctors join the register of the NMC.",
    ],
)
def test_another_name_or_other_people_in_its_place_are_a_contradiction(sentence: str) -> None:
    assert reason(sentence, VISAS) == "name"


def test_a_name_may_be_written_out_or_shortened() -> None:
    quote = "The Nursing and Midwifery Council (NMC) keeps the register."

    assert reason("The NMC keeps the register.", quote) == ""
    assert reason("The Nursing and Midwifery Council keeps the register.", "The NMC keeps the register.") == ""


def test_a_name_from_the_heading_is_who_a_sentence_speaks_of() -> None:
    assert reason("Skills for Care runs the Workforce Fund.", "Skills for Care", "It runs the Workforce Fund.") == ""


def test_nurses_are_not_nursing_associates() -> None:
    assert reason("Nurses can top up.", "Nursing associates can top up.") == "name"
    assert reason("Nursing associates can top up.", "Nurses can top up.") == "name"


def test_a_possessive_is_still_the_name() -> None:
    assert reason("The page of Unison gives rates.", "Unison's page gives rates.") == ""


def test_a_missing_name_that_has_no_rival_is_the_reason_of_a_low_score() -> None:
    assert reason("Barking and Ealing pay for the course in London.", "There is a course.") == "name"
