"""Age and residence: told for one answer, and in nothing that is kept."""

import pytest

from assistant.safety import impersonal


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("im 24 hca band 2, can i do nursing", "im [age] hca band 2, can i do nursing"),
        ("I'm 24 and a HCA", "I'm [age] and a HCA"),
        ("I am only just 19. Who pays?", "I am only just [age]. Who pays?"),
        ("i am twenty-four, is it too late", "i am [age], is it too late"),
        ("I am a 24 years old care worker", "I am a [age] care worker"),
        ("brief me on a 52-year-old nurse", "brief me on a [age] nurse"),
        ("hca 45yo wants to train", "hca [age] wants to train"),
        ("Is there funding for a nurse aged 52?", "Is there funding for a nurse [age]?"),
        ("my age is 61", "my age is [age]"),
        ("i turned 40 last week", "i turned [age] last week"),
        ("I am in my late 50s", "I am in my [age]"),
        ("im in my forties", "im in my [age]"),
        ("I will be 18 in May", "I will be [age] in May"),
        ("I am over 50, can I start?", "I am over [age], can I start?"),
    ],
)
def test_an_age_is_left_out(text: str, kept: str) -> None:
    assert impersonal(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "I'm 10 years in and want to move on",
        "im 20 weeks pregnant, who do i tell",
        "I am 18 months into my apprenticeship",
        "I'm 50% through the course",
        "i am 37.5 hours a week",
        "I have 24 credits",
        "Is there an apprenticeship for people aged 16 to 18?",
        "funding for anyone aged 19 or over",
        "I'm band 5",
        "How long is it? 24 months?",
        "I was 5 points short in OET",
    ],
)
def test_a_number_that_is_no_age_stays(text: str) -> None:
    assert impersonal(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("I have settled status, can I get a loan?", "I have [residence], can I get a loan?"),
        ("ive got pre-settled status", "ive got [residence]"),
        ("I have ILR and want to study", "I have [residence] and want to study"),
        ("i have indefinite leave to remain", "i have [residence]"),
        ("I was granted refugee status last year", "I was granted [residence] last year"),
        ("I have a student visa, can I do an apprenticeship?", "I have a [residence], can I do an apprenticeship?"),
        ("Can I study on my health and care worker visa?", "Can I study on my [residence]?"),
        ("hca on a skilled worker visa, can i do nursing", "hca on a [residence], can i do nursing"),
        ("I'm on a dependant visa", "I'm on a [residence]"),
        ("I am a British citizen. Who pays?", "I am a [residence]. Who pays?"),
        ("i am a refugee n want to be a nurse", "i am a [residence] n want to be a nurse"),
        ("I have lived in the UK for 3 years", "I have lived [residence]"),
        ("I've lived here 2 years, who pays?", "I've lived [residence], who pays?"),
        ("ive been in england since 2019, do I qualify", "ive been [residence], do I qualify"),
    ],
)
def test_a_residence_is_left_out(text: str, kept: str) -> None:
    assert impersonal(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "What is a student visa?",
        "Can somebody with settled status get funding?",
        "How do I sponsor a health and care worker visa?",
        "who pays the visa fee",
        "will they refund my visa fee",
        "can my wife work if I have a visa",
        "I have worked in the NHS for 3 years",
        "I have a maths GCSE",
    ],
)
def test_what_is_asked_about_visas_stays(text: str) -> None:
    assert impersonal(text) == text


def test_both_are_left_out_of_one_message() -> None:
    assert impersonal("im 24 with settled status, who pays?") == "im [age] with [residence], who pays?"
