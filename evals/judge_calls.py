"""Calls to an OpenAI-compatible `/chat/completions` endpoint: repeats, time-outs, failures told without host or key."""

import httpx
import stamina
from pydantic import BaseModel, Field, ValidationError

from assistant.composing.writing.manner import Manner
from assistant.errors import ModelUnavailable, SettingsError
from assistant.retrieval.endpoint_calls import Refused, repeats
from assistant.retry_after import seconds_to_wait
from evals.chat_requests import FORMS, request
from evals.own_words import on_one_line, own_words, passed_on
from evals.replies import Missing, NoAnswer, NoAnswerInTime, Reply

TIMEOUT = httpx.Timeout(120, connect=5)  # seconds; a model on two cores takes its time
_KEY_REFUSED = (401, 403)
_NOT_KNOWN = 404
_REQUEST_REFUSED = (400, 422)
_TOO_MANY = 429


class _Message(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Completion(BaseModel):
    choices: list[_Choice] = Field(min_length=1)
    model: str | None = None


class _Refusal(Refused):
    """The endpoint refused, in these words of its own."""

    def __init__(self, status: int, wait: float | None, words: str) -> None:
        super().__init__(status, wait)
        self.words = words


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
        self._secrets = (api_key, self._url.password)
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client = httpx.Client(headers=headers, timeout=TIMEOUT, transport=transport)
        self._retrying = stamina.RetryingCaller(attempts=4, timeout=45, wait_initial=0.5, wait_max=8).on(repeats)
        self._manner, self._is_accepted = Manner(), False

    @property
    def address(self) -> str:
        """Where the model is asked, without a password."""
        return str(self._url.copy_with(userinfo=b""))

    def ask(self, instruction: str, text: str) -> Reply:
        """What the model says, in JSON and at temperature 0 where the endpoint can do that.

        Raises:
            ModelUnavailable: no further question can be put now; says why.
            NoAnswer: there is no answer to this one.
        """
        body = self._answered(instruction, text)
        try:
            completion = _Completion.model_validate_json(body)
        except ValidationError as error:
            raise NoAnswer(Missing("the chat endpoint's answer has another form than OpenAI's")) from error
        choice = completion.choices[0]
        return Reply(choice.message.content or "", on_one_line(completion.model or ""), choice.finish_reason == "length")

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _answered(self, instruction: str, text: str) -> bytes:
        """The body of the answer in the first manner that the endpoint accepts, which later questions keep to."""
        manner = self._manner
        while True:
            try:
                body = self._posted(request(manner, self.model, instruction, text))
            except _Refusal as error:
                # What was accepted once is not at fault: the question is.
                is_known = self._is_accepted and manner == self._manner
                other = manner.after(error.words, len(FORMS)) if error.status in _REQUEST_REFUSED and not is_known else None
                if other is None:
                    raise self._told(error) from error
                manner = other
            else:
                self._manner, self._is_accepted = manner, True
                return body

    def _posted(self, request: dict[str, object]) -> bytes:
        try:
            return self._retrying(self._post_once, request)
        except httpx.ConnectTimeout as error:
            raise _unreachable() from error
        except httpx.TimeoutException as error:
            raise NoAnswerInTime from error
        except httpx.HTTPError as error:
            raise _unreachable() from error

    def _post_once(self, request: dict[str, object]) -> bytes:
        response = self._client.post(self._url, json=request)
        if response.status_code != httpx.codes.OK:
            wait = seconds_to_wait(response.headers.get("Retry-After", ""))
            raise _Refusal(response.status_code, wait, own_words(response.content))
        return response.content

    def _told(self, error: _Refusal) -> Exception:
        words = passed_on(error.words, self._secrets, self._url.host)
        words = f'it says "{words}"' if words else ""
        said = f" ({words})" if words else ""
        endpoint = f"the chat endpoint (HTTP {error.status})"
        if error.status in _KEY_REFUSED:
            return ModelUnavailable(f"{endpoint} refuses the key: check ASSISTANT_LLM_API_KEY{said}")
        if error.status == _NOT_KNOWN:
            settings = "ASSISTANT_LLM_URL (does the address end in /v1?) and ASSISTANT_LLM_MODEL"
            return ModelUnavailable(f"{endpoint} is not there: check {settings}{said}")
        if error.status == _TOO_MANY or error.status >= httpx.codes.INTERNAL_SERVER_ERROR:
            return ModelUnavailable(f"{endpoint} fails or is asked too often: try again later{said}")
        return NoAnswer(Missing(f"{endpoint} refuses the question", words))


def _unreachable() -> ModelUnavailable:
    return ModelUnavailable("the chat endpoint cannot be reached: check ASSISTANT_LLM_URL and that it is running")


def _chat_url(text: str) -> httpx.URL:
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host:
        raise SettingsError("ASSISTANT_LLM_URL is not a web address: write it as https://host/v1.")
    return url.copy_with(path=url.path.rstrip("/").removesuffix("/chat/completions") + "/chat/completions")
