import numpy as np

from assistant.grounding.vocabulary import Vocabulary, vocabulary

WORDS = Vocabulary.of(["nurses", "retired", "money", "course"], np.eye(4, 6, dtype=np.float32))


def test_the_meanings_nearest_to_a_vector_are_told() -> None:
    vector = np.array([0.9, 0.3, 0.2, 0.1, 0, 0], np.float32)

    assert WORDS.nearest(vector) == {"nurs", "retir", "money"}


def test_the_package_has_a_few_thousand_words() -> None:
    known = vocabulary()

    assert len(known.meanings) == len(known.vectors) > 2_000
    assert "regist" in known.meanings
