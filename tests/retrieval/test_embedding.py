"""The text that every embedding model is given, and the vectors that it gives back."""

import numpy as np
import pytest

from assistant.retrieval.embedding import MAX_CHARACTERS, readable, unit_length


@pytest.mark.parametrize("unreadable", ["\x00", "\ud800", "\udbff\udbff"])
def test_what_no_tokenizer_can_read_becomes_a_blank(unreadable: str) -> None:
    text = f"study{unreadable}leave"

    cleaned = readable(text)

    assert cleaned == "study leave"


def test_blanks_and_line_breaks_are_folded() -> None:
    text = "  study\n\n leave\t\u00a0for nurses "

    cleaned = readable(text)

    assert cleaned == "study leave for nurses"


def test_letters_of_every_script_and_emoji_stay_as_they_are() -> None:
    text = "नर्स ممرضة 护士 nyrsiñg 👩🏽‍⚕️"

    cleaned = readable(text)

    assert cleaned == text


def test_a_long_text_is_capped() -> None:
    text = "leave " * 60_000

    cleaned = readable(text)

    assert len(cleaned) <= MAX_CHARACTERS
    assert text.startswith(cleaned)


def test_a_vector_is_scaled_to_length_one_and_stays_float32() -> None:
    vector = np.array([3, 4], np.float32)

    scaled = unit_length(vector)

    assert scaled.dtype == np.float32
    assert scaled.tolist() == pytest.approx([0.6, 0.8])


def test_a_zero_vector_stays_as_it_is() -> None:
    vector = np.zeros(3, np.float32)

    scaled = unit_length(vector)

    assert not scaled.any()
