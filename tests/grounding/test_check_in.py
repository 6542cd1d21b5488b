from dataclasses import replace

import pytest

from assistant.grounding import Checker, MeasuredLanguage, Weights
from tests.grounding.fakes import alike

QUOTE = "Apprentices get five days of paid study leave a year. They may ask the education team for more."
SPANISH = {"es": MeasuredLanguage(floor=0.8, shortest=0.7, longest=1.6, caught=1.0, passed=0.8)}
AGREES = Checker(alike, Weights({}, 20.0), SPANISH)


def test_an_english_sentence_must_keep_to_its_quote_even_where_the_check_would_weigh() -> None:
    loose = "Apprentices get paid study leave."

    assert AGREES.check(loose, [QUOTE]).supported
    assert not AGREES.check_in("en", loose, [QUOTE]).supported


def test_an_english_sentence_of_the_quote_is_supported() -> None:
    assert AGREES.check_in("en", "Apprentices get five days of paid study leave a year.", [QUOTE]).supported


def test_a_faithful_sentence_that_the_check_refuses_is_refused() -> None:
    refuses = Checker(alike, Weights({}, -20.0))

    assert not refuses.check_in("en", "The apprentices get 5 days of paid study leave a year.", [QUOTE]).supported


def test_a_sentence_in_a_measured_language_is_held_against_the_english() -> None:
    quote = "Nurses must not pay £83."

    assert AGREES.check_in("es", "Las enfermeras no deben pagar £83.", [quote]).supported
    assert not AGREES.check_in("es", "Las enfermeras deben pagar £83.", [quote]).supported


def test_a_language_that_is_caught_too_seldom_keeps_english() -> None:
    seldom = Checker(alike, Weights({}, 20.0), {"es": replace(SPANISH["es"], caught=0.9)})

    assert not seldom.check_in("es", "Las enfermeras no deben pagar £83.", ["Nurses must not pay £83."]).supported


@pytest.mark.parametrize("language", ["de", "xx", ""])
def test_nothing_is_supported_in_a_language_that_was_not_measured(language: str) -> None:
    assert not AGREES.check_in(language, "Apprentices get five days of paid study leave a year.", [QUOTE]).supported
