"""A chat endpoint that speaks OpenAI's protocol, asked through LlamaIndex; a reply comes in pieces as it is written."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Literal

import httpx
import openai.resources.chat  # which its client would import at its first call, while somebody waits
from llama_index.core.base.llms.types import ChatMessage, ChatResponse, MessageRole
from llama_index.llms.openai_like import OpenAILike

from assistant.composing.writing.chat_errors import failure, refusal
from assistant.composing.writing.failures import ModelFailed
from assistant.composing.writing.manner import Manner
from assistant.composing.writing.pieces import Piece
from assistant.composing.writing.prompt import Prompt
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
    api_key: str
    connect_seconds: float
    read_seconds: float


class Chat:
    """Asks one endpoint; calls may overlap, and may come from one event loop after another.

    Raises:
        SettingsError: the address or the key cannot be used.
    """

    def __init__(self, endpoint: Endpoint, transport: httpx.AsyncBaseTransport | None = None) -> None:
        if not (endpoint.api_key.isascii() and endpoint.api_key.isprintable()):
            raise SettingsError("ASSISTANT_LLM_API_KEY holds a character that keys do not have: copy it again.")
        self.name = endpoint.model
        self._endpoint, self._address = endpoint, _address(endpoint.url)
        self._transport = transport
        self._trusted = httpx.create_ssl_context()
        self._manner, self._is_accepted = Manner(has_usage=True), False

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
                other = None if is_known else manner.after(refusal(error), len(prompt.forms))
                if not refusal(error) or other is None:
                    raise failure(error) from error
                manner = other

    async def _asked(self, prompt: Prompt, manner: Manner) -> AsyncGenerator[Piece]:
        messages = [ChatMessage(role=MessageRole.SYSTEM, content=prompt.instructions), ChatMessage(content=prompt.data)]
        parameters = manner.parameters(prompt.forms, prompt.most_tokens)
        has_begun = is_finished = False
        async with self._client() as client:
            async for response in await self._model(client).astream_chat(messages, **parameters):
                piece = _piece(response)
                has_begun, is_finished = True, is_finished or bool(piece.end)
                yield piece
        if not is_finished:
            raise ModelFailed("cut off" if has_begun else "another form")

    def _client(self) -> httpx.AsyncClient:
        """Connections for one call: one that is kept may be half open, or belong to an event loop that has ended.

        Closing it is also the only way to hang up on a model that never stops: LlamaIndex has none.
        """
        timeout = httpx.Timeout(self._endpoint.read_seconds, connect=self._endpoint.connect_seconds)
        hooks = {"request": [_plain]}
        return httpx.AsyncClient(verify=self._trusted, timeout=timeout, transport=self._transport, event_hooks=hooks)

    def _model(self, client: httpx.AsyncClient) -> OpenAILike:
        key, address = self._endpoint.api_key or _NO_KEY, self._address
        vendor = openai.AsyncOpenAI(api_key=key, base_url=address, timeout=client.timeout, max_retries=0, http_client=client)
        # Its types know the fields alone, and not the client that it may be given.
        given: dict[str, Any] = {"api_base": address, "api_key": key, "max_retries": 0, "async_openai_client": vendor}
        return OpenAILike(model=self.name, is_chat_model=True, **given)


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
