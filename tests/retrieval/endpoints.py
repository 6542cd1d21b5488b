"""An embeddings endpoint that a test scripts."""

import json

import httpx

from assistant.retrieval.embedding_endpoint import EndpointEmbedder
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
