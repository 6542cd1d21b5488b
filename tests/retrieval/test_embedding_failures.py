"""An embeddings endpoint that fails: what is repeated, and what is told."""

from collections.abc import Iterator

import httpx
import pytest
import stamina

from assistant.errors import ModelUnavailable, SettingsError
from assistant.retrieval.embedding_endpoint import EndpointEmbedder
from tests.retrieval.endpoints import KEY, URL, FakeEndpoint, vectors


@pytest.fixture(autouse=True)
def _without_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=100, cap=True):
        yield


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
