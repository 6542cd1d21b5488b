"""Calls to an OpenAI-compatible `/embeddings` endpoint: time-outs, repeats, failures told without host or key."""

from collections.abc import Sequence

import httpx
import stamina

from assistant.errors import ModelUnavailable, SettingsError
from assistant.retry_after import seconds_to_wait

TIMEOUT = httpx.Timeout(30, connect=5)  # seconds
LONGEST_WAIT = 20.0  # seconds; whoever asks to wait longer is not asked again
_TOO_MANY = 429
_REMEDIES = {
    401: "refuses the key: check ASSISTANT_EMBEDDING_API_KEY.",
    403: "refuses the key: check ASSISTANT_EMBEDDING_API_KEY.",
    404: "does not know the path or the model: check ASSISTANT_EMBEDDING_URL and ASSISTANT_EMBEDDING_MODEL.",
    _TOO_MANY: "is asked too often: try again later, or have its limit raised.",
}


class Refused(Exception):
    """The endpoint answered with a status other than 200; `wait` is the seconds it asks for, None where it does not."""

    def __init__(self, status: int, wait: float | None) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.wait = wait


class EndpointCalls:
    """Sends texts to the endpoint; several threads may call at once.

    Raises:
        SettingsError: the address or the key cannot be used.
    """

    def __init__(self, url: str, model: str, api_key: str, transport: httpx.BaseTransport | None) -> None:
        if not (api_key.isascii() and api_key.isprintable()):
            raise SettingsError("ASSISTANT_EMBEDDING_API_KEY holds a character that keys do not have: copy it again.")
        self._url = _embeddings_url(url)
        self._model = model
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client = httpx.Client(headers=headers, timeout=TIMEOUT, transport=transport)
        self._retrying = stamina.RetryingCaller(attempts=4, timeout=45, wait_initial=0.5, wait_max=8).on(repeats)

    def post(self, texts: Sequence[str]) -> bytes:
        """The body of the answer; raises ModelUnavailable."""
        try:
            return self._retrying(self._post_once, {"model": self._model, "input": list(texts)})
        except Refused as error:
            raise ModelUnavailable(f"The embedding endpoint (HTTP {error.status}) {_remedy(error)}") from error
        except httpx.TimeoutException as error:
            raise ModelUnavailable(
                "The embedding endpoint did not answer in time: try again later, or see whether it is overloaded."
            ) from error
        except httpx.HTTPError as error:
            raise ModelUnavailable(
                "The embedding endpoint cannot be reached: check ASSISTANT_EMBEDDING_URL and that it is running."
            ) from error

    def close(self) -> None:
        self._client.close()

    def _post_once(self, request: dict[str, object]) -> bytes:
        response = self._client.post(self._url, json=request)
        if response.status_code != httpx.codes.OK:
            raise Refused(response.status_code, seconds_to_wait(response.headers.get("Retry-After", "")))
        return response.content


def repeats(error: Exception) -> bool | float:
    """Whether a call is made again, or after how many seconds where the endpoint says so."""
    if isinstance(error, Refused):
        if error.status != _TOO_MANY and error.status < httpx.codes.INTERNAL_SERVER_ERROR:
            return False
        if error.wait is None:
            return True
        return error.wait if error.wait <= LONGEST_WAIT else False
    return isinstance(error, httpx.ConnectTimeout | httpx.NetworkError | httpx.RemoteProtocolError)


def _embeddings_url(text: str) -> httpx.URL:
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host:
        raise SettingsError("ASSISTANT_EMBEDDING_URL is not a web address: write it as https://host/v1.")
    return url.copy_with(path=url.path.rstrip("/").removesuffix("/embeddings") + "/embeddings")


def _remedy(error: Refused) -> str:
    if error.status in _REMEDIES:
        return _REMEDIES[error.status]
    if error.status >= httpx.codes.INTERNAL_SERVER_ERROR:
        return "is failing: try again later, or look at its log."
    return "refuses the request: check ASSISTANT_EMBEDDING_URL and ASSISTANT_EMBEDDING_MODEL."
