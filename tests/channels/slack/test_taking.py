import asyncio
import json
import logging
import time

import pytest
from fastapi import FastAPI

from assistant.channels.slack import SlackApp, SlackChannel
from tests.channels.fakes import FakeAssistant
from tests.channels.kept import FakeRecords, conversing
from tests.channels.slack.speaking import Speaking, Taken
from tests.fake_slack import FakeSlack
from tests.fake_slack.sends import as_json, command, direct, event, mention, signed

pytestmark = pytest.mark.asyncio


async def test_slacks_question_whether_the_address_is_ours_is_answered(person: Speaking) -> None:
    response = await person.send({"type": "url_verification", "challenge": "abc", "token": "x"})

    assert (response.status_code, response.json()) == (200, {"challenge": "abc"})


@pytest.mark.parametrize("secret", ["another secret", ""])
async def test_a_wrong_signature_is_refused(person: Speaking, secret: str) -> None:
    response = await person.send(event(direct("Who pays?")), secret=secret)

    assert response.status_code == 401
    assert not person.taken.received


@pytest.mark.parametrize("seconds", [-301, -86_400, 301])
async def test_a_signature_of_another_time_is_refused(person: Speaking, seconds: int) -> None:
    response = await person.send(event(direct("Who pays?")), at=time.time() + seconds)

    assert response.status_code == 401
    assert not person.taken.received


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "٣", "X-Slack-Signature": "v0=00"},
    ],
)
async def test_a_request_without_a_signature_is_refused(person: Speaking, headers: dict[str, str]) -> None:
    body, _ = as_json(event(direct("Who pays?")))

    response = await person.post(body, {name: value.encode() for name, value in headers.items()})  # type: ignore[misc]

    assert response.status_code == 401


@pytest.mark.parametrize("body", [b"\xff\xfe", b"{", b"[1]", b"payload=%7B"])
async def test_what_is_not_slacks_is_refused(person: Speaking, body: bytes) -> None:
    unsigned = await person.post(body, {"Content-Type": "application/json"})
    sent = await person.post(body, {"Content-Type": "application/json", **signed(body.decode("latin-1"))})

    assert unsigned.status_code == 401
    assert sent.status_code in {400, 401}


async def test_without_a_secret_nothing_is_taken_over_http(assistant: FakeAssistant, records: FakeRecords) -> None:
    app = FastAPI()

    SlackChannel(SlackApp("xoxb-test"), conversing(assistant, records), Taken().take).attach(app)

    assert "/slack/events" not in {getattr(route, "path", "") for route in app.routes}


async def test_a_question_is_kept_before_it_is_acknowledged(person: Speaking) -> None:
    person.taken.channel = None
    person.taken.delay = 0.2
    body, kind = as_json(event(direct("Who pays?")))

    sending = asyncio.create_task(person.http.post("/slack/events", content=body, headers={"Content-Type": kind, **signed(body)}))
    await asyncio.sleep(0.1)

    assert not sending.done()
    assert (await sending).status_code == 200
    assert [received.text for received in person.taken.received] == ["Who pays?"]


async def test_an_answer_that_takes_long_keeps_no_acknowledgement_waiting(person: Speaking, assistant: FakeAssistant) -> None:
    assistant.delay = 0.5
    body, kind = as_json(event(direct("Who pays?")))

    started = time.monotonic()
    await person.http.post("/slack/events", content=body, headers={"Content-Type": kind, **signed(body)})

    assert time.monotonic() - started < 0.4
    await person.settled()


async def test_a_question_that_comes_again_is_answered_once(person: Speaking, slack: FakeSlack, assistant: FakeAssistant) -> None:
    for _ in range(4):
        assert (await person.send(event(direct("Who pays?"), "Ev7"))).status_code == 200

    assert len(assistant.asked) == 1
    assert len(slack.thread("D1")) == 1


async def test_a_question_that_comes_late_is_answered(person: Speaking, assistant: FakeAssistant) -> None:
    await person.send(event(direct("Who pays?"), at=1_000_000_000))

    assert len(assistant.asked) == 1


@pytest.mark.parametrize(
    "told",
    [
        direct("x", bot_id="B1"),
        direct("x", bot_id="B1", subtype="bot_message", username="A workflow"),
        direct("x", user="UBOT"),
        direct("x", user="USLACKBOT"),
        direct("x", app_id="A9"),
        mention("x", bot_id="B1"),
        mention("x", user="UBOT"),
        mention("x", channel="D1"),
        mention("x", edited={"user": "U1", "ts": "2.2"}),
        direct("x", subtype="message_deleted", previous_message={"text": "x", "user": "U1"}),
        direct("x", subtype="channel_join"),
        direct("x", channel_type="channel", channel="C1"),
        direct("x", subtype="message_changed", message={"text": "x", "user": "U1"}, previous_message={"text": "x"}),
        direct(
            "", subtype="message_changed", message={"text": "y", "bot_id": "B1", "edited": {}}, previous_message={"text": "x"}
        ),
        {"type": "reaction_added", "user": "U1", "item": {}},
        {"type": "an_event_of_next_year"},
        {},
    ],
    ids=lambda told: f"{told.get('type')} {told.get('subtype', '')}",
)
async def test_what_nobody_asks_is_acknowledged_and_no_more(
    person: Speaking, slack: FakeSlack, told: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="assistant"):
        response = await person.send(event(told))

    assert response.status_code == 200
    assert not person.taken.received
    assert not slack.calls


async def test_a_change_to_a_message_is_told_not_to_be_seen(person: Speaking, slack: FakeSlack, assistant: FakeAssistant) -> None:
    changed = {"user": "U1", "text": "Who pays me?", "ts": "1.000100", "edited": {"user": "U1", "ts": "1.2"}}
    told = direct("", "1.3", subtype="message_changed", message=changed, previous_message={"text": "Who pays?"})
    del told["user"]

    await person.send(event(told))

    assert "I do not see changes" in slack.thread("D1", "1.000100")[0].text
    assert not assistant.asked


@pytest.mark.parametrize("kind", ["app_uninstalled", "tokens_revoked"])
async def test_an_app_that_was_taken_out_is_logged_with_its_remedy(
    person: Speaking, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    await person.send(event({"type": kind}))

    (told,) = [record.message for record in caplog.records if "install the app again" in record.message]
    assert json.loads(told)["event"] == f"slack_{kind}"


async def test_a_message_of_100_kb_is_kept_as_far_as_it_takes_to_know_it_is_too_long(person: Speaking) -> None:
    person.taken.channel = None

    await person.send(event(direct("word " * 20_000)))

    assert len(person.taken.received[0].text) == 20_001


async def test_a_command_without_words_is_told_what_to_write(person: Speaking) -> None:
    person.taken.channel = None

    response = await person.send(command("  ", "https://hooks.slack.test/1"))

    assert response.text == ""
    assert person.taken.received[0].place["note"] == "nothing"


async def test_the_log_holds_no_word_of_what_was_written(person: Speaking, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="assistant"):
        await person.send(event(direct("My secret question")), secret="wrong")
        await person.send(event(direct("My secret question")))
        await person.send(event(mention("My secret question", thread_ts="1.5"), "Ev2"))

    assert "secret question" not in "\n".join(record.getMessage() for record in caplog.records)
