import pytest

from evals.metrics.invention import invention
from tests.evals.metrics.builders import a_case, an_answer, cited

QUOTE = "Since 1 March 2025 the course lasts 6 weeks and costs £1,500 (3.3% more). Write to a@nhs.uk or call 0300 790 6268."


@pytest.mark.parametrize(
    "text",
    [
        "It lasts six weeks and costs £1.5k. [1]",
        "1. Since March 2025: 6 weeks.\n2. On 01/03/2025 it rose by 3.3 per cent.",
        "Write to A@nhs.uk or call 0300-790-6268.",
        "See https://www.gov.uk/pay for band 5 in 2025/26.",
    ],
)
def test_what_a_quote_holds_in_other_words_is_not_invented(text: str) -> None:
    case = a_case(question="What does a band 5 get in 2025-26?")
    answer = an_answer(text, citations=(cited(1, QUOTE, url="https://gov.uk/pay"),))

    measured = invention(case, answer)

    assert measured.values == {"invented": 0.0}
    assert measured.failures == ()


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("It lasts 7 weeks.", "7 weeks"),
        ("It lasts 6 days.", "6 days"),
        ("It lasts seven weeks.", "seven weeks"),
        ("It costs £6.", "£6"),
        ("It costs £1,600.", "£1,600"),
        ("It rose by 6%.", "6%"),
        ("Since May 2025.", "May 2025"),
        ("Since 2 March 2025.", "2 March 2025"),
        ("Since September.", "September"),
        ("Write to b@nhs.uk.", "b@nhs.uk"),
        ("Call 0300 790 6269.", "0300 790 6269"),
        ("See https://example.org/x.", "https://example.org/x"),
        ("You need band 6.", "band 6"),
        ("يستغرق ٧ أسابيع", "7"),
    ],
)
def test_what_stands_nowhere_is_invented_and_named(text: str, strange: str) -> None:
    answer = an_answer(text, citations=(cited(1, QUOTE),))

    measured = invention(a_case(), answer)

    assert measured.values == {"invented": 1.0}
    assert measured.failures == (f"states {strange!r}, which nothing it rests on holds",)


def test_an_answer_rests_on_columns_section_title_history_and_profile() -> None:
    case = a_case(history=[("user", "I have 8 years.")], profile={"age": "17"})
    citation = cited(1, "LSC | 27", title="Plan 2024", section="Table 3", columns=("Over 55", "12-month growth (£)"))
    answer = an_answer("Plan 2024, table 3. Over 55; 12-month growth: £27. After 8 years, at 17.", citations=(citation,))

    assert invention(case, answer).values == {"invented": 0.0}


def test_a_sum_of_money_is_no_bare_number_unless_its_column_has_the_sign() -> None:
    answer = an_answer("It costs £27.", citations=(cited(1, "LSC | 27", columns=("Cost",)),))

    assert invention(a_case(), answer).values == {"invented": 1.0}


def test_a_refusal_may_name_emergency_numbers_and_has_no_value() -> None:
    text = "Call 999, NHS 111 (option 2) or Samaritans on 116 123. See nhs.uk."

    assert invention(a_case(), an_answer(text, "signposted")).failures == ()
    assert invention(a_case(), an_answer(text, "signposted")).values == {}
    assert invention(a_case(), an_answer(text)).values == {"invented": 1.0}


def test_what_a_refusal_invents_is_a_failure() -> None:
    measured = invention(a_case(), an_answer("Call 0800 111 2222.", "declined"))

    assert measured.failures == ("states '0800 111 2222', which nothing it rests on holds",)


@pytest.mark.parametrize(("total", "invented"), [(42, 0.0), (43, 1.0)], ids=["adds up", "does not"])
def test_a_length_that_the_steps_add_up_to_is_no_invention(total: int, invented: float) -> None:
    steps = [{"duration_months": 24, "duration_months_most": 24}, {"duration_months": 18, "duration_months_most": 24}]
    details = {"items": [{"duration_months": total, "duration_months_most": 48, "steps": steps}]}
    quote = "The first takes 24 months, the second 18 to 24 months."

    text = f"24 + 18 to 24 months: {total} to 48 months in all. [1]"
    measured = invention(a_case(), an_answer(text, citations=(cited(1, quote),), details=details))

    assert measured.values["invented"] == invented


def test_the_help_lines_told_to_somebody_who_is_not_coping_are_not_invented() -> None:
    answer = an_answer("It lasts 6 weeks. [1] Call Samaritans on 116 123.", citations=(cited(1, QUOTE),))
    answer = answer.model_copy(update={"kind": "stress"})

    assert invention(a_case(question="I cannot cope"), answer).values == {"invented": 0.0}
