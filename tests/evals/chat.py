"""A chat endpoint for tests, which says what a test tells it to."""

import json
from collections.abc import Callable
from typing import Any

import httpx

from evals.judge_calls import ChatCalls

URL = "https://models.example.org/v1"


def verdict(text: str | None, model: str = "large", **choice: Any) -> httpx.Response:
    message = {"role": "assistant", "content": text}
    return httpx.Response(200, json={"model": model, "choices": [{"message": message} | choice]})


def supported(request: httpx.Request) -> httpx.Response:
    """Supports every sentence without "six"."""
    sentence = json.loads(json.loads(request.content)["messages"][1]["content"])["sentence"]
    return verdict(json.dumps({"supported": "six" not in sentence}))


def refused(status: int, message: str, **headers: str) -> httpx.Response:
    return httpx.Response(status, json={"error": {"message": message, "type": "invalid_request_error"}}, headers=headers)


class FakeEndpoint:
    """Gives first the answers it was made with, then what `usual` says."""

    def __init__(
        self, *answers: httpx.Response | Exception, usual: Callable[[httpx.Request], httpx.Response] = supported
    ) -> None:
        self.answers, self.usual = list(answers), usual
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if self.answers else self.usual(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """The requests' bodies."""
        return [json.loads(request.content) for request in self.requests]

    def calls(self, url: str = URL, key: str = "sk-secret", model: str = "large") -> ChatCalls:
        return ChatCalls(url, model, key, httpx.MockTransport(self))
