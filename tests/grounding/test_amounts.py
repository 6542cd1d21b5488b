import pytest

from tests.grounding.verdicts import reason

FEES = "As of 5 March 2024 the fee is £1,200 for 18 months. Band 5 staff pay 50% and work 21 hours a week or more."


@pytest.mark.parametrize(
    "sentence",
    [
        "The fee is £1,300 for 18 months.",
        "The fee is £1,200 for 24 months.",
        "As of 6 March 2024 the fee is £1,200.",
        "As of 5 April 2024 the fee is £1,200.",
        "As of 5 March 2025 the fee is £1,200.",
        "Band 6 staff pay 50%.",
        "Band 8a staff pay 50%.",
        "Band 5 staff pay 60%.",
        "Band 5 staff work 21 days a week or more.",
    ],
)
def test_another_number_is_a_contradiction(sentence: str) -> None:
    assert reason(sentence, FEES) == "number"


@pytest.mark.parametrize(
    "sentence",
    [
        "The fee is 1200 pounds for 18 months.",
        "The fee is £1.2k for 18 months.",
        "The fee is £1,200 for one and a half years or 18 months.",
    ],
)
def test_the_same_amount_written_otherwise_is_no_other_number(sentence: str) -> None:
    assert reason(sentence, FEES) != "number"


def test_units_of_time_are_converted() -> None:
    assert reason("The course takes 24 months.", "The course takes two years.") == ""
    assert reason("The course takes 24 weeks.", "The course takes two years.") == "number"


def test_a_number_of_another_statement_is_a_contradiction() -> None:
    quote = "The long course takes 36 months. The short course takes 4 months."

    assert reason("The short course takes 36 months.", quote) == "number"


def test_a_number_of_the_opposite_is_a_contradiction() -> None:
    quote = "Applications open on 6 January and close on 27 March."

    assert reason("Applications open on 27 March.", quote) == "number"
    assert reason("Applications close on 27 March.", quote) == ""


def test_a_range_keeps_both_ends() -> None:
    assert reason("It takes 18 to 20 months.", "It takes 18 to 24 months.") == "number"


def test_the_groups_of_a_telephone_number_are_one_number() -> None:
    quote = "Call Samaritans on 116 123. In danger now, call 999."

    assert reason("In danger now, call 116 123.", quote) == "number"
    assert reason("Samaritans: call 116 123.", quote) == ""


def test_a_step_with_a_letter_stands_under_its_column() -> None:
    quote = "Band; Lowest\n8a | £55,690\n8b | £64,455"

    assert reason("In band 8b the lowest is £64,455.", quote) == ""
    assert reason("In band 8a the lowest is £64,455.", quote) == "number"


CREDIT = "The course usually takes four years, or about two years if you get credit for earlier study."


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The course usually takes two years, or about four years if you get credit for earlier study.", CREDIT),
        (
            "It should last at least 12 months, and 6 months is the gold standard.",
            "It should last at least 6 months, and 12 months is the gold standard.",
        ),
        ("Nurses get £200 and midwives £333.", "Midwives get £200 and nurses £333."),
    ],
)
def test_two_numbers_that_have_changed_places_are_a_contradiction(sentence: str, quote: str) -> None:
    assert reason(sentence, quote) == "number"


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("With credit for earlier study the course takes about two years, otherwise usually four years.", CREDIT),
        ("Nurses get £333 and midwives £200.", "Midwives get £200 and nurses £333."),
    ],
)
def test_numbers_that_move_with_their_words_are_none(sentence: str, quote: str) -> None:
    assert reason(sentence, quote) == ""
