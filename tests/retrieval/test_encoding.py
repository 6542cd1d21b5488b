"""The vectors of a passage: its own, and four views of each of its units."""

import numpy as np
import pytest

from assistant.retrieval.encoding import embedded_heading, encode, space_of
from assistant.retrieval.store import VIEWS
from tests.retrieval.fakes import DIMENSIONS, FakeEmbedder, passages

TEXT = "## Leave\n\nAsk early. It is free.\n\n- form A\n- form B\n\nThen wait.\n"


@pytest.fixture
def embedder() -> FakeEmbedder:
    return FakeEmbedder()


def test_a_passage_has_one_vector_and_each_of_its_units_four(embedder: FakeEmbedder) -> None:
    passage = passages(TEXT)[0]

    made = encode(embedder, passage)

    assert made.whole.shape == (DIMENSIONS,)
    assert made.units.shape == (len(passage.units), VIEWS, DIMENSIONS)
    assert made.whole.dtype == made.units.dtype == np.float16


def test_a_passage_is_embedded_under_its_title_and_section() -> None:
    assert embedded_heading("Study leave", "Who pays") == "Study leave. Who pays"
    assert embedded_heading("Study leave", "") == "Study leave"
    assert embedded_heading("", "Who pays") == "Who pays"


def test_a_unit_is_embedded_alone_under_its_heading_and_with_its_neighbours(embedder: FakeEmbedder) -> None:
    encode(embedder, passages(TEXT)[0])

    assert {"form A", "Leave: form A", "Leave: form A form B"} <= set(embedder.embedded)


def test_the_neighbours_of_a_unit_are_of_its_own_list_or_text(embedder: FakeEmbedder) -> None:
    encode(embedder, passages(TEXT)[0])

    assert "Leave: Ask early. It is free." in embedder.embedded
    assert not {"Leave: It is free. form A", "Leave: Ask early. It is free. form A"} & set(embedder.embedded)


def test_a_long_neighbour_is_left_out(embedder: FakeEmbedder) -> None:
    encode(embedder, passages(f"## Leave\n\nAsk early. It is {'very ' * 70}long.\n")[0])

    assert "Leave: Ask early." in embedder.embedded


def test_vectors_of_two_models_are_of_two_spaces() -> None:
    assert space_of(FakeEmbedder("fake/1")) != space_of(FakeEmbedder("fake/2"))
    assert space_of(FakeEmbedder("fake/1")) == space_of(FakeEmbedder("fake/1", seconds=1))
