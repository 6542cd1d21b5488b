import pytest

from evals.corruptions import eligibility, negations
from evals.corruptions.amounts import NUMBERS, RUNGS, SUMS, numbers, other_sums, rungs, sums
from evals.corruptions.lexicon import lexicon
from evals.corruptions.swaps import value_swapper
from evals.corruptions.times import DATES, LENGTHS, dates, lengths, other_dates, other_lengths
from evals.corruptions.values import Family, written_like


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from 1 April 2025 to March 2026", ["1 April 2025", "March 2026"]),
        ("in 2025/26 and summer 2026, each January", ["2025/26", "summer 2026", "January"]),
        ("In 2021 staff may march for £2,021 or 2,021 hours", ["2021"]),
    ],
)
def test_dates_are_found_and_nothing_else(text: str, found: list[str]) -> None:
    assert [each.text for each in dates(text)] == found


def test_a_length_of_time_is_the_same_however_it_is_written() -> None:
    year, months = lengths("one year or 12 months")

    assert year.key == months.key


def test_a_range_is_one_length_of_time() -> None:
    assert [each.text for each in lengths("18 to 24 months, a 12-month year, 60 working days")] == [
        "18 to 24 months",
        "12-month",
        "60 working days",
    ]


def test_a_rung_is_found_in_a_sentence_and_in_a_row() -> None:
    assert [each.key for each in rungs("Band: 8a; a level 3 course; band 5 years")] == [("band", "8a"), ("level", "3")]


def test_sums_are_read_with_their_millions() -> None:
    assert [each.key for each in sums("£8 million, £333.33 and £1,000 a year")] == [(8_000_000.0,), (333.33,), (1_000.0,)]


def test_a_plain_number_is_none_of_the_other_values() -> None:
    text = "In 2025 six people in band 5 paid £10 for 3 hours of PLAB 1: 180 questions, 95.7%, call 116 123"

    assert sorted(each.text for each in numbers(text)) == ["116 123", "180", "95.7%", "six"]


@pytest.mark.parametrize(
    ("count", "model", "expected"), [(6, "three", "six"), (14, "three", "14"), (2000, "1,000", "2,000"), (7, "6.5", "7.0")]
)
def test_a_number_is_written_like_the_one_it_stands_for(count: float, model: str, expected: str) -> None:
    assert written_like(count, model) == expected


def test_another_value_is_never_the_same_and_always_exists() -> None:
    assert other_sums(sums("£7,000")[0]) == ["£8,000", "£1,000", "£7,200", "£7,500"]
    assert "31 February 2026" not in other_dates(dates("31 March 2026")[0])
    assert other_lengths(lengths("one hour")[0])[0] == "two hours"


@pytest.mark.parametrize(
    ("family", "sentence", "said", "expected"),
    [
        (SUMS, "The fee is £153.", ["The yearly fee is £120."], "The fee is £120."),
        (LENGTHS, "The course takes two years.", ["Another takes 18 months."], "The course takes 18 months."),
        (DATES, "It ended in June 2022.", ["It began in May 2021."], "It ended in May 2021."),
        (RUNGS, "Matrons are in band 8a.", ["Band: 7; Lowest: £47,810"], "Matrons are in band 7."),
        (NUMBERS, "The framework has 11 subjects.", ["The certificate has 16 standards."], "The framework has 16 subjects."),
    ],
)
def test_a_value_is_swapped_for_one_that_the_quotes_say_of_something_else(
    family: Family, sentence: str, said: list[str], expected: str
) -> None:
    hard = [swap.sentence for swap in value_swapper(family)(sentence, said) if swap.elsewhere]

    assert hard == [expected]


@pytest.mark.parametrize(
    ("family", "sentence", "other"),
    [
        (LENGTHS, "It takes 12 months.", "It takes one year"),  # the same
        (NUMBERS, "More than 45 people came.", "30 people"),  # still true
        (NUMBERS, "Up to 20% of time is kept.", "25% of pay"),  # still true
        (NUMBERS, "Ages 16 to 21 may apply.", "14 and 25 people"),  # runs downwards, or is no harder
        (LENGTHS, "You need 14 hours a week.", "It takes 10 days"),  # no such rate
        (LENGTHS, "It takes about 12 months.", "It takes 13 months"),  # about the same
    ],
)
def test_a_value_that_would_leave_the_sentence_true_or_odd_is_not_put_in(family: Family, sentence: str, other: str) -> None:
    hard = [swap.sentence for swap in value_swapper(family)(sentence, [other]) if swap.elsewhere]

    assert [each for each in hard if not each.startswith(("Ages 14 to", "Ages 16 to 25"))] == []


def test_a_name_is_swapped_in_the_form_in_which_it_stands() -> None:
    sentence = "You join the Nursing and Midwifery Council (NMC) register; the NMC decides."

    swaps = {swap.new: swap for swap in lexicon("names").swaps(sentence, ["The HCPC has fees."])}

    assert swaps["HCPC"].sentence == "You join the Health and Care Professions Council (HCPC) register; the HCPC decides."
    assert swaps["HCPC"].elsewhere
    assert not swaps["GMC"].elsewhere


def test_a_name_is_not_taken_out_of_a_longer_one_nor_put_after_the_wrong_article() -> None:
    assert list(lexicon("people").swaps("NHS England pays.", [])) == []
    assert "a HCPC form" not in {swap.sentence for swap in lexicon("names").swaps("a GMC form", [])}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("An employer cannot deport you.", "An employer can deport you."),
        ("The HCPC does not check your papers.", "The HCPC checks your papers."),
        ("Do not travel.", "Travel."),
        ("The course is free.", "The course is not free."),
        ("As of May 2025, staff can apply.", "As of May 2025, staff cannot apply."),
        ("The NMC decides.", "The NMC does not decide."),
        ("In 2022 a report recommended it.", "In 2022 a report did not recommend it."),
        ("You need a test that the HCPC approves.", "You do not need a test that the HCPC approves."),
    ],
)
def test_a_negation_is_put_in_or_taken_out(sentence: str, expected: str) -> None:
    assert [swap.sentence for swap in negations.swaps(sentence, [])] == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Some groups can start later.",  # others cannot: both are true
        "Only the pilot groups can finish.",
        "Doctors who can pass join the register.",
        "What is checked?",
        "Whether it can be claimed.",
    ],
)
def test_a_negation_is_not_put_in_where_it_would_not_deny_the_sentence(sentence: str) -> None:
    assert list(negations.swaps(sentence, [])) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nurses must pay the fee.", {"Nurses need not pay the fee.", "Midwives must pay the fee.", "Doctors must pay the fee."}),
        (
            "You can apply if you have a degree.",
            {"You cannot apply if you have a degree.", "You can apply even if you do not have a degree."},
        ),
        (
            "Staff aged 19 or over in England come.",
            {"Staff aged 19 or under in England come.", "Staff aged 19 or over in Scotland come."},
        ),
        ("A registered nurse trained abroad.", {"A registered nurse trained in the UK."}),
    ],
)
def test_who_may_is_swapped(sentence: str, expected: set[str]) -> None:
    assert expected <= {swap.sentence for swap in eligibility.swaps(sentence, [])}
