import pytest

from evals.metrics.language import language
from tests.evals.metrics.builders import a_case, an_answer, cited

ROW = cited(1, "The course lasts 6 weeks and your employer pays for it.", title="Courses")
POLISH = "Z naszych źródeł wynika, że to jest kurs dla pracowników, którzy chcą się uczyć."


def test_the_answers_own_words_are_in_the_language_of_the_question() -> None:
    answer = an_answer(
        f"{POLISH}\n\n- The course lasts 6 weeks and your employer pays for it. [1]", language="pl", citations=(ROW,)
    )

    assert language(a_case(language="pl"), answer).values == {"language_match": 1.0, "language_recognised": 1.0}


def test_what_a_system_says_of_itself_does_not_make_its_words_right() -> None:
    answer = an_answer("From our sources:\n\n- The course lasts 6 weeks. [1]", language="pl", citations=(ROW,))

    measured = language(a_case(language="pl"), answer)

    assert measured.values == {"language_match": 0.0, "language_recognised": 1.0}
    assert measured.failures == ("is written in English, not in Polish",)


def test_a_question_that_was_taken_for_another_language_is_a_failure() -> None:
    measured = language(a_case(language="pl"), an_answer(POLISH, language="ro"))

    assert measured.values == {"language_match": 1.0, "language_recognised": 0.0}
    assert measured.failures == ("takes the question to be in Romanian, not in Polish",)


@pytest.mark.parametrize("text", ["The course lasts 6 weeks and your employer pays for it. [1]", "OK.", "", "£333 [1]"])
def test_nothing_is_said_of_quotes_alone_or_of_a_word_or_two(text: str) -> None:
    assert language(a_case(language="pl"), an_answer(text, language="", citations=(ROW,))).values == {}


def test_a_word_in_a_script_of_its_own_tells_enough() -> None:
    assert language(a_case(language="ar"), an_answer("من مصادرنا:", language="")).values == {"language_match": 1.0}


def test_an_answer_in_two_languages_is_right_in_either() -> None:
    both = an_answer(f"{POLISH}\n\nThis is a course for all staff who want to learn.", language="")

    assert language(a_case(language="pl"), both).values == {"language_match": 1.0}
    assert language(a_case(), both).values == {"language_match": 1.0}


def test_one_sentence_of_many_does_not_make_the_language() -> None:
    english = "\n\n".join(
        f"You can ask your manager about the course number {word}." for word in ("five", "six", "seven", "eight")
    )

    assert language(a_case(language="pl"), an_answer(f"{POLISH}\n\n{english}", language="")).values == {"language_match": 0.0}


@pytest.mark.parametrize(("asked", "said"), [("tl", "fil"), ("tl", "tl"), ("pt", "pt-BR")])
def test_a_language_has_several_codes(asked: str, said: str) -> None:
    assert language(a_case(language=asked), an_answer(language=said)).values == {"language_recognised": 1.0}
