"""The vectors of sentences, from an embedding model that is not known here."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_KEPT = 4_096  # vectors, 6 MB


class Embed(Protocol):
    """Gives each text a vector of length 1: (n, d). May raise ModelUnavailable."""

    def __call__(self, texts: Sequence[str]) -> Floats: ...


def one_by_one(embed: Callable[[str], Floats]) -> Embed:
    """An Embed from a model that takes one text."""
    return lambda texts: np.stack([embed(text) for text in texts])


class Vectors:
    """The vectors of texts; the latest are kept."""

    def __init__(self, embed: Embed) -> None:
        self._vector = lru_cache(maxsize=_KEPT)(lambda text: embed([text])[0])

    def similarities(self, text: str, others: Sequence[str]) -> list[float]:
        """The cosine of a text with each of the others."""
        own = self._vector(text)
        return [float(self._vector(other) @ own) for other in others]

    def similar(self, text: str, other: str) -> float:
        """The cosine of two texts."""
        return self.similarities(text, [other])[0]

    def vector(self, text: str) -> Floats:
        """The vector of a text."""
        vector: Floats = self._vector(text)
        return vector
