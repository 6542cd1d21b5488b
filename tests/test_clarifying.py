import pytest

from assistant.clarifying import Clarified, clarify, picked, resolved
from assistant.phrases import Phrases
from assistant.types import Asked, Choice, Evidence, Findings, Match, Passage, Turn, Unit

ENGLISH = Phrases.load("en")
CHOICES = (Choice("Nursing associate", "how long is it: Nursing associate"), Choice("The OSCE", "how long is it: The OSCE"))
BACK = (Turn("user", "how long is it"), Turn("assistant", Clarified(CHOICES).text(ENGLISH)))
QUESTIONS = (Turn("user", "training"), Turn("assistant", f"{ENGLISH.which_one}\n\n1. What is the OSCE?\n2. Who pays?\n"))


def passage(title: str, *likely: str) -> Passage:
    unit = Unit("It takes a year.", 0, 16, "paragraph", 0, likely=likely)
    return Passage(title, f"{title}.md", title, "", "It takes a year.", 0, 16, (unit,))


NEAR = (
    passage("Nursing associate", "how long is nursing associate training"),
    passage("The OSCE", "ano ang osce", "what is the OSCE"),
)


def found(passages: tuple[Passage, ...] = NEAR, *, apart: float = 0.02, answered: float = 0.9, english: bool = True) -> Findings:
    """Passages found near each other, or the first one further ahead."""
    matches = tuple(Match(each, 0.6 - apart * (place > 0)) for place, each in enumerate(passages))
    sides = (tuple(Evidence(each, (1.0,)) for each in passages),)
    return Findings(Asked(english=english), matches, sides, {"nearest_answered": answered})


@pytest.mark.parametrize("text", ["how long is it", "how much do i get?", "can i do the course", "am i eligible"])
def test_a_question_that_names_nothing_is_asked_back_with_the_nearest_sources(text: str) -> None:
    asked = clarify(found(), text, ())

    assert asked is not None
    assert [choice.label for choice in asked.choices] == ["Nursing associate", "The OSCE"]
    assert asked.choices[1].value == f"{text.rstrip('?')}: The OSCE"


def test_a_bare_keyword_is_asked_back_with_english_questions_that_the_sources_answer() -> None:
    about = (passage("The OSCE", "ano ang osce", "what training is there for the OSCE"), NEAR[0], passage("Pay", "who pays"))

    asked = clarify(found(about), "training?", ())

    assert asked is not None
    assert [choice.value for choice in asked.choices] == [
        "What training is there for the OSCE?",
        "How long is nursing associate training?",
    ]


@pytest.mark.parametrize("text", ["how long is the OSCE", "osce", "what does the levy pay", "is the course for midwives free"])
def test_a_question_that_tells_what_it_is_about_is_not_asked_back(text: str) -> None:
    assert clarify(found(), text, ()) is None


def test_a_question_that_a_page_answers_as_it_stands_is_not_asked_back() -> None:
    assert clarify(found(answered=0.97), "who pays for an apprenticeship", ()) is None
    assert clarify(found(apart=0.3), "who pays for an apprenticeship", ()) is None


def test_the_one_that_is_meant_must_be_known_even_where_a_page_answers_for_all() -> None:
    assert clarify(found(answered=0.97), "can i do the apprenticeship", ()) is not None


def test_a_question_that_names_a_source_in_common_words_is_not_asked_back() -> None:
    named = (passage("NHS Learning Support Fund and student grants"), *NEAR)

    assert clarify(found(named), "can a degree apprentice claim the learning support fund", ()) is None


def test_nobody_is_asked_back_twice_in_a_row() -> None:
    assert clarify(found(), "how long is it", BACK) is None
    assert clarify(found(), "how long is it", (Turn("user", "hi"), Turn("assistant", "Which band are you in?"))) is None


def test_only_english_is_asked_back_and_only_where_there_is_something_to_choose() -> None:
    assert clarify(found(english=False), "how long is it", ()) is None
    assert clarify(found(NEAR[:1]), "how long is it", ()) is None


def test_the_question_back_numbers_its_choices() -> None:
    assert Clarified(CHOICES).text(ENGLISH).splitlines()[:4] == [ENGLISH.which_one, "", "1. Nursing associate", "2. The OSCE"]


@pytest.mark.parametrize("reply", ["2", "the second", "the second one", "2.", "the osce one", "OSCE", "the osce"])
def test_a_short_reply_is_understood_with_the_question_before(reply: str) -> None:
    assert picked(reply, BACK) == "how long is it: The OSCE"


def test_a_question_that_was_offered_is_asked_by_its_number() -> None:
    assert picked("1", QUESTIONS) == "What is the OSCE?"


def test_a_reply_that_was_not_offered_is_put_to_the_question_too() -> None:
    assert picked("the level 3 one", BACK) == "how long is it: level 3"


@pytest.mark.parametrize("text", ["how long is the OSCE", "i have worked in a care home since 2015 and do not know", "course"])
def test_what_is_no_reply_stands_for_itself(text: str) -> None:
    assert picked(text, BACK) is None


def test_a_reply_is_one_only_to_a_question_asked_back() -> None:
    assert picked("2", (Turn("user", "how long is it"), Turn("assistant", "It takes two years."))) is None
    assert picked("2", BACK[1:]) is None


def test_later_turns_are_read_with_what_the_reply_made_whole() -> None:
    history = (*BACK, Turn("user", "2"), Turn("assistant", "A day."))

    assert resolved(history) == (Turn("user", "how long is it: The OSCE"), Turn("assistant", "A day."))
