from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.grounding.measured_languages import MeasuredLanguage, written_languages
from assistant.grounding.translated import check_translated
from assistant.words import stems

KNOWN = {"beca": "grant", "cubiertas": "cover", "plan": "scheme", "registradas": "register"}


class FakeMeanings:
    """Knows a few Spanish words, and takes all texts to be as like."""

    def __init__(self, cosine: float) -> None:
        self._cosine = cosine

    def similar(self, text: str, other: str) -> float:  # noqa: ARG002
        return self._cosine

    def nearest(self, word: str) -> frozenset[str]:
        return frozenset(stems([KNOWN.get(word, "")]))


FITTED = MeasuredLanguage(floor=0.8, shortest=0.7, longest=1.6, caught=1.0, passed=0.8)
PARAGRAPH = (
    "Most nursing students in England can get a grant of £5,000 a year. Registered nurses are not covered by that scheme (2025). "
    "It should change. Half of them pay."
)
QUOTES = ["Loans", PARAGRAPH]
GRANT = "La mayoría de los estudiantes de enfermería en Inglaterra pueden recibir una beca de £5,000 al año."
COVERED = "Las enfermeras registradas no están cubiertas por ese plan (2025)."


def reason(sentence: str, cosine: float = 0.9, quotes: Sequence[str] = QUOTES) -> str:
    """Why a Spanish sentence is refused; empty where it is supported."""
    verdict = check_translated("es", sentence, quotes, FITTED, FakeMeanings(cosine))
    return "" if verdict.supported else verdict.reason


@pytest.mark.parametrize("sentence", [GRANT, COVERED, GRANT.replace("£5,000", "£5.000")])
def test_a_translation_of_one_sentence_is_supported(sentence: str) -> None:
    assert reason(sentence) == ""


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("pueden", "no pueden", "negation"),
        ("pueden", "deben", "modality"),
        ("£5,000", "£3,000", "number"),
        ("£5,000", "5,000", "number"),
        ("La mayoría de los", "Todos los", "quantifier"),
        ("Inglaterra", "Escocia", "name"),
        ("enfermería", "obstetricia", "name"),
        (" en Inglaterra", "", "name"),
        ("estudiantes", "estudiantes del HCPC", "name"),
    ],
)
def test_a_translation_in_which_something_that_binds_is_changed_is_refused(old: str, new: str, why: str) -> None:
    # Another sentence of the quotes is compared with it too, for reasons of its own, so the quote is the one sentence.
    one = [PARAGRAPH.partition(". ")[0] + "."]

    assert reason(GRANT.replace(old, new), quotes=one) == why


def test_a_word_that_no_list_knows_must_be_what_a_word_of_the_english_means() -> None:
    assert reason(COVERED) == ""
    assert reason(COVERED.replace("plan", "tren")) == "not_found"


def test_a_negation_that_is_left_out_is_refused() -> None:
    assert reason(COVERED.replace("no están", "están"))


def test_what_is_less_like_its_english_than_any_translation_was_is_refused() -> None:
    assert reason(GRANT, cosine=0.79) == "not_found"


def test_what_is_much_longer_than_its_english_is_refused() -> None:
    longer = GRANT[:-1] + ", y la universidad organiza fiestas divertidas, viajes bonitos, comidas y alojamiento gratuito."

    assert reason(longer)


@pytest.mark.parametrize(
    "sentence", ["Debería cambiar.", "La mitad paga.", "¿Pueden recibir una beca?", "Vea https://example.org.", ""]
)
def test_what_cannot_be_compared_is_refused(sentence: str) -> None:
    assert reason(sentence)


def test_english_is_always_written() -> None:
    assert written_languages({}) == {"en"}
    assert written_languages({"es": FITTED, "de": replace(FITTED, caught=0.94)}) == {"en", "es"}


def test_a_language_that_is_caught_less_often_than_wanted_is_not_allowed() -> None:
    assert not MeasuredLanguage(0.8, 0.7, 1.6, caught=0.94, passed=1.0).allowed
