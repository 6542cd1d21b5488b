"""Embeddings from an endpoint: what is sent, and what is made of the answer."""

import json

import numpy as np
import pytest

from assistant.retrieval.embedding_endpoint import BATCH, MAX_TOKENS
from tests.retrieval.endpoints import KEY, URL, FakeEndpoint, vectors


def test_a_text_is_sent_with_the_key_and_its_vector_is_scaled_to_length_one() -> None:
    endpoint = FakeEndpoint(vectors([3, 4]))

    vector = endpoint.embedder().embed_text("study\x00leave")

    (request,) = endpoint.requests
    assert str(request.url) == f"{URL}/embeddings"
    assert request.headers["Authorization"] == f"Bearer {KEY}"
    assert json.loads(request.content) == {"model": "small", "input": ["study leave"]}
    assert vector.dtype == np.float32
    assert vector == pytest.approx([0.6, 0.8])


@pytest.mark.parametrize("url", [URL, URL + "/", URL + "/embeddings"])
def test_the_address_may_end_with_or_without_the_path_of_the_call(url: str) -> None:
    endpoint = FakeEndpoint()

    endpoint.embedder(url).embed_text("leave")

    assert str(endpoint.requests[0].url) == f"{URL}/embeddings"


def test_without_a_key_none_is_sent() -> None:
    endpoint = FakeEndpoint()

    endpoint.embedder(key="").embed_text("leave")

    assert "Authorization" not in endpoint.requests[0].headers


def test_prefixes_go_before_questions_texts_and_parts() -> None:
    endpoint = FakeEndpoint()
    embedder = endpoint.embedder(query_prefix="q: ", text_prefix="t: ")

    embedder.embed_query("leave")
    embedder.embed_text("leave")
    embedder.embed_passage(["study", "leave"])

    assert endpoint.texts == [["q: leave"], ["t: leave"], ["t: study leave", "t: study", "t: leave"]]


def test_dimensions_are_learnt_from_the_first_answer() -> None:
    endpoint = FakeEndpoint()
    embedder = endpoint.embedder()

    assert embedder.dimensions == 2
    assert embedder.dimensions == 2
    assert len(endpoint.requests) == 1


def test_a_text_without_anything_readable_is_sent_as_a_blank() -> None:
    endpoint = FakeEndpoint()

    endpoint.embedder().embed_text("\x00")

    assert endpoint.texts == [[" "]]


def test_a_long_text_is_cut_to_what_small_models_take() -> None:
    endpoint = FakeEndpoint()
    embedder = endpoint.embedder()

    embedder.embed_text("leave " * 60_000)

    ((sent,),) = endpoint.texts
    assert MAX_TOKENS - 1 <= embedder.count_tokens(sent) <= MAX_TOKENS


@pytest.mark.parametrize(("text", "count"), [("", 0), ("six letters", 4), ("07700 900123", 8), ("é", 2), ("护士", 4), ("🩺", 3)])
def test_tokens_are_counted_by_characters_rather_too_many_than_too_few(text: str, count: int) -> None:
    embedder = FakeEndpoint().embedder()

    assert embedder.count_tokens(text) == count


def test_the_models_name_changes_with_the_prefix_of_texts_and_names_no_host() -> None:
    plain, prefixed = FakeEndpoint().embedder().model, FakeEndpoint().embedder(text_prefix="t: ").model

    assert plain != prefixed
    assert plain.startswith("small/")
    assert "example" not in plain


def test_parts_get_their_own_vectors_in_their_order_and_empty_ones_the_wholes() -> None:
    vectors = FakeEndpoint().embedder().embed_passage(["study", "", "leave it"])

    lengths = vectors.parts[:, 0] / vectors.parts[:, 1]
    assert lengths == pytest.approx([len("study"), len("study leave it"), len("leave it")])
    assert np.array_equal(vectors.parts[1], vectors.whole)


def test_many_parts_are_sent_in_batches() -> None:
    endpoint = FakeEndpoint()

    vectors = endpoint.embedder().embed_passage([f"part {number}" for number in range(2 * BATCH)])

    assert [len(texts) for texts in endpoint.texts] == [BATCH, BATCH, 1]
    assert vectors.parts.shape == (2 * BATCH, 2)


def test_a_passage_without_parts_has_a_whole_and_no_parts() -> None:
    vectors = FakeEndpoint().embedder().embed_passage([])

    assert vectors.whole.shape == (2,)
    assert vectors.parts.shape == (0, 2)
