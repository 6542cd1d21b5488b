import logging
from typing import Any

import httpx
import pytest

from assistant.errors import (
    AssistantError,
    CorpusError,
    IndexNotReady,
    ModelUnavailable,
    QuestionError,
    SettingsError,
    StorageError,
)
from tests.channels.fakes import FakeAssistant

pytestmark = pytest.mark.asyncio


async def ask(client: httpx.AsyncClient, **body: Any) -> httpx.Response:
    return await client.post("/api/chat", json=body)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"question": "a", "colour": "blue"}, "#/colour"),
        ({"question": "a", "profile": {"shoe": "9"}}, "#/profile/shoe"),
        ({"question": "a", "history": [{"role": "user", "content": "a", "x": 1}]}, "#/history/0/x"),
        ({"question": "a", "history": [{"role": "system", "content": "a"}]}, "#/history/0/role"),
        ({"question": 7}, "#/question"),
        ({"question": None}, "#/question"),
        ({"question": ["a"]}, "#/question"),
        ({"question": "a", "history": "b"}, "#/history"),
        ({"question": "a", "profile": {"band": ["2"]}}, "#/profile/band"),
        ({"question": "a", "conversation": "c" * 201}, "#/conversation"),
        ({"question": "a", "a/b~c": 1}, "#/a~1b~0c"),
        ({}, "#/question"),
        ([], "#"),
        ("text", "#"),
    ],
)
async def test_an_unknown_or_wrong_key_is_refused_by_name(client: httpx.AsyncClient, body: Any, pointer: str) -> None:
    response = await client.post("/api/chat", json=body)

    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["errors"][0]["pointer"] == pointer


async def test_many_mistakes_are_told_ten_at_a_time(client: httpx.AsyncClient) -> None:
    response = await ask(client, question="a", **{f"key{number}": 1 for number in range(1000)})

    assert len(response.json()["errors"]) == 10


@pytest.mark.parametrize("body", [b"{", b"", b"\xff\xfe", b"[" * 100_000, b'{"question": "a"'])
async def test_malformed_json_is_refused(client: httpx.AsyncClient, body: bytes) -> None:
    response = await client.post("/api/chat", content=body, headers={"Content-Type": "application/json"})

    assert response.status_code == (400 if body else 422)
    assert response.headers["content-type"] == "application/problem+json"


async def test_a_body_of_another_kind_is_told_what_to_send(client: httpx.AsyncClient) -> None:
    response = await client.post("/api/chat", content='{"question": "a"}', headers={"Content-Type": "text/plain"})

    assert response.status_code == 422
    assert "application/json" in response.json()["detail"]


async def test_half_a_character_in_a_key_is_refused(client: httpx.AsyncClient) -> None:
    headers = {"Content-Type": "application/json"}

    response = await client.post("/api/chat", content=b'{"question": "a", "b\\ud800": 1}', headers=headers)

    assert response.status_code == 422


async def test_a_body_over_the_limit_is_refused(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    response = await ask(client, question="a" * 300_000)

    assert response.status_code == 413
    assert response.json()["detail"] == "The request is larger than 256 kB. Send less text."
    assert not assistant.asked


async def test_a_body_that_hides_its_length_is_refused_too(client: httpx.AsyncClient) -> None:
    async def pieces() -> Any:
        for _ in range(30):
            yield b" " * 10_000

    response = await client.post("/api/chat", content=pieces(), headers={"Content-Type": "application/json"})

    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("error", "status", "detail"),
    [
        (QuestionError("Ask in words."), 422, "Ask in words."),
        (IndexNotReady("Run `assistant index`."), 503, "Run `assistant index`."),
        (ModelUnavailable("endpoint secret.internal:8080"), 503, "A part that the assistant needs did not reply."),
        (StorageError("secret/data.sqlite"), 507, "The assistant has no room to work in."),
        (SettingsError("ASSISTANT_SECRET"), 500, "The assistant is not set up correctly."),
        (CorpusError("secret.md"), 500, "The assistant is not set up correctly."),
        (AssistantError("secret"), 500, "The assistant is not set up correctly."),
        (RuntimeError("secret"), 500, "Something went wrong on our side."),
    ],
)
async def test_errors_become_problems_without_our_insides(
    client: httpx.AsyncClient, assistant: FakeAssistant, error: Exception, status: int, detail: str
) -> None:
    assistant.error = error

    response = await ask(client, question="Who pays?")

    problem = response.json()
    assert (response.status_code, problem["status"]) == (status, status)
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["detail"].startswith(detail)
    assert "secret" not in response.text.lower()
    assert ("retry-after" in response.headers) is (status == 503)
    assert response.headers["content-security-policy"].startswith("default-src 'self'")


async def test_an_unexpected_error_is_logged_once(
    client: httpx.AsyncClient, assistant: FakeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    assistant.error = RuntimeError("broken")

    with caplog.at_level(logging.ERROR):
        await ask(client, question="Who pays?")

    assert [record.message for record in caplog.records] == ["RuntimeError: broken"]
    assert caplog.records[0].exc_info


async def test_an_empty_question_is_told_so(client: httpx.AsyncClient) -> None:
    response = await ask(client, question="   ")

    assert response.status_code == 422
    assert response.json()["detail"] == "Enter a question."


async def test_an_unknown_path_and_method_are_problems(client: httpx.AsyncClient) -> None:
    missing = await client.get("/api/nothing")
    wrong = await client.get("/api/chat")

    assert (missing.status_code, missing.json()["title"]) == (404, "Not Found")
    assert (wrong.status_code, wrong.headers["content-type"]) == (405, "application/problem+json")
