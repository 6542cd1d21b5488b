import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.advice import Advice
from assistant.careers.book import Book
from assistant.careers.people.circumstances import Between, Circumstances, Value
from assistant.careers.people.description import described
from assistant.careers.schemes.eligibility import judged
from assistant.careers.schemes.funding import funding
from assistant.careers.schemes.subjects import SUBJECTS
from assistant.knowledge.conditions import About, Condition
from assistant.knowledge.records import read_records, words_of
from assistant.knowledge.schema import Scheme
from assistant.types import Profile

TODAY = date(2026, 11, 26)
RECORDS = Path(__file__).parents[2] / "corpus" / "records" / "schemes.yaml"


@cache
def book() -> Book:
    return Book.of([read_records("records/schemes.yaml", RECORDS.read_text("utf-8"))])


def scheme(key: str) -> Scheme:
    found = book().get(Scheme, key)
    assert found
    return found


def fit(key: str, today: date = TODAY, /, **known: Any) -> str:
    return judged(scheme(key), Circumstances(today, cast("dict[About, Value]", known))).fit


def asked(question: str, today: date = TODAY) -> Advice:
    return funding(book(), described(Profile(), question, today).circumstances, question)


def ids(advice: Advice) -> list[str]:
    return [item.id for item in advice.items]


def leaves(condition: Condition) -> list[Condition]:
    parts = [*condition.any, *condition.all]
    return [leaf for each in parts for leaf in leaves(each)] if parts else [condition]


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
def test_withholding_a_fact_never_makes_a_scheme_fit(known: dict[About, Value], data: st.DataObject) -> None:
    of = Circumstances(TODAY, known)
    withheld = data.draw(st.sampled_from(sorted(VALUES)))

    for record in book().all(Scheme):
        if judged(record, of).fit != "met":
            assert judged(record, of.without(withheld)).fit != "met"


@settings(max_examples=150, deadline=None, derandomize=True)
@given(known=KNOWN)
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


def test_a_question_about_one_subject_gets_its_schemes_alone() -> None:
    assert ids(asked("can i get cpd money")) == ["nhs-cpd-allowance"]
    assert ids(asked("is the osce paid back")) == ["toc-returner-refund"]
    assert "lsf-training-grant" in ids(asked("do i get the learning support fund"))
    assert set(ids(asked("who pays for a level 3 apprenticeship"))) <= {
        "apprenticeship-levy",
        "apprenticeship-small-employer",
        "apprenticeship-levy-transfer",
    }


def test_what_has_ended_is_told_with_why_it_would_fail_and_its_last_date() -> None:
    advice = asked("nurse in a care home, can i get cpd money")

    assert (advice.title, advice.items[0].status) == ("Funding: NHS personal CPD budget", "expired")
    assert advice.lines[0].lead == "Ended or not confirmed, and not for social care:"
    assert advice.lines[0].quote
    assert advice.lines[0].quote.text.startswith("The NHS CPD budget covered")
    assert advice.lines[1].quote
    assert "31 March 2025" in advice.lines[1].quote.text


def test_who_cannot_have_what_they_ask_for_is_told_what_to_ask_about() -> None:
    advice = asked("carer not nhs do i get £1000 cpd")

    assert advice.lines[0].lead == "Ended or not confirmed, and not for care staff:"
    assert [line.quote.text for line in advice.lines if line.lead.startswith("What you can ask about") and line.quote] == [
        "The employer claims from LDSS, not the worker, so ask your registered manager whether there is a round this year.",
        "People who earn less than the pay limit may get level 2 and 3 courses free through the Adult Skills Fund.",
    ]


def test_who_pays_for_a_test_of_somebody_from_abroad_depends_on_the_employer() -> None:
    advice = asked("osce 794 who pay")
    told = " ".join(line.quote.text for line in advice.lines if line.quote)

    assert (ids(advice), advice.lines[0].lead) == (["international-test-costs"], "It depends:")
    assert "£794" in told
    assert "ask back" in told
    assert "Ask HR" in told


