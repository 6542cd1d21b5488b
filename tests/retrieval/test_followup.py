import pytest

from assistant.retrieval.followup import Continued, continued
from assistant.types import Turn

BEFORE = (Turn("user", "What is the OSCE?"), Turn("assistant", "It is a practical test."))
TOLD = "It is a practical test."


def goes_on(question: str, names_document: bool = False) -> bool:
    """Whether the question is read with what came before, as one that plainly goes on from there."""
    found = continued(question, BEFORE, names_document)
    return found is not None and found.plainly and "OSCE" in found.text and found.text.endswith(TOLD)


@pytest.mark.parametrize(
    "question",
    [
        "how long does it take after I have arrived?",
        "where do they hold the practical test for nurses?",
        "can my manager book that for me on a day off?",
        "which of those must I pass before I can register?",
        "is the second one harder for nurses from other countries?",
        "what does the 2nd one cost for nurses from abroad?",
    ],
)
def test_a_question_that_points_back_is_read_with_the_last_exchange(question: str) -> None:
    assert goes_on(question)


@pytest.mark.parametrize(
    "question",
    [
        "and who pays for the flight of a nurse from abroad?",
        "n what money would a nurse be on after passing",
        "What about nurses from Kerala who came last year?",
    ],
)
def test_a_question_that_opens_with_and_or_the_like_goes_on(question: str) -> None:
    assert goes_on(question)


@pytest.mark.parametrize("question", ["how much?", "who for?", "कितना समय?", "why"])
def test_a_question_too_short_to_stand_alone_goes_on(question: str) -> None:
    assert goes_on(question)


def test_a_question_that_says_enough_goes_on_only_perhaps() -> None:
    question = "How many days of study leave do nurses get?"

    assert continued(question, BEFORE, False) == Continued(f"What is the OSCE? {TOLD} {question}", plainly=False, told=TOLD)


@pytest.mark.parametrize(
    "question",
    [
        "new question: how long is it?",
        "something else, who pays for it?",
        "different topic - what about them?",
        "another question, is it paid?",
        "diff thing, who pays for it",
    ],
)
def test_a_new_topic_is_noticed(question: str) -> None:
    assert continued(question, BEFORE, False) is None


def test_a_question_that_names_its_own_document_stands_alone() -> None:
    assert continued("how long is it at Torbay?", BEFORE, True) is None


def test_a_document_may_be_named_in_what_opens_as_a_continuation() -> None:
    assert goes_on("and at Torbay?", names_document=True)


def test_without_a_question_before_nothing_goes_on() -> None:
    assert continued("and how long is it?", (), names_document=False) is None
    assert continued("and how long is it?", (Turn("assistant", "Hello."),), names_document=False) is None


def test_only_the_last_question_and_answer_are_read() -> None:
    history = (Turn("user", "What is a visa?"), Turn("assistant", "A permit."), *BEFORE)

    together = continued("who pays?", history, names_document=False)

    assert together == Continued(f"who pays, about the OSCE {TOLD}", plainly=True, told=TOLD)


def test_a_question_without_an_answer_is_enough() -> None:
    assert continued("who pays?", BEFORE[:1], names_document=False) == Continued("who pays, about the OSCE", plainly=True)


def test_a_long_answer_is_read_in_part() -> None:
    history = (BEFORE[0], Turn("assistant", "x" * 10_000))

    together = continued("who pays?", history, names_document=False)

    assert together is not None
    assert len(together.text) < 700


def test_an_answer_that_told_of_many_things_points_to_none_of_them() -> None:
    before = (BEFORE[0], Turn("assistant", "It is a practical test. " * 100))

    assert continued("and how long is it?", before, names_document=False) == Continued("how long is the OSCE", plainly=True)
