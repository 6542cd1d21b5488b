"""A chat endpoint for tests, which says what a test tells it to."""

import json
from collections.abc import Callable
from typing import Any

import httpx

from evals.judge_calls import ChatCalls
from tests.scripted_endpoint import Answer, ScriptedEndpoint

URL = "https://models.example.org/v1"


def verdict(text: str | None, model: str = "large", **choice: Any) -> httpx.Response:
    message = {"role": "assistant", "content": text}
    return httpx.Response(200, json={"model": model, "choices": [{"message": message} | choice]})


def supported(request: httpx.Request) -> httpx.Response:
    """Supports every sentence without "six"."""
    sentence = json.loads(json.loads(request.content)["messages"][1]["content"])["sentence"]
    return verdict(json.dumps({"supported": "six" not in sentence}))


class FakeEndpoint(ScriptedEndpoint):
    """Gives first the answers it was made with, then what `usual` says."""

    def __init__(self, *answers: Answer, usual: Callable[[httpx.Request], httpx.Response] = supported) -> None:
        super().__init__(*answers, usual=usual)

    def calls(self, url: str = URL, key: str = "sk-secret", model: str = "large") -> ChatCalls:
        return ChatCalls(url, model, key, httpx.MockTransport(self))
