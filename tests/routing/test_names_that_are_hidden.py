import pytest

from assistant.routing import Routing
from tests.routing.leaning import words_alone


@pytest.mark.parametrize(
    "text",
    [
        "what is [name]'s sickness record",
        "is [name] pregnant",
        "search ESR for [name]",
        "did the patient in [patient details] get discharged",
        "ano ang resulta ng appraisal ni [name]?",
    ],
)
def test_a_question_after_somebody_is_known_without_the_name(text: str) -> None:
    assert words_alone.by_words(text) == Routing("personal", 1.0)


@pytest.mark.parametrize(
    "text", ["brief me about [name], band 5", "tell me about [name]'s training", "is [name] eligible for the course"]
)
def test_a_question_for_somebody_is_not_one_after_their_record(text: str) -> None:
    assert words_alone.by_words(text) is None
