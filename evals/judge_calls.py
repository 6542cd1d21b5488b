"""Calls to an OpenAI-compatible `/chat/completions` endpoint: repeats, time-outs, failures told without host or key."""

import httpx
import stamina
from pydantic import BaseModel, Field, ValidationError

from assistant.errors import ModelUnavailable, SettingsError
from assistant.retrieval.endpoint_calls import TIMEOUT, Refused, repeats

_MOST_TOKENS = 20  # of a verdict
_KEY_REFUSED = (401, 403)
_NOT_KNOWN = 404
_TOO_MANY = 429


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice] = Field(min_length=1)


class ChatCalls:
    """Asks a model one thing at a time; several threads may ask at once.

    Raises:
        SettingsError: the address or the key cannot be used.
    """

    def __init__(self, url: str, model: str, api_key: str = "", transport: httpx.BaseTransport | None = None) -> None:
        if not (api_key.isascii() and api_key.isprintable()):
            raise SettingsError("ASSISTANT_LLM_API_KEY holds a character that keys do not have: copy it again.")
        self.model = model
        self._url = _chat_url(url)
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client = httpx.Client(headers=headers, timeout=TIMEOUT, transport=transport)
        self._retrying = stamina.RetryingCaller(attempts=4, timeout=45, wait_initial=0.5, wait_max=8).on(repeats)

    def ask(self, instruction: str, text: str) -> str:
        """What the model says in JSON, at temperature 0.

        Raises:
            ModelUnavailable: no further question can be put now; says why.
            ValueError: there is no answer to this one.
        """
        messages = [{"role": "system", "content": instruction}, {"role": "user", "content": text}]
        request = {"model": self.model, "temperature": 0, "max_tokens": _MOST_TOKENS, "messages": messages}
        try:
            body = self._retrying(self._post_once, request | {"response_format": {"type": "json_object"}})
        except Refused as error:
            raise _told(error) from error
        except httpx.TimeoutException as error:
            raise ModelUnavailable("the chat endpoint did not answer in time: see whether it is overloaded") from error
        except httpx.HTTPError as error:
            raise ModelUnavailable(
                "the chat endpoint cannot be reached: check ASSISTANT_LLM_URL and that it is running"
            ) from error
        try:
            return _Completion.model_validate_json(body).choices[0].message.content
        except ValidationError as error:
            raise ValueError("the chat endpoint's answer has another form than OpenAI's") from error

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _post_once(self, request: dict[str, object]) -> bytes:
        response = self._client.post(self._url, json=request)
        if response.status_code != httpx.codes.OK:
            # A wait that is asked for is left to the pauses between repeats.
            raise Refused(response.status_code, None)
        return response.content


def _told(error: Refused) -> Exception:
    if error.status in _KEY_REFUSED:
        return ModelUnavailable(f"the chat endpoint (HTTP {error.status}) refuses the key: check ASSISTANT_LLM_API_KEY")
    if error.status == _NOT_KNOWN:
        return ModelUnavailable("the chat endpoint (HTTP 404) is not there: check ASSISTANT_LLM_URL and ASSISTANT_LLM_MODEL")
    if error.status == _TOO_MANY or error.status >= httpx.codes.INTERNAL_SERVER_ERROR:
        return ModelUnavailable(f"the chat endpoint (HTTP {error.status}) fails or is asked too often: try again later")
    return ValueError(f"the chat endpoint (HTTP {error.status}) refuses the question")


def _chat_url(text: str) -> httpx.URL:
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host:
        raise SettingsError("ASSISTANT_LLM_URL is not a web address: write it as https://host/v1.")
    return url.copy_with(path=url.path.rstrip("/").removesuffix("/chat/completions") + "/chat/completions")
