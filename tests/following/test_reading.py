import pytest

from assistant.following import Followed, stand_alone
from assistant.types import Turn

NURSE = "how long is preceptorship for nurses"


def after(question: str, *before: str) -> Followed:
    """The question read after others, each with a reply."""
    history = [turn for text in before for turn in (Turn("user", text), Turn("assistant", "It says so."))]
    return stand_alone(question, history)


@pytest.mark.parametrize(
    ("before", "question", "alone"),
    [
        ("what is the starting pay on band 5", "and for band 6?", "what is the starting pay on band 6"),
        (
            "how long is the nurse degree apprenticeship",
            "how much does it cost",
            "how much does the nurse degree apprenticeship cost",
        ),
        (NURSE, "what about midwives", "how long is preceptorship for midwives"),
        (NURSE, "and part time?", "how long is preceptorship for nurses, part time"),
        ("can i become an occupational therapist while working", "and physio?", "can i become a physio while working"),
        ("how do i get on an ACP course", "who pays", "who pays, about an ACP course"),
        (
            "what is mental health first aid",
            "how many days is the course",
            "how many days is the course, about mental health first aid",
        ),
        ("who do i ask about training", "i work in a gp practice", "who do i ask about training, i work in a gp practice"),
        ("cuánto dura el curso", "y cuesta mucho", "cuánto dura el curso, y cuesta mucho"),
    ],
)
def test_a_question_that_goes_on_is_written_out(before: str, question: str, alone: str) -> None:
    followed = after(question, before)

    assert (followed.alone, followed.plainly, followed.asked) == (alone, True, question)


def test_what_was_asked_before_may_itself_go_on_from_another() -> None:
    assert after("and for AHPs?", NURSE, "what about midwives").alone == "how long is preceptorship for AHPs"


@pytest.mark.parametrize("question", ["What is the OSCE?", "how do I join a staff network for disabled staff?"])
def test_a_question_with_a_subject_of_its_own_stands_alone(question: str) -> None:
    followed = after(question, NURSE)

    assert (followed.alone, followed.plainly, followed.corrected) == (question, False, False)


def test_it_may_stand_for_what_the_question_names_itself() -> None:
    assert not after("What is PLAB 2 and where do doctors sit it?", NURSE).plainly


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("ok different thing, parking at the hospital?", "parking at the hospital?"),
        ("new question: how much is the OSCE", "how much is the OSCE"),
        ("thanks. something else - can my son do it", "can my son do it"),
        ("forget that, whats the levy", "whats the levy"),
        ("how much is the OSCE, another topic", "how much is the OSCE"),
    ],
)
def test_a_change_of_topic_is_noticed_and_nothing_is_carried_over(question: str, asked: str) -> None:
    assert after(question, NURSE) == Followed(asked, asked, changed_topic=True)


@pytest.mark.parametrize("question", ["is there a different course for midwives", "what is another word for it"])
def test_a_question_for_something_different_is_no_change_of_topic(question: str) -> None:
    assert not after(question, NURSE).changed_topic


def test_a_question_about_something_else_entirely_changes_the_topic_and_is_searched_alone() -> None:
    followed = after("Which leadership programmes does the academy run?", NURSE)

    assert (followed.changed_topic, followed.history) == (True, ())


@pytest.mark.parametrize(
    ("before", "said", "meant"),
    [
        ("what does a band 6 get paid", "sorry i meant band 5", "what does a band 5 get paid"),
        (NURSE, "not nurses, midwives", "how long is preceptorship for midwives"),
        ("how long is the level 2 apprenticeship", "no, i meant the level 3 one", "how long is the level 3 apprenticeship"),
        ("how long is the level 2 apprenticeship", "not that, the level 3 one", "how long is the level 3 apprenticeship"),
        ("who can do the Nye Bevan programme", "i said Mary Seacole not nye bevan", "who can do the Mary Seacole programme"),
        ("how much is the health surcharge", "no no, the visa fee", "how much is the visa fee"),
        ("what is the pay for 8b", "typo, 8a", "what is the pay for 8a"),
    ],
)
def test_a_correction_mends_the_question_before_and_takes_its_place(before: str, said: str, meant: str) -> None:
    assert after(said, before) == Followed(meant, meant, (), corrected=True)


@pytest.mark.parametrize(
    "said", ["no i dont have maths", "no", "not yet", "I do not have a degree", "i meant what i said, how long is it"]
)
def test_an_answer_or_a_new_question_is_no_correction(said: str) -> None:
    assert not after(said, NURSE).corrected


def test_without_a_question_before_everything_stands_alone() -> None:
    assert stand_alone("and how long is it?", ()) == Followed("and how long is it?", "and how long is it?")


@pytest.mark.parametrize("text", ["how many tries do i get", "how many attempts", "what grades do i need"])
def test_words_that_only_ask_make_no_subject_of_their_own(text: str) -> None:
    followed = after(text, "what is the OSCE")

    assert followed.plainly
    assert "OSCE" in followed.alone
