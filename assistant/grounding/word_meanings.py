"""What is known of the meaning of sentences and words: from the embedding model and the English words of the package."""

from collections.abc import Callable

from assistant.grounding.vectors import Vectors
from assistant.grounding.vocabulary import Vocabulary


class WordMeanings:
    """Vectors of texts beside those of English words, which are loaded when they are first asked for."""

    def __init__(self, vectors: Vectors, words: Callable[[], Vocabulary]) -> None:
        self._vectors, self._words = vectors, words

    def similar(self, text: str, other: str) -> float:
        return self._vectors.similar(text, other)

    def nearest(self, word: str) -> frozenset[str]:
        return self._words().nearest(self._vectors.vector(word))
