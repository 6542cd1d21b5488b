import pytest

from evals.metrics.plain import plain, reading_age
from tests.evals.metrics.builders import a_case, an_answer


def test_the_reading_age_is_the_grade_of_the_automated_readability_index_and_five() -> None:
    text = "Apprenticeship responsibilities require organisational accountability. Your manager decides."

    # 66 + 19 characters with the stops, 5 + 3 words, 2 sentences.
    assert reading_age(text) == pytest.approx(4.71 * 85 / 8 + 0.5 * 8 / 2 - 21.43 + 5)


def test_the_easiest_text_is_for_those_of_five() -> None:
    assert reading_age("The cat sat. Go on now.") == 5.0


def test_list_items_and_parts_of_rows_are_sentences_and_points_in_numbers_end_none() -> None:
    one = "Registered professionals\nOccupational therapists: about 2.5 years; university qualifications"
    other = "Registered professionals. Occupational therapists. about 25 years. university qualifications."

    assert reading_age(one) == reading_age(other)


def test_an_english_answer_is_measured_in_words_and_reading_age() -> None:
    measured = plain(a_case(), an_answer("Ask **your** manager first. [1]"))

    assert measured.values["words"] == 4.0
    assert measured.values["clarified"] == 0.0
    assert "reading_age" in measured.values


def test_an_answer_in_another_language_has_no_reading_age() -> None:
    assert "reading_age" not in plain(a_case(language="tl"), an_answer("Oo.", language="fil")).values


def test_a_question_back_is_a_clarification() -> None:
    assert plain(a_case(), an_answer("Which band?", "clarify")).values == {"clarified": 1.0}
