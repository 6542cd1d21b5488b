"""Slack from end to end: `assistant serve` over a real index in a process of its own, and a Slack of our own on this machine."""

import asyncio
import json
import shutil
import time
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from assistant.answering import Assistant
from assistant.channels.labels import languages
from assistant.channels.slack.prompts import audiences
from assistant.settings import Settings
from assistant.types import Profile, Question
from evals.dataset import CORPUS
from tests.fake_slack import FakeSlack
from tests.fake_slack.sends import SECRET, as_form, as_json, command, direct, event, mention, signed, tap
from tests.fake_slack.shown import Shown, texts_of
from tests.integration.conftest import indexed
from tests.integration.serving import Served, serve

pytestmark = [pytest.mark.integration, pytest.mark.enable_socket, pytest.mark.asyncio]

QUESTION = "What are the four pillars of advanced practice?"
ANSWER = "leadership and management"
RESUMED_WITHIN = 10.0  # seconds of a restart


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    fake = FakeSlack()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture(scope="module")
def over_one_page(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    pages = tmp_path_factory.mktemp("page")
    shutil.copy(CORPUS / "careers" / "advanced-practice.md", pages)
    return indexed(tmp_path_factory.mktemp("data"), pages)


@pytest.fixture
def environment(slack: FakeSlack, over_one_page: Settings, tmp_path: Path) -> dict[str, str]:
    return {
        "ASSISTANT_DATA_DIR": str(over_one_page.data_dir),
        "ASSISTANT_DATABASE_URL": f"sqlite:///{tmp_path / 'records.sqlite3'}",
        "ASSISTANT_SLACK_BOT_TOKEN": "xoxb-test",
        "ASSISTANT_SLACK_SIGNING_SECRET": SECRET,
        "ASSISTANT_SLACK_API_URL": slack.api_url,
        "ASSISTANT_STAFF_TOKEN": "a-token-for-tests-only",
    }


@pytest_asyncio.fixture
async def served(environment: dict[str, str]) -> AsyncIterator[Served]:
    served = await serve(environment)
    yield served
    await served.stop()


async def post(served: Served, payload: Mapping[str, Any], **more: Any) -> httpx.Response:
    is_form = payload.get("type") == "block_actions" or "command" in payload
    body, kind = as_form(payload) if is_form else as_json(payload)
    async with httpx.AsyncClient(timeout=10) as client:
        headers = {"Content-Type": kind, **signed(body, **more)}
        return await client.post(f"{served.address}/slack/events", content=body, headers=headers)


async def until(is_so: Callable[[], Any], seconds: float = 30) -> Any:
    async with asyncio.timeout(seconds):
        while not (found := is_so()):  # noqa: ASYNC110 - it waits on what a fake has been called with
            await asyncio.sleep(0.01)
    return found


def whole(slack: FakeSlack, channel: str, words: str = ANSWER) -> Shown | None:
    found = (each for each in slack.thread(channel) if words in each.words and each.buttons())
    return next(found, None)


async def test_a_question_is_answered_once_however_often_slack_sends_it(served: Served, slack: FakeSlack) -> None:
    for _ in range(4):
        assert (await post(served, event(direct(QUESTION)))).status_code == 200

    answer = await until(lambda: whole(slack, "D1"))
    await asyncio.sleep(0.5)
    assert slack.thread("D1") == [answer]
    assert (answer.thread, answer.streams) == ("1.000100", False)


async def test_only_what_slack_signed_just_now_is_taken(served: Served, slack: FakeSlack) -> None:
    wrong = await post(served, event(direct(QUESTION)), secret="another secret")
    stale = await post(served, event(direct(QUESTION)), at=time.time() - 301)
    ours = await post(served, {"type": "url_verification", "challenge": "abc"})

    assert (wrong.status_code, stale.status_code, ours.json()) == (401, 401, {"challenge": "abc"})
    assert not slack.calls


async def test_quotes_open_and_ratings_are_kept(served: Served, slack: FakeSlack) -> None:
    await post(served, event(direct(QUESTION)))
    answer = await until(lambda: whole(slack, "D1"))

    await post(served, tap(answer, "quote:1"))
    await until(lambda: slack.views)
    turn = answer.buttons()["person"]["value"]
    await post(served, tap(answer, "rate", value=f"yes:{turn}"))
    await until(lambda: [each for each in slack.thread("D1") if each.only])

    assert "leadership" in "\n".join(texts_of(slack.views[0])).lower()
    assert slack.thread("D1")[-1].text.startswith("Thank you.")


async def test_a_mention_and_a_command_are_answered_to_their_asker_alone(served: Served, slack: FakeSlack) -> None:
    await post(served, event(mention(QUESTION, thread_ts="1.5"), "Ev2"))
    said = await post(served, command(QUESTION, slack.response_url("one")))

    answers = [await until(lambda: whole(slack, "C1")), await until(lambda: whole(slack, "response:one"))]
    assert all(answer.only for answer in answers)
    assert said.json()["response_type"] == "ephemeral"


async def test_a_persons_reply_comes_into_the_thread(served: Served, slack: FakeSlack) -> None:
    await post(served, event(direct(QUESTION)))
    await post(served, tap(await until(lambda: whole(slack, "D1")), "person"))
    offer = await until(
        lambda: next((each for each in slack.thread("D1") if "ask:0" in each.buttons() and "team" in each.words), None)
    )
    await post(served, tap(offer, "ask:0"))
    await until(lambda: len(slack.thread("D1")) == 3)

    await reply(served, "Ask your manager first.")

    arrived = await until(
        lambda: next((each for each in slack.thread("D1") if "Ask your manager first." in each.words), None), 40
    )
    assert arrived.thread == "1.000100"


async def reply(served: Served, words: str) -> None:
    """Answer the one question that waits, as staff do on their page."""
    headers = {"Origin": served.address, "Sec-Fetch-Site": "same-origin"}
    async with httpx.AsyncClient(base_url=served.address, follow_redirects=True, headers=headers, timeout=10) as client:
        door = await client.get("/staff")
        page = await client.post("/staff/sign-in", data={"token": "a-token-for-tests-only", "word": word_of(door)})
        question = page.text.split("/staff/questions/")[1].split('"')[0]
        asked = await client.get(f"/staff/questions/{question}")
        sent = await client.post(f"/staff/questions/{question}/reply", data={"reply": words, "word": word_of(asked)})
        assert sent.url.query == b"done=reply", sent.text


def word_of(page: httpx.Response) -> str:
    return page.text.split('name="word" value="')[1].split('"')[0]


async def test_forget_me_works_in_words(served: Served, slack: FakeSlack) -> None:
    await post(served, event(direct(QUESTION)))
    await until(lambda: whole(slack, "D1"))

    await post(served, event(direct("forget me", "1.2"), "Ev2"))

    told = await until(lambda: slack.thread("D1", "1.2"))
    await until(lambda: "deleted" in told[0].words.lower())


async def test_what_was_acknowledged_and_not_answered_is_answered_after_a_crash(
    environment: dict[str, str], slack: FakeSlack
) -> None:
    slack.hold("chat.startStream")
    first = await serve(environment)
    acknowledged = await post(first, event(direct(QUESTION)))
    await until(lambda: slack.named("held chat.startStream"))
    await first.kill()
    slack.held.clear()
    slack.calls.clear()

    second = await serve(environment)
    started = time.monotonic()
    try:
        await until(lambda: whole(slack, "D1"))
        resumed = time.monotonic() - started
        again = await post(second, event(direct(QUESTION)))
        await asyncio.sleep(0.5)
    finally:
        await second.stop()

    assert (acknowledged.status_code, again.status_code) == (200, 200)
    assert len(slack.thread("D1")) == 1
    assert resumed < RESUMED_WITHIN


async def test_what_was_half_shown_before_a_crash_is_made_whole_in_its_place(
    environment: dict[str, str], slack: FakeSlack
) -> None:
    slack.hold("chat.stopStream")
    first = await serve(environment)
    await post(first, event(direct(QUESTION)))
    await until(lambda: slack.named("held chat.stopStream"))
    await first.kill()
    slack.held.clear()

    second = await serve(environment)
    try:
        await until(lambda: whole(slack, "D1"))
    finally:
        await second.stop()

    assert len(slack.thread("D1")) == 1


async def test_the_log_holds_no_word_of_what_people_wrote(environment: dict[str, str], slack: FakeSlack) -> None:
    served = await serve(environment)
    slack.fail("chat.update", "is_archived")
    slack.fail("chat.postMessage", "is_archived")

    await post(served, event(direct(QUESTION)))
    await until(lambda: slack.named("chat.postMessage"))
    await asyncio.sleep(0.3)
    told = await served.stop()

    (line,) = [each for each in told.splitlines() if "slack_refused" in each]
    assert json.loads(line[line.index("{") :])["reason"] == "is_archived"
    assert "pillars" not in told


@pytest.mark.parametrize("language", languages())
async def test_the_pages_answer_every_question_that_is_suggested(assistant: Assistant, language: str) -> None:
    messages = [prompt["message"] for prompts in audiences(language).values() for prompt in prompts]

    answers = [await assistant.answer(Question(message, profile=Profile(language=language))) for message in messages]

    assert [answer.question for answer in answers if answer.outcome != "answered" or not answer.citations] == []
    assert {answer.language for answer in answers} == {language}
