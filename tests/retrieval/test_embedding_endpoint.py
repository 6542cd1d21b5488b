"""Embeddings from an endpoint: what is sent, what is repeated, and how failures are told."""

import json
from collections.abc import Iterator

import httpx
import numpy as np
import pytest
import stamina

from assistant.errors import ModelUnavailable, SettingsError
from assistant.retrieval.embedding_endpoint import BATCH, MAX_TOKENS, EndpointEmbedder
from tests.scripted_endpoint import Answer, ScriptedEndpoint

URL = "https://models.example.org/v1"
KEY = "sk-secret"


class FakeEndpoint(ScriptedEndpoint):
    """Gives first the answers it was made with, then each text's length and 1 as its vector, last text first."""

    def __init__(self, *answers: Answer) -> None:
        super().__init__(*answers, usual=lambda _: vectors(*([float(len(text)), 1.0] for text in self.texts[-1])))

    @property
    def texts(self) -> list[list[str]]:
        """The texts of each request."""
        return [body["input"] for body in self.bodies]

    def embedder(self, url: str = URL, key: str = KEY, query_prefix: str = "", text_prefix: str = "") -> EndpointEmbedder:
        return EndpointEmbedder(url, "small", key, query_prefix, text_prefix, httpx.MockTransport(self))


def vectors(*rows: list[float]) -> httpx.Response:
    data = [{"index": number, "embedding": row} for number, row in enumerate(rows)]
    return httpx.Response(200, text=json.dumps({"data": data[::-1], "model": "small"}))


@pytest.fixture(autouse=True)
def _without_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=100, cap=True):
        yield


# ---------------------------------------------------------------- vectors


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


# ---------------------------------------------------------------- passages


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


# ---------------------------------------------------------------- what is repeated


@pytest.mark.parametrize(
    "first",
    [
        httpx.Response(429, headers={"Retry-After": "2"}),
        httpx.Response(429),
        httpx.Response(500),
        httpx.Response(503),
        httpx.ConnectError("refused"),
        httpx.ConnectTimeout("slow"),
        httpx.ReadError("reset"),
        httpx.RemoteProtocolError("closed"),
    ],
)
def test_a_passing_failure_is_repeated(first: httpx.Response | Exception) -> None:
    endpoint = FakeEndpoint(first, vectors([3, 4]))

    vector = endpoint.embedder().embed_text("leave")

    assert vector == pytest.approx([0.6, 0.8])
    assert len(endpoint.requests) == 2


def test_a_lasting_failure_is_given_up_after_four_times() -> None:
    endpoint = FakeEndpoint(*[httpx.Response(503)] * 9)

    with pytest.raises(ModelUnavailable, match=r"HTTP 503.*try again later"):
        endpoint.embedder().embed_text("leave")

    assert len(endpoint.requests) == 4


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422])
def test_a_refusal_is_not_repeated(status: int) -> None:
    endpoint = FakeEndpoint(httpx.Response(status))

    with pytest.raises(ModelUnavailable, match=f"HTTP {status}.*check ASSISTANT_EMBEDDING_"):
        endpoint.embedder().embed_text("leave")

    assert len(endpoint.requests) == 1


# ---------------------------------------------------------------- how failures are told


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (httpx.Response(401, text=f"bad key {KEY}"), "ASSISTANT_EMBEDDING_API_KEY"),
        (httpx.Response(404), "ASSISTANT_EMBEDDING_MODEL"),
        (httpx.Response(301, headers={"Location": URL}), "ASSISTANT_EMBEDDING_URL"),
        (httpx.Response(429, headers={"Retry-After": "3600"}), "asked too often"),
        (httpx.ReadTimeout("timed out"), "did not answer in time"),
        (httpx.ProxyError(f"no proxy for {URL}"), "cannot be reached"),
        (httpx.DecodingError("broken gzip"), "cannot be reached"),
        (httpx.Response(200, text="<html>Sign in</html>"), "another form"),
        (httpx.Response(200, json={"error": {"message": f"no model at {URL}"}}), "another form"),
        (httpx.Response(200, json={"data": [{"index": 0, "embedding": "AAAA"}]}), "another form"),
        (httpx.Response(200, json={"data": []}), "0 vectors for 1 texts"),
        (httpx.Response(200, json={"data": [{"index": 1, "embedding": [1.0]}]}), "1 vectors for 1 texts"),
        (vectors([1.0, float("nan")]), "no number"),
        (vectors([1.0, float("inf")]), "no number"),
        (vectors([1.0, 1e300]), "no number"),
        (vectors([]), "no number"),
    ],
)
def test_a_failure_is_told_with_its_remedy_and_without_host_or_key(answer: httpx.Response | Exception, told: str) -> None:
    endpoint = FakeEndpoint(answer)

    with pytest.raises(ModelUnavailable, match=told) as caught:
        endpoint.embedder().embed_text("leave")

    message = str(caught.value)
    assert message.startswith("The embedding endpoint")
    assert "example.org" not in message
    assert KEY not in message


def test_vectors_of_another_size_than_before_are_refused() -> None:
    endpoint = FakeEndpoint(vectors([1, 2]), vectors([1, 2, 3]))
    embedder = endpoint.embedder()
    embedder.embed_text("leave")

    with pytest.raises(ModelUnavailable, match=r"3.*2 before.*ASSISTANT_EMBEDDING_MODEL"):
        embedder.embed_text("pay")


@pytest.mark.parametrize("url", ["", "models.example.org", "ftp://models.example.org", "http://", "http://[::bad"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_EMBEDDING_URL"):
        EndpointEmbedder(url, "small")


def test_a_key_that_no_header_can_hold_is_refused_without_being_shown() -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_EMBEDDING_API_KEY") as caught:
        EndpointEmbedder(URL, "small", f"{KEY}\n")

    assert KEY not in str(caught.value)
