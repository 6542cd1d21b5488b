"""An endpoint of a vendor's protocol, in the place of its connection, that answers as a test tells it to."""

import json
from collections.abc import Callable
from typing import Any

import httpx

Answer = httpx.Response | Exception


def silence(request: httpx.Request) -> httpx.Response:
    raise AssertionError(f"nothing is left to answer {request.url} with")


class ScriptedEndpoint:
    """Gives first the answers it was made with, then what `usual` says."""

    def __init__(self, *answers: Answer, usual: Callable[[httpx.Request], httpx.Response] = silence) -> None:
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


def refused(status: int, message: str = "No.", **headers: str) -> httpx.Response:
    """An error as OpenAI's protocol has it."""
    return httpx.Response(status, json={"error": {"message": message, "type": "invalid_request_error"}}, headers=headers)
