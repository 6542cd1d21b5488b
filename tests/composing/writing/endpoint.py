"""A chat endpoint of OpenAI's protocol, below its client, that answers as a test tells it to."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx

from assistant.composing.writing.chat import Chat, Endpoint
from assistant.composing.writing.form import forms
from assistant.composing.writing.pieces import Piece
from assistant.composing.writing.prompt import Prompt
from tests.scripted_endpoint import ScriptedEndpoint

URL, KEY = "https://models.example.org/v1", "sk-secret"
PROMPT = Prompt("Answer.", '{"question": "How long is study leave?", "quotes": []}', forms(2), 2)


class Body(httpx.AsyncByteStream):
    """A body that comes in these parts, and breaks off with `error` if there is one."""

    def __init__(self, *parts: str, error: Exception | None = None) -> None:
        self.parts, self.error = parts, error

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self.parts:
            yield part.encode()
        if self.error:
            raise self.error


def event(text: str | None = None, finish: str | None = None, **more: Any) -> str:
    choice = {"index": 0, "delta": {} if text is None else {"content": text}, "finish_reason": finish}
    return f"data: {json.dumps({'id': '1', 'object': 'chat.completion.chunk', 'model': 'large', 'choices': [choice]} | more)}\n\n"


DONE = "data: [DONE]\n\n"
USAGE: dict[str, Any] = {"choices": [], "usage": {"prompt_tokens": 40, "completion_tokens": 2, "total_tokens": 42}}


def streamed(*parts: str, error: Exception | None = None, **headers: str) -> httpx.Response:
    return httpx.Response(200, headers={"content-type": "text/event-stream"} | headers, stream=Body(*parts, error=error))


def good() -> httpx.Response:
    return streamed(event("Five"), event(" days."), event(finish="stop"), event(**USAGE), DONE)


class FakeEndpoint(ScriptedEndpoint):
    """Gives these answers in turn."""

    def chat(self, url: str = URL, key: str = KEY) -> Chat:
        return Chat(Endpoint(url, "large", key), httpx.MockTransport(self))


async def pieces(chat: Chat) -> list[Piece]:
    return [piece async for piece in chat.pieces(PROMPT)]
