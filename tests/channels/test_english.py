from dataclasses import replace

import pytest

from assistant.channels.web.english import english_in
from assistant.types import Details, Item
from tests.channels.fakes import ANSWERED, ARABIC, LEVY, cite

LINKED = replace(cite(4, LEVY), quote="Read [the guide](https://example.org/guide) &amp; ask.", section="Fees")
ANSWER = replace(
    ARABIC, citations=(*ANSWERED.citations, LINKED), details=Details("routes", (Item("Degree route", ()),), "Routes into nursing")
)


@pytest.mark.parametrize(
    "text",
    [
        f"{LEVY} [1]",
        "Read the guide & ask. [4]",  # a link in the quote
        "**Nursing apprenticeships: Fees:** Read the guide & ask. [4]",  # a lead
        "Nurse degree, 4 years [3]",  # a row
        f"{LEVY} [1] Two GCSEs at grade 4 [2]",
        "**Nursing apprenticeships**",
        "**Degree route**",
        "Routes into nursing",
    ],
)
def test_the_words_of_a_document_are_found_in_an_answer_in_another_language(text: str) -> None:
    assert english_in(ANSWER, "ar")(text)


@pytest.mark.parametrize("text", ["نعم، يمكنك التدرب [1]", "Tak, opłaca ją levy. [1]", "4 [2]", LEVY, "Two GCSEs at grade 4 [1]"])
def test_other_words_are_not(text: str) -> None:
    assert not english_in(ANSWER, "pl")(text)


def test_an_answer_in_english_marks_nothing() -> None:
    assert not english_in(ANSWERED, "en-GB")(f"{LEVY} [1]")
    assert not english_in(None, "ar")(f"{LEVY} [1]")
