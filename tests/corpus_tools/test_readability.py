import pytest

from assistant.corpus.readability import age, sentences


def test_the_reading_age_is_the_grade_of_the_automated_readability_index_and_five() -> None:
    text = "Apprenticeship responsibilities require organisational accountability. Your manager decides."

    # 66 + 19 characters with the stops, 5 + 3 words, 2 sentences.
    assert age(sentences(text)) == pytest.approx(4.71 * 85 / 8 + 0.5 * 8 / 2 - 21.43 + 5)


def test_the_easiest_text_is_for_those_of_five() -> None:
    assert age(sentences("The cat sat. Go on now.")) == 5.0


def test_list_items_and_parts_of_rows_are_sentences_and_points_in_numbers_end_none() -> None:
    one = "Registered professionals\nOccupational therapists: about 2.5 years; university qualifications"
    other = "Registered professionals. Occupational therapists. about 25 years. university qualifications."

    assert age(sentences(one)) == age(sentences(other))
