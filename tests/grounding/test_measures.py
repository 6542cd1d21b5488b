import pytest

from assistant.grounding import Weights
from assistant.grounding.measures import LONG, SHORT, length
from tests.grounding.verdicts import compared

QUOTE = "Apprentices get five days of study leave. The trust pays."


def test_every_weight_is_of_a_measure() -> None:
    assert set(Weights.load().weights) == set(compared("Leave is five days.", QUOTE).measures(0.9, 0.9))


@pytest.mark.parametrize("name", ["linked", "weakest", "present", "words", "pairs", "best_unit", "best_window"])
def test_shares_and_cosines_are_0_to_1(name: str) -> None:
    for sentence in ("Apprentices get five days of study leave.", "Nothing of the kind.", "It is."):
        assert 0 <= compared(sentence, QUOTE).measures(0.6, 1.0)[name] <= 1


def test_what_is_missing_counts_names_and_numbers() -> None:
    measured = compared("Apprentices in Leeds get 12 days.", QUOTE).measures(0.9, 0.9)

    assert (measured["names_missing"], measured["numbers_missing"]) == (1, 1)


def test_one_who_speaks_of_themselves_is_noticed() -> None:
    assert compared("I like study leave.", QUOTE).measures(0.9, 0.9)["speaker"] == 1
    assert compared("I like study leave.", "I like study leave a lot.").measures(0.9, 0.9)["speaker"] == 0


def test_length_counts_from_a_few_passages_to_a_page() -> None:
    assert length(SHORT) == 0 < length(2 * SHORT) < length(LONG) == length(10 * LONG) == 1
