from collections.abc import Sequence

import numpy as np
import pytest

from assistant.grounding.measured_languages import measured_languages
from assistant.grounding.vectors import Floats, Vectors
from assistant.grounding.vocabulary import Vocabulary
from evals.corruptions import statements
from evals.dataset import CORPUS
from evals.translations import KINDS, lines, measure, read_swaps, read_translations

pytestmark = pytest.mark.integration

LANGUAGES = "ar cy es fr hi ig ml ne pl pt ro sn tl yo".split()


def alike(texts: Sequence[str]) -> Floats:
    return np.eye(1, 4, dtype=np.float32).repeat(len(texts), axis=0)


def test_each_language_has_thirty_translations_with_a_corruption_of_each_kind() -> None:
    rows = read_translations()

    assert {language: sum(row.language == language for row in rows) for language in LANGUAGES} == dict.fromkeys(LANGUAGES, 30)
    assert all(tuple(row.corruptions) == KINDS for row in rows)
    assert all(len({row.translation, *row.corruptions.values()}) == 4 for row in rows)


def test_what_is_translated_stands_in_its_quote_and_on_our_pages() -> None:
    said = " ".join(statement.quote for statement in statements(CORPUS))

    assert [row.id for row in read_translations() if row.english not in row.quote or row.english not in said] == []


def test_every_corruption_of_the_held_out_half_is_refused_whatever_the_embeddings_say() -> None:
    results = measure(read_translations(), Vectors(alike), Vocabulary.of(["nurse"], alike([""])))

    assert {each.language: each.kinds[kind] for each in results for kind in KINDS if each.kinds[kind] < 1} == {}
    assert lines(results)[1].startswith("ar")


def test_the_package_holds_what_was_measured_of_each_language() -> None:
    assert sorted(measured_languages()) == LANGUAGES


def test_each_swap_is_of_a_word_that_its_translation_has() -> None:
    assert len(read_swaps(read_translations())) == 52
