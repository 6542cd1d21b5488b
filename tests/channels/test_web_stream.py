import json
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import httpx
import pytest

from assistant.channels.web.stream import SEARCHING, STILL_SEARCHING, steps
from assistant.errors import IndexNotReady, QuestionError
from assistant.types import Question
from tests.channels.fakes import ANSWERED, LEVY, FakeAssistant, cite

pytestmark = pytest.mark.asyncio

Events = list[tuple[str, dict[str, Any]]]


async def events_of(client: httpx.AsyncClient, path: str = "/api/chat/stream", **body: Any) -> Events:
    response = await client.post(path, json={"question": "Who pays?"} | body)
    assert response.headers["content-type"].startswith("text/event-stream")
    blocks = [dict(line.split(": ", 1) for line in block.split("\n")) for block in response.text.strip().split("\n\n")]
    return [(block["event"], json.loads(block["data"])) for block in blocks]


async def test_each_sentence_is_followed_by_its_new_citations(client: httpx.AsyncClient) -> None:
    told = await events_of(client)

    assert [name for name, _ in told] == [
        "status", "sentence", "citation", "sentence", "citation", "sentence", "citation", "done",
    ]  # fmt: skip
    assert told[1][1]["text"] == LEVY
    assert told[2][1]["number"] == 1


async def test_the_last_event_is_the_whole_answer(client: httpx.AsyncClient) -> None:
    told = await events_of(client)
    whole = await client.post("/api/chat", json={"question": "Who pays?"})

    assert told[-1][1] | {"id": ""} == whole.json() | {"id": ""}


async def test_a_citation_that_no_sentence_uses_is_told_too(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    assistant.reply = replace(ANSWERED, sentences=(), citations=(cite(1, LEVY),))

    assert [name for name, _ in await events_of(client)] == ["status", "citation", "done"]


async def test_a_slow_answer_says_that_it_is_still_at_work(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    assistant.delay = 0.03

    told = await events_of(client)

    assert {"text": STILL_SEARCHING.text} in [data for name, data in told if name == "status"]
    assert told[-1][0] == "done"


@pytest.mark.parametrize(
    ("error", "status"), [(IndexNotReady("Run it."), 503), (QuestionError("Ask."), 422), (RuntimeError("secret"), 500)]
)
async def test_an_error_after_the_start_is_the_last_event(
    client: httpx.AsyncClient, assistant: FakeAssistant, error: Exception, status: int
) -> None:
    assistant.error = error

    told = await events_of(client)

    assert [name for name, _ in told] == ["status", "error"]
    assert told[-1][1]["status"] == status
    assert "secret" not in told[-1][1]["detail"]


async def test_a_wrong_request_is_refused_before_the_start(client: httpx.AsyncClient) -> None:
    response = await client.post("/api/chat/stream", json={"question": "a", "colour": "blue"})

    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


async def test_a_listener_who_leaves_stops_the_work() -> None:
    assistant = FakeAssistant()
    assistant.delay = 60

    async with aclosing(steps(assistant.tell(Question("Who pays?")), slow_after=0.01)) as told:
        assert [await anext(told), await anext(told)] == [SEARCHING, STILL_SEARCHING]

    assert assistant.stopped == 1


async def test_the_page_is_told_the_same_answer_as_html(client: httpx.AsyncClient) -> None:
    told = await events_of(client, "/turn")

    name, turn = told[-1]
    assert [name for name, _ in told] == ["status", "sentence", "sentence", "sentence", "turn"]
    assert name == "turn"
    assert (turn["question"], turn["answer"]) == ("Who pays?", ANSWERED.text)
    assert '<blockquote class="app-quote" lang="en" dir="ltr">' in turn["html"]


async def test_sentences_for_the_page_hold_nothing_unseen(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    sentence = replace(ANSWERED.sentences[0], text="<p>pay\u202ement</p>")
    assistant.reply = replace(ANSWERED, sentences=(sentence,))

    assert ("sentence", {"text": "payment"}) in await events_of(client, "/turn")
