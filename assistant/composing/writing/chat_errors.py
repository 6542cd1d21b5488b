"""What the errors of the vendors' clients mean."""

import ssl
from collections.abc import Iterator

import httpx
import openai

from assistant.composing.writing.failures import Cause, ModelFailed
from assistant.retry_after import seconds_to_wait

_BY_STATUS: dict[int, Cause] = {
    401: "key refused",
    403: "key refused",
    404: "not found",
    408: "too slow",
    429: "asked too often",
}
_FORM_REFUSED = (400, 415, 422, 501)


def failure(error: Exception) -> ModelFailed:
    """What went wrong, as the operator is told it."""
    if isinstance(error, ModelFailed):
        return error
    if isinstance(error, openai.APIStatusError):
        wait = seconds_to_wait(error.response.headers.get("Retry-After", ""))
        return ModelFailed(_cause(error.status_code), error.status_code, wait)
    return ModelFailed(_of_connection([*_chain(error)]))


def refusal(error: Exception) -> str:
    """What an endpoint says against the form of a request; empty where it is not that."""
    is_one = isinstance(error, openai.APIStatusError) and error.status_code in _FORM_REFUSED
    return str(error) if is_one else ""


def _cause(status: int) -> Cause:
    return _BY_STATUS.get(status, "failing" if status >= httpx.codes.INTERNAL_SERVER_ERROR else "request refused")


def _of_connection(chain: list[BaseException]) -> Cause:
    kinds: tuple[tuple[type[BaseException], Cause], ...] = (
        (ssl.SSLError, "certificate"),
        (httpx.ConnectTimeout, "unreachable"),
        (httpx.ConnectError, "unreachable"),
        (httpx.TimeoutException, "too slow"),
        (httpx.UnsupportedProtocol, "another form"),
        (httpx.TransportError, "cut off"),
        (openai.APIConnectionError, "unreachable"),
        (openai.APIError, "failing"),  # told in the middle of a reply
    )
    found = (cause for kind, cause in kinds if any(isinstance(each, kind) for each in chain))
    return next(found, "another form")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
