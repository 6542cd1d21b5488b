"""An embeddings endpoint that a test scripts."""

import json

import httpx

from assistant.retrieval.embedding_endpoint import EndpointEmbedder

URL = "https://models.example.org/v1"
KEY = "sk-secret"


class FakeEndpoint:
    """Gives first the answers it was made with, then each text's length and 1 as its vector, last text first."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if not self.answers:
            return vectors(*([float(len(text)), 1.0] for text in self.texts[-1]))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def texts(self) -> list[list[str]]:
        """The texts of each request."""
        return [json.loads(request.content)["input"] for request in self.requests]

    def embedder(self, url: str = URL, key: str = KEY, query_prefix: str = "", text_prefix: str = "") -> EndpointEmbedder:
        return EndpointEmbedder(url, "small", key, query_prefix, text_prefix, httpx.MockTransport(self))


def vectors(*rows: list[float]) -> httpx.Response:
    data = [{"index": number, "embedding": row} for number, row in enumerate(rows)]
    return httpx.Response(200, text=json.dumps({"data": data[::-1], "model": "small"}))
