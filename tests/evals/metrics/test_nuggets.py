import pytest

from evals.dataset import Point
from evals.metrics.nuggets import nuggets, stated
from tests.evals.metrics.builders import a_case, an_answer, cited


def points(*texts: str, vital: bool = True) -> list[Point]:
    return [Point(text, vital) for text in texts]


def test_the_shares_of_vital_and_of_all_points_are_measured() -> None:
    case = a_case(points=[*points("lasts 6 weeks", "employer pays the fee"), *points("held online", vital=False)])
    answer = an_answer("The course lasts 6 weeks. [1] It is held online. [1]")

    measured = nuggets(case, answer)

    assert measured.values["nugget_vital"] == 1 / 2
    assert measured.values["nugget_all"] == pytest.approx(2 / 3)
    assert measured.failures == ("does not state 'employer pays the fee'",)


def test_the_strict_share_wants_more_of_the_words() -> None:
    # Three of four content words: 75%.
    case = a_case(points=points("registered nurse degree apprenticeship"))
    answer = an_answer("You become a nurse by a degree apprenticeship.")

    measured = nuggets(case, answer)

    assert (measured.values["nugget_vital"], measured.values["nugget_strict"]) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("point", "text"),
    [
        ("2 years", "It takes two years."),
        ("two-year course", "The courses take 2 years."),
        ("part-time study", "You study part time."),
        ("healthcare support workers", "Health care support worker."),
        ("health care support workers", "A healthcare support worker."),
        ("Nursing and Midwifery Council", "Join the NMC."),
        ("joins the NMC register", "You join the register of the Nursing and Midwifery Council."),
        ("£24,937", "Lowest: £24,937; Highest: £26,598"),
        ("up to 3 years", "£324 a person up to three years"),
        ("SEL: mental health first aid", "There is mental health first aid."),
        ("no fee", "There is no fee to pay."),
        ("not yet", "It is not there yet."),
    ],
)
def test_other_forms_of_the_same_words_state_a_point(point: str, text: str) -> None:
    assert stated(Point(point, vital=True), [text])


@pytest.mark.parametrize(
    ("point", "text"),
    [
        ("6 weeks", "It takes 6 days."),
        ("£24,937", "It is £24,938."),
        ("no fee", "There is a fee to pay."),
        ("inclusive recruitment checklist", "Recruitment and the EDI projects go on."),
        ("maths up to level 2", "Maths at grade 4, about 2 years."),
        ("communities of practice", "Wala na ang cop."),
    ],
)
def test_what_differs_in_a_number_a_denial_or_its_words_does_not_state_a_point(point: str, text: str) -> None:
    assert not stated(Point(point, vital=True), [text])


def test_words_far_apart_are_not_one_statement() -> None:
    apart = f"The employer decides. {'And so it goes on. ' * 20}Somebody pays."

    assert not stated(Point("employer pays", vital=True), [apart])
    assert stated(Point("employer pays", vital=True), [f"{'And so on. ' * 40} Your employer pays."])


@pytest.mark.parametrize(
    ("point", "text"),
    [
        ("can train as a nurse in a paid job", "You cannot train as a nurse in a paid job, and there is no apprenticeship."),
        ("£333 a person", "You do not get £333 a person; that is wrong."),
        ("£333 a person", "You get £333 a person; that is wrong."),
        ("paid training for nurses", "Paid training for nurses is not offered."),
        ("must pass English and maths", "People aged 19 or over need not pass English and maths."),
    ],
)
def test_a_sentence_that_denies_a_point_does_not_state_it(point: str, text: str) -> None:
    assert not stated(Point(point, vital=True), [text])


@pytest.mark.parametrize(
    ("point", "text"),
    [
        ("£333 a person", "You get £333 a person. It does not carry over."),
        ("£333 a person", "There is no form for it, and you get £333 a person."),
        ("agreed apprenticeship", "Staff who move to an agreed apprenticeship should not lose basic pay."),
        ("12 months in a care job", "You need 12 months in a care job that is not registered."),
        ("employer pays the fee", "It is not only your employer who decides; your employer pays the fee."),
        ("no fee", "There is no fee."),
    ],
)
def test_a_denial_of_something_else_does_not_count_against_a_point(point: str, text: str) -> None:
    assert stated(Point(point, vital=True), [text])


def test_words_strewn_over_a_list_state_nothing() -> None:
    strewn = "The team meets.\nIt is online.\nFacilitators are needed.\nIt is free.\nYour organisation decides."

    assert not stated(Point("a team of facilitators inside one organisation", vital=True), [strewn])


def test_a_label_counts_for_each_item_below_it() -> None:
    listed = "Nursing associate:\nIt is paid.\nIt lasts 2 years."

    assert stated(Point("nursing associate lasts 2 years", vital=True), [listed])
    assert not stated(
        Point("nursing associate lasts 2 years", vital=True), [f"{listed}\nMidwife:\nIt is long.".replace("2", "3")]
    )


def test_quotes_count_where_the_answer_is_not_in_english() -> None:
    quotes = (cited(1, "The course lasts 6 weeks."),)
    point = points("lasts 6 weeks")

    polish = nuggets(a_case(language="pl", points=point), an_answer("Kurs.", language="pl", citations=quotes))
    english = nuggets(a_case(points=point), an_answer("A course.", citations=quotes))

    assert (polish.values["nugget_vital"], english.values["nugget_vital"]) == (1.0, 0.0)


def test_a_refusal_states_nothing_and_is_not_blamed_for_each_point() -> None:
    measured = nuggets(a_case(points=points("lasts 6 weeks")), an_answer("It lasts 6 weeks.", "no_evidence"))

    assert set(measured.values.values()) == {0.0}
    assert measured.failures == ()


def test_a_case_without_points_is_not_measured() -> None:
    assert nuggets(a_case(answerable=False), an_answer("It lasts 6 weeks.")).values == {}


def test_the_ordinal_of_a_list_is_no_number() -> None:
    case = a_case(points=points("3 references"))

    measured = nuggets(case, an_answer("1. A form\n2. A fee\n3. References"))

    assert measured.values["nugget_vital"] == 0.0
