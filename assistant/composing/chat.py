"""A chat endpoint that speaks OpenAI's protocol, asked through LlamaIndex; a reply comes in pieces as it is written."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Literal

import httpx
from llama_index.core.base.llms.types import ChatMessage, ChatResponse, MessageRole
from llama_index.llms.openai_like import OpenAILike
from openai import AsyncOpenAI

from assistant.composing.chat_errors import failure, refusal
from assistant.composing.failures import ModelFailed
from assistant.composing.manner import Manner
from assistant.composing.pieces import MOST_TOKENS, Piece
from assistant.composing.prompt import Prompt
from assistant.errors import SettingsError

_NO_KEY = "none"  # the vendor's client insists on one, and would look for it in the environment
# Its client adds marks of the machine, and of accounts that it finds in the environment; neither is the endpoint's business.
_SENT = {
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked; `connect_seconds` to reach it, `read_seconds` at most between two pieces of a reply."""

    url: str
    model: str
    api_key: str = ""
    connect_seconds: float = 2.0
    read_seconds: float = 6.0


class Chat:
    """Asks one endpoint; calls may overlap, and may come from one event loop after another.

    Raises:
        SettingsError: the address or the key cannot be used.
    """

    def __init__(self, endpoint: Endpoint, transport: httpx.AsyncBaseTransport | None = None) -> None:
        if not (endpoint.api_key.isascii() and endpoint.api_key.isprintable()):
            raise SettingsError("ASSISTANT_LLM_API_KEY holds a character that keys do not have: copy it again.")
        self.name = endpoint.model
        self._model = _model(endpoint, transport)
        self._manner, self._is_accepted = Manner(), False

    async def pieces(self, prompt: Prompt) -> AsyncGenerator[Piece]:
        """The reply as it comes, in the first manner that the endpoint accepts, which later calls keep to.

        Raises:
            ModelFailed: there is no reply, or no more of it.
        """
        manner = self._manner
        while True:
            try:
                async with aclosing(self._asked(prompt, manner)) as pieces:
                    async for piece in pieces:
                        self._manner, self._is_accepted = manner, True
                        yield piece
                return
            except Exception as error:  # whatever a vendor's parsers make of a reply of another form
                # What was accepted once is not at fault: the question is.
                is_known = self._is_accepted and manner == self._manner
                other = None if is_known else manner.after(refusal(error))
                if not refusal(error) or other is None:
                    raise failure(error) from error
                manner = other

    async def _asked(self, prompt: Prompt, manner: Manner) -> AsyncGenerator[Piece]:
        messages = [ChatMessage(role=MessageRole.SYSTEM, content=prompt.instructions), ChatMessage(content=prompt.data)]
        parameters = manner.parameters(prompt.quotes, MOST_TOKENS)
        has_begun = is_finished = False
        async for response in await self._model.astream_chat(messages, **parameters):
            piece = _piece(response)
            has_begun, is_finished = True, is_finished or bool(piece.end)
            yield piece
        if not is_finished:
            raise ModelFailed("cut off" if has_begun else "another form")


def _model(endpoint: Endpoint, transport: httpx.AsyncBaseTransport | None) -> OpenAILike:
    timeout = httpx.Timeout(endpoint.read_seconds, connect=endpoint.connect_seconds)
    # A connection that is kept may be half open, or belong to an event loop that has ended.
    limits = httpx.Limits(max_keepalive_connections=0)
    client = httpx.AsyncClient(timeout=timeout, limits=limits, transport=transport, event_hooks={"request": [_plain]})
    key, address = endpoint.api_key or _NO_KEY, _address(endpoint.url)
    return OpenAILike(
        model=endpoint.model,
        api_base=address,
        api_key=key,
        is_chat_model=True,
        max_retries=0,
        async_openai_client=AsyncOpenAI(api_key=key, base_url=address, timeout=timeout, max_retries=0, http_client=client),
    )


def _address(text: str) -> str:
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host:
        raise SettingsError("ASSISTANT_LLM_URL is not a web address: write it as https://host/v1.")
    return str(url.copy_with(path=url.path.rstrip("/").removesuffix("/chat/completions")))


async def _plain(request: httpx.Request) -> None:
    """Leave out of a request what the endpoint has no need to know."""
    for name in [each for each in request.headers if each not in _SENT]:
        del request.headers[name]
    request.headers["user-agent"] = "assistant"
    if request.headers.get("authorization") == f"Bearer {_NO_KEY}":
        del request.headers["authorization"]


def _piece(response: ChatResponse) -> Piece:
    choices = response.raw.choices if response.raw is not None else []
    finish = choices[0].finish_reason if choices else None
    if finish == "content_filter":
        raise ModelFailed("request refused")
    used = response.additional_kwargs.get("total_tokens")
    end: Literal["", "whole", "cut"] = "" if finish is None else "cut" if finish == "length" else "whole"
    return Piece(response.delta or "", used if isinstance(used, int) else 0, end)
