"""English words as vectors, to tell which of them a word in another language means: `evals/translations.py` writes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from assistant.grounding.lexicon import meaning
from assistant.grounding.vectors import Floats
from assistant.words import stems

FILE = "vocabulary.npz"
MEANINGS = 3  # that are nearest to a word


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Meanings of English words with their vectors, of length 1 once their mean is taken off: (n, d)."""

    meanings: Sequence[str]
    vectors: Floats
    mean: Floats

    @classmethod
    def of(cls, words: Sequence[str], vectors: Floats) -> "Vocabulary":
        """Words with their vectors as the model gives them."""
        mean = vectors.mean(axis=0)
        centred = vectors - mean
        lengths = np.linalg.norm(centred, axis=1, keepdims=True)
        return cls([meaning(stem) for stem in stems(words)], (centred / np.maximum(lengths, 1e-6)).astype(np.float32), mean)

    def nearest(self, vector: Floats) -> frozenset[str]:
        """The meanings that are nearest to a word's vector."""
        found: dict[str, None] = {}
        for place in np.argsort(-((vector - self.mean) @ self.vectors.T))[: 4 * MEANINGS]:
            found.setdefault(self.meanings[place])
        return frozenset(list(found)[:MEANINGS])


@cache
def vocabulary() -> Vocabulary:
    """The words of the package; their vectors are kept in 127 steps."""
    with files("assistant.grounding").joinpath(FILE).open("rb") as file, np.load(file, allow_pickle=False) as data:
        vectors = data["vectors"].astype(np.float32) * data["scale"].astype(np.float32)
        return Vocabulary.of([str(word) for word in data["words"]], vectors)
