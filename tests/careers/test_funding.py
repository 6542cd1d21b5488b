import re
from datetime import date

import pytest

from assistant.advice import Advice
from assistant.careers.people.description import described
from assistant.careers.schemes.eligibility import leaves
from assistant.careers.schemes.funding import funding
from assistant.careers.schemes.subjects import SUBJECTS
from assistant.knowledge.records import words_of
from assistant.knowledge.schema import Scheme
from assistant.types import Profile
from tests.careers.scheme_records import RECORDS, TODAY, book


def asked(question: str, today: date = TODAY) -> Advice:
    return funding(book(), described(Profile(), question, today).circumstances, question)


def ids(advice: Advice) -> list[str]:
    return [item.id for item in advice.items]


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
