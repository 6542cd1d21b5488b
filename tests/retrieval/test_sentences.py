"""Sentences with their offsets."""

import time

import pytest

from assistant.retrieval.sentences import spans
from tests.retrieval.texts import HARD, generated


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


def test_a_sentence_ends_at_its_full_stop_question_or_exclamation_mark() -> None:
    assert sentences("Ask early. Who pays? Your trust does! Good.") == [
        "Ask early.",
        "Who pays?",
        "Your trust does!",
        "Good.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tell a manager, e.g. the ward sister, before you book.",
        "Dr. Example leads the course.",
        "The course takes approx. 5.5 weeks.",
        "Ring from 9 a.m. to 5 p.m. on Mon. or Tue. at the latest.",
        "See sec. 4 or fig. 2 for the rest.",
    ],
)
def test_the_abbreviations_of_this_field_end_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_blanks_at_either_end_are_left_out() -> None:
    assert sentences("  Ask early. \n\n Go now.  ") == ["Ask early.", "Go now."]


def test_no_words_make_no_sentence() -> None:
    assert spans(" \n\t ") == []


@pytest.mark.parametrize("seed", range(10))
def test_all_that_is_written_stands_in_a_sentence(seed: int) -> None:
    text = generated(seed)

    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@pytest.mark.integration
@pytest.mark.parametrize("piece", HARD.values(), ids=HARD)
def test_hard_texts_take_no_longer_than_others(piece: str) -> None:
    text = "a" + piece * (50_000 // len(piece)) + "b"
    started = time.process_time()

    spans(text)

    assert time.process_time() - started < 2
