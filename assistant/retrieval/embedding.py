"""What indexing and search ask of an embedding model, and the text that every model is given."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MAX_CHARACTERS = 8_000  # more than 512 tokens of any script; without a cap 60,000 words take minutes
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """Unit vectors of one passage: `whole` (d,) and `parts` (n, d), the mean of each part's tokens in its context."""

    whole: Floats
    parts: Floats


class Embedder(Protocol):
    """Turns text into unit vectors; the same text gives the same vector whatever else is encoded.

    Each method may raise ModelUnavailable.
    """

    @property
    def model(self) -> str:
        """Names the model and its version; an index works with this one only."""

    @property
    def dimensions(self) -> int: ...

    def embed_query(self, text: str) -> Floats: ...

    def embed_text(self, text: str) -> Floats: ...

    def embed_passage(self, parts: Sequence[str]) -> PassageVectors: ...

    def count_tokens(self, text: str) -> int: ...


def readable(text: str) -> str:
    """The text without NUL and lone surrogates, blanks folded, capped at MAX_CHARACTERS."""
    return _SPACES.sub(" ", _UNREADABLE.sub(" ", text[:MAX_CHARACTERS])).strip()


def unit_length(vector: Floats) -> Floats:
    """The vector scaled to length 1; a zero vector stays as it is."""
    length = float(np.linalg.norm(vector))
    return vector if length == 0 else (vector / np.float32(length)).astype(np.float32)
