import pytest

from evals.metrics.plain import plain, reading_grade
from tests.evals.metrics.builders import a_case, an_answer


def test_the_reading_grade_is_the_automated_readability_index() -> None:
    text = "Apprenticeship responsibilities require organisational accountability. Your manager decides."

    # 66 + 19 characters with the stops, 5 + 3 words, 2 sentences.
    assert reading_grade(text) == pytest.approx(4.71 * 85 / 8 + 0.5 * 8 / 2 - 21.43)


def test_the_easiest_text_has_grade_nought() -> None:
    assert reading_grade("The cat sat. Go on now.") == 0.0


def test_list_items_and_parts_of_rows_are_sentences_and_points_in_numbers_end_none() -> None:
    one = "Registered professionals\nOccupational therapists: about 2.5 years; university qualifications"
    other = "Registered professionals. Occupational therapists. about 25 years. university qualifications."

    assert reading_grade(one) == reading_grade(other)


def test_an_english_answer_is_measured_in_words_and_grade() -> None:
    measured = plain(a_case(), an_answer("Ask **your** manager first. [1]"))

    assert measured.values["words"] == 4.0
    assert measured.values["language_match"] == 1.0
    assert measured.values["clarified"] == 0.0
    assert "reading_grade" in measured.values


@pytest.mark.parametrize(("asked", "said"), [("tl", "fil"), ("tl", "tl"), ("pt", "pt-BR")])
def test_a_language_has_several_codes(asked: str, said: str) -> None:
    measured = plain(a_case(language=asked), an_answer("Oo.", language=said))

    assert measured.values["language_match"] == 1.0
    assert "reading_grade" not in measured.values


def test_another_language_is_a_failure() -> None:
    measured = plain(a_case(language="pl"), an_answer("Yes."))

    assert measured.values["language_match"] == 0.0
    assert measured.failures == ("answers in en, not in pl",)


def test_a_missing_answer_matches_no_language_and_is_blamed_once_elsewhere() -> None:
    measured = plain(a_case(), an_answer(outcome="missing", language=""))

    assert measured.values == {"language_match": 0.0, "clarified": 0.0}
    assert measured.failures == ()


def test_a_question_back_is_a_clarification() -> None:
    assert plain(a_case(), an_answer("Which band?", "clarify")).values == {"language_match": 1.0, "clarified": 1.0}
