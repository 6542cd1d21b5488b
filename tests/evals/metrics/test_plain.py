from evals.metrics.plain import plain
from tests.evals.metrics.builders import a_case, an_answer


def test_an_english_answer_is_measured_in_words_and_reading_age() -> None:
    measured = plain(a_case(), an_answer("Ask **your** manager first. [1]"))

    assert measured.values["words"] == 4.0
    assert measured.values["clarified"] == 0.0
    assert "reading_age" in measured.values


def test_an_answer_in_another_language_has_no_reading_age() -> None:
    assert "reading_age" not in plain(a_case(language="tl"), an_answer("Oo.", language="fil")).values


def test_a_question_back_is_a_clarification() -> None:
    assert plain(a_case(), an_answer("Which band?", "clarify")).values == {"clarified": 1.0}
