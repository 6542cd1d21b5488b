"""A chat endpoint that fails: what the operator is told of it."""

import ssl

import httpx
import pytest

from assistant.composing.writing.failures import ModelFailed
from tests.composing.writing.endpoint import DONE, KEY, FakeEndpoint, event, pieces, streamed
from tests.scripted_endpoint import Answer, refused


async def failed(*answers: Answer) -> ModelFailed:
    with pytest.raises(ModelFailed) as caught:
        await pieces(FakeEndpoint(*answers).chat())
    return caught.value


@pytest.mark.parametrize(
    ("status", "cause", "setting"),
    [
        (401, "key refused", "ASSISTANT_LLM_API_KEY"),
        (403, "key refused", "ASSISTANT_LLM_API_KEY"),
        (404, "not found", "ASSISTANT_LLM_MODEL"),
        (408, "too slow", "ASSISTANT_LLM_FIRST_SECONDS"),
        (429, "asked too often", "ASSISTANT_LLM_CALLS_AT_ONCE"),
        (413, "request refused", "ASSISTANT_LLM_MODEL"),
        (500, "failing", "log"),
        (503, "failing", "log"),
    ],
)
async def test_a_status_becomes_what_the_operator_can_mend(status: int, cause: str, setting: str) -> None:
    failure = await failed(refused(status, f"{KEY} How long is study leave?"))

    assert (failure.cause, failure.status) == (cause, status)
    assert setting in str(failure)
    assert KEY not in str(failure)
    assert "leave" not in str(failure)


async def test_the_wait_that_is_asked_for_is_told() -> None:
    assert (await failed(refused(429, **{"Retry-After": "7"}))).wait == 7
    assert (await failed(refused(429))).wait is None


def because(cause: Exception, error: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (httpx.ConnectError("refused"), "unreachable"),
        (httpx.ConnectTimeout("slow"), "unreachable"),
        (because(ssl.SSLCertVerificationError("self-signed"), httpx.ConnectError("tls")), "certificate"),
        (httpx.ReadTimeout("silent"), "too slow"),
        (httpx.ReadError("reset"), "cut off"),
        (httpx.RemoteProtocolError("closed"), "cut off"),
    ],
)
async def test_a_connection_that_fails_is_told_whenever_it_does(error: Exception, cause: str) -> None:
    assert (await failed(error)).cause == cause
    assert (await failed(streamed(event("Five"), error=error))).cause == cause


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (streamed(event("Five")), "cut off"),
        (streamed(event("Five"), 'data: {"error": {"message": "overloaded"}}\n\n'), "failing"),
        (streamed(event("Five", finish="content_filter")), "request refused"),
        (httpx.Response(200, text="<html>Welcome</html>"), "another form"),
        (httpx.Response(200, json={"choices": [{"message": {"content": "Five days."}}]}), "another form"),
        (streamed(DONE), "another form"),
        (streamed("data: {not json\n\n"), "another form"),
        (streamed('data: {"answer": "five"}\n\n'), "another form"),
        (streamed("data: []\n\n"), "another form"),
        (streamed(f"data: {'[' * 20_000}\n\n"), "another form"),
        (streamed('data: {"choices": [{"delta": "five"}]}\n\n'), "another form"),
        (streamed('data: {"choices": [{"delta": {"content": 5}}]}\n\n'), "another form"),
        (streamed("\xff\x00"), "another form"),
        (httpx.Response(302, headers={"location": "https://elsewhere.example"}), "request refused"),
    ],
)
async def test_a_reply_of_another_form_is_told(answer: httpx.Response, cause: str) -> None:
    failure = await failed(answer)

    assert failure.cause == cause
    assert "ASSISTANT_LLM_" in str(failure) or "log" in str(failure)
