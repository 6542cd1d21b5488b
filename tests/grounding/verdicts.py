"""An embedding model of letters, weights that ask for nearly every word, and short ways to a verdict."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.grounding import Checker, Verdict, Weights
from assistant.grounding.comparison import Comparison, compare
from assistant.grounding.rows import units
from assistant.grounding.texts import clean

ALPHABET = "abcdefghijklmnopqrstuvwxyz"


class FakeEmbed:
    """The letters of a text as its vector; `texts` are those that were asked for."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += texts
        counts = np.array([[1 + text.lower().count(letter) for letter in ALPHABET] for text in texts], np.float32)
        lengths: NDArray[np.float32] = np.linalg.norm(counts, axis=1, keepdims=True).astype(np.float32)
        return np.divide(counts, lengths)


WEIGHTS = Weights({"linked": 10.0}, -7.0)


def check(sentence: str, *quotes: str) -> Verdict:
    return Checker(FakeEmbed(), WEIGHTS).check(sentence, quotes)


def reason(sentence: str, *quotes: str) -> str:
    """Why quotes do not carry a sentence; empty where they do."""
    return check(sentence, *quotes).reason


def compared(sentence: str, *quotes: str) -> Comparison:
    return compare(clean(sentence, 2_000), units([clean(quote, 60_000) for quote in quotes]))