def test_nothing_that_only_graduates_use_is_told_to_a_support_worker() -> None:
    told = ids(asked("what funding can i get, im a band 3 hca, 24, no level 3"))

    assert told[0] == "asf-low-pay"
    assert not {"student-loan-second-degree", "lifelong-learning-entitlement", "apprenticeship-level-7"} & set(told)


def test_what_does_not_fit_is_named_with_why_in_a_word() -> None:
    lines = asked("what funding can i get, 24, no level 3, in england").lines

    assert any("First full level 2 or level 3, ages 19 to 23 (age)" in line.lead for line in lines)


def test_where_only_the_nation_is_open_the_answer_says_so() -> None:
    advice = asked("im 30 with no maths gcse, can i do it free")

    assert advice.lines[0].lead == "Fits if you work in England:"
    assert advice.items[0].status == "unknown"
    assert advice.choices[0].label == "I work in England"


def test_old_or_undated_money_is_told_to_be_checked() -> None:
    lines = asked("osce or lsf parental support, student nurse in england with a 3 year old").lines
    parental = [line for line in lines if line.quote and "£2,000" in line.quote.text]

    assert [line.lead for line in parental] == ["May have changed, check:"]


def test_a_tap_decides_what_was_open() -> None:
    question = "im 35, can i get an apprenticeship at level 6 in england"
    taps = asked(question).choices

    assert taps
    for tap in taps:
        assert "met" in [item.status for item in asked(f"{question}. {tap.value}").items]


def test_a_general_question_gets_five_schemes_and_the_names_of_the_rest() -> None:
    advice = asked("what funding can i get, band 2 hca in the nhs in england, im 30 on 24k")

    assert len(advice.items) == 5
    assert "expired" not in {item.status for item in advice.items}
    assert any(line.lead.startswith("Others that do not fit: ") for line in advice.lines)


def test_an_answer_fits_a_phone() -> None:
    for question in ("what funding can i get", "who pays for apprenticeships", "lsf", "cpd", "acp", "level 7 apprenticeship"):
        assert len(asked(question).lines) <= 18, question


def test_every_line_quotes_its_record_word_for_word() -> None:
    text = RECORDS.read_text("utf-8")
    quotes = [line.quote for question in ("cpd", "levy", "lsf", "ldss", "") for line in asked(question).lines if line.quote]

    assert all(text[quote.start : quote.end] == quote.text for quote in quotes)


def test_no_scheme_promises() -> None:
    leads = {line.lead for question in ("cpd", "levy", "lsf", "ldss", "free courses") for line in asked(question).lines}

    assert not [lead for lead in leads if re.search(r"\b(?:will get|you get|guarantee|entitled)\b", lead)]


@pytest.mark.parametrize("record", list(book().all(Scheme)), ids=lambda record: record.id)
def test_a_record_says_its_numbers_and_asks_its_questions(record: Scheme) -> None:
    for leaf in (leaf for condition in record.conditions for leaf in leaves(condition)):
        numbers = [f"{bound:,.0f}" for bound in (leaf.at_least, leaf.at_most) if bound is not None]
        assert leaf.text
        assert leaf.ask or leaf.about == "other"
        assert all(number in leaf.text.text for number in numbers), leaf.text.text
        assert all(f"{day.day} {day:%B %Y}" in leaf.text.text for day in (leaf.since, leaf.until) if day), leaf.text.text
    for amount in record.amounts:
        assert amount.pounds is None or any(f"{amount.pounds / size:,.0f}" in amount.text.text for size in (1, 1_000_000))
        assert re.search(r"20\d\d|no date|neither has a date", amount.text.text), amount.text.text
    if record.until:
        assert f"{record.until.day} {record.until:%B %Y}" in record.text.text
    if record.confidence == "unverified":
        assert "not confirmed by our sources" in record.text.text
    assert "£" not in record.text.text


def test_no_two_sentences_of_the_schemes_are_the_same() -> None:
    texts = [words.text for record in book().all(Scheme) for words in words_of(record)]

    assert sorted({each for each in texts if texts.count(each) > 1}) == []


def test_the_subjects_name_schemes_that_there_are() -> None:
    known = {record.id for record in book().all(Scheme)}

    assert {key for subject in SUBJECTS for key in subject.schemes} <= known
