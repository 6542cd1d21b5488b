"""A chat endpoint asked through LlamaIndex: what is sent, in which manner, and how failures are told."""

import json
import ssl
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from assistant.composing.writing.chat import Chat, Endpoint
from assistant.composing.writing.failures import ModelFailed
from assistant.composing.writing.form import forms
from assistant.composing.writing.pieces import Piece
from assistant.composing.writing.prompt import Prompt
from assistant.errors import SettingsError

URL, KEY = "https://models.example.org/v1", "sk-secret"
PROMPT = Prompt("Answer.", '{"question": "How long is study leave?", "quotes": []}', forms(2), 2)
Answer = httpx.Response | Exception


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


def refused(status: int, message: str = "No.", **headers: str) -> httpx.Response:
    return httpx.Response(status, json={"error": {"message": message}}, headers=headers)


class FakeEndpoint:
    """Gives these answers in turn."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(request.content) for request in self.requests]

    def chat(self, url: str = URL, key: str = KEY) -> Chat:
        return Chat(Endpoint(url, "large", key), httpx.MockTransport(self))


async def pieces(chat: Chat) -> list[Piece]:
    return [piece async for piece in chat.pieces(PROMPT)]


async def failed(*answers: Answer) -> ModelFailed:
    with pytest.raises(ModelFailed) as caught:
        await pieces(FakeEndpoint(*answers).chat())
    return caught.value


# ---------------------------------------------------------------- what is sent


async def test_a_reply_comes_in_pieces_with_its_end_and_what_was_used() -> None:
    endpoint = FakeEndpoint(good())

    assert await pieces(endpoint.chat()) == [Piece("Five"), Piece(" days."), Piece("", end="whole"), Piece("", tokens=42)]
    (body,) = endpoint.bodies
    assert [(each["role"], each["content"]) for each in body["messages"]] == [("system", "Answer."), ("user", PROMPT.data)]
    assert (body["model"], body["temperature"], body["stream"]) == ("large", 0, True)


@pytest.mark.parametrize("url", [URL, f"{URL}/", f"{URL}/chat/completions"], ids="plain slash whole".split())
async def test_the_address_may_be_written_with_its_path_or_without(url: str) -> None:
    endpoint = FakeEndpoint(good())

    await pieces(endpoint.chat(url))

    assert str(endpoint.requests[0].url) == f"{URL}/chat/completions"


async def test_the_endpoint_learns_the_key_and_nothing_of_the_machine_or_its_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-another")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-1")
    endpoint = FakeEndpoint(good(), good())

    await pieces(endpoint.chat())
    await pieces(endpoint.chat(key=""))

    with_key, without = (request.headers for request in endpoint.requests)
    assert with_key["authorization"] == f"Bearer {KEY}"
    assert "authorization" not in without
    assert with_key["user-agent"] == "assistant"
    assert not [name for name in with_key if name.startswith(("x-", "openai"))]


@pytest.mark.parametrize(
    ("url", "key"), [("models.example", KEY), ("ftp://models.example", KEY), (URL, "sk\nsecret"), (URL, "кey")]
)
def test_an_address_or_a_key_that_cannot_be_used_is_refused_at_once(url: str, key: str) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_LLM_"):
        FakeEndpoint().chat(url, key)


# ---------------------------------------------------------------- in which manner


async def test_a_form_that_is_refused_is_given_up_for_a_looser_one_once() -> None:
    endpoint = FakeEndpoint(
        refused(400, "maxLength"), refused(422, "json_schema"), refused(400, "response_format"), good(), good()
    )
    chat = endpoint.chat()

    await pieces(chat)
    await pieces(chat)

    forms = [body.get("response_format") for body in endpoint.bodies]
    assert [each and each["type"] for each in forms] == ["json_schema", "json_schema", "json_object", None, None]
    assert "maxLength" in json.dumps(forms[0])
    assert "maxLength" not in json.dumps(forms[1])


async def test_a_limit_a_temperature_and_a_count_that_are_refused_are_put_otherwise() -> None:
    reasons = ["Use 'max_completion_tokens', not 'max_tokens'.", "'temperature' must be 1.", "stream_options is unknown."]
    endpoint = FakeEndpoint(*(refused(400, reason) for reason in reasons), good())

    await pieces(endpoint.chat())

    last = endpoint.bodies[-1]
    assert last["max_completion_tokens"] == 1500
    assert last["response_format"]["type"] == "json_schema"
    assert not {"max_tokens", "stream_options"} & last.keys()


async def test_a_question_that_is_refused_in_a_manner_that_was_accepted_is_at_fault_itself() -> None:
    endpoint = FakeEndpoint(good(), refused(400, "content filter"), good())
    chat = endpoint.chat()
    await pieces(chat)

    with pytest.raises(ModelFailed, match="content filter"):
        await pieces(chat)
    await pieces(chat)

    assert len(endpoint.requests) == 3
    assert endpoint.bodies[0] == endpoint.bodies[2]


# ---------------------------------------------------------------- how failures are told


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
