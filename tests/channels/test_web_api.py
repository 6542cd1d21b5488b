import json
from dataclasses import fields
from typing import Any

import httpx
import pytest

from assistant.channels.web.schemas import AnswerObject, ProfileFields
from assistant.errors import (
    IndexNotReady,
)
from assistant.types import Profile, Turn
from tests.channels.fakes import LEVY, FakeAssistant

pytestmark = pytest.mark.asyncio


async def ask(client: httpx.AsyncClient, **body: Any) -> httpx.Response:
    return await client.post("/api/chat", json=body)


async def test_a_question_is_answered_with_the_answer_object(client: httpx.AsyncClient) -> None:
    response = await ask(client, question="Who pays?")

    assert response.status_code == 200
    told = AnswerObject.model_validate_json(response.content)
    assert told.question == "Who pays?"
    assert told.citations[0].quote == LEVY


async def test_the_question_carries_its_history_profile_and_an_id(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    history = [{"role": "user", "content": "Hello"}, {"role": "assistant", "content": "Hi"}]

    await ask(client, question="Who pays?", history=history, profile={"band": 2, "nation": "England"}, conversation="c1")

    asked = assistant.asked[0]
    assert asked.history == (Turn("user", "Hello"), Turn("assistant", "Hi"))
    assert asked.profile == Profile(band="2", nation="England")
    assert asked.id


async def test_only_the_last_twenty_messages_are_used(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    history = [{"role": "user", "content": str(number)} for number in range(50)]

    await ask(client, question="Who pays?", history=history)

    assert [turn.content for turn in assistant.asked[0].history] == [str(number) for number in range(30, 50)]


async def test_history_and_profile_may_be_null(client: httpx.AsyncClient) -> None:
    response = await ask(client, question="Who pays?", history=None, profile=None, conversation=None)

    assert response.status_code == 200


async def test_the_profile_has_the_keys_of_the_type() -> None:
    assert list(ProfileFields.model_fields) == [part.name for part in fields(Profile)]


async def test_half_a_character_is_replaced(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    headers = {"Content-Type": "application/json"}

    response = await client.post("/api/chat", content=b'{"question": "a\\ud800b"}', headers=headers)

    assert response.status_code == 200
    assert assistant.asked[0].text == "a\ufffdb"


@pytest.mark.parametrize(
    "question",
    ["<script>alert(1)</script>", "pay\u202ement", "\U000e0041hidden", "a\x00b", "word " * 10_000, "🏥" * 500],
)
async def test_hostile_text_is_data(client: httpx.AsyncClient, assistant: FakeAssistant, question: str) -> None:
    response = await ask(client, question=question)

    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert assistant.asked[0].text == question


async def test_the_process_is_alive_and_ready(client: httpx.AsyncClient) -> None:
    assert (await client.get("/healthz")).json() == {"status": "ok"}
    assert (await client.get("/readyz")).json() == {"status": "ready"}


async def test_it_is_alive_but_not_ready_without_an_index(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    assistant.error = IndexNotReady("There is no index. Run `assistant index`.")

    response = await client.get("/readyz")

    assert (await client.get("/healthz")).status_code == 200
    assert response.status_code == 503
    assert response.json()["detail"] == "There is no index. Run `assistant index`."


async def test_the_api_describes_itself_and_loads_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    described = (await client.get("/openapi.json")).json()

    assert set(described["paths"]) == {
        "/api/brief",
        "/api/chat",
        "/api/chat/stream",
        "/api/feedback",
        "/api/handoff",
        "/api/handoff/offer",
        "/api/me",
        "/api/me/profile",
        "/api/me/steps",
        "/healthz",
        "/readyz",
    }
    assert set(described["components"]["schemas"]["ChatRequest"]["required"]) == {"question"}
    assert "AnswerObject" in json.dumps(described["paths"]["/api/chat"]["post"]["responses"]["200"])
    assert (await client.get("/docs")).status_code == 404
