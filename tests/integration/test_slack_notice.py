"""A notice to Slack through the real client, to a Slack of our own on this machine."""

import json
from collections.abc import AsyncIterator
from urllib.parse import parse_qs

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer

from assistant.errors import NotToldYet
from assistant.notifying.slack import SlackNotifier
from tests.notifying.handoffs import WAITING

pytestmark = [pytest.mark.integration, pytest.mark.enable_socket, pytest.mark.asyncio]


class FakeSlack:
    """Answers each message with the next of `answers`, then with success."""

    def __init__(self) -> None:
        self.answers: list[web.Response] = []
        self.messages: list[dict[str, object]] = []
        self.tokens: list[str] = []

    async def post_message(self, request: web.Request) -> web.Response:
        self.tokens.append(request.headers.get("Authorization", ""))
        text = await request.text()
        given = json.loads(text) if request.content_type == "application/json" else {k: v[0] for k, v in parse_qs(text).items()}
        self.messages.append(given)
        return self.answers.pop(0) if self.answers else web.json_response({"ok": True, "ts": "1.0"})


@pytest.fixture
def slack() -> FakeSlack:
    return FakeSlack()


@pytest_asyncio.fixture
async def address(slack: FakeSlack) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/api/chat.postMessage", slack.post_message)
    app.router.add_post("/api/auth.test", slack.post_message)
    async with TestServer(app, host="127.0.0.1") as server:
        yield str(server.make_url("/api/"))


def refusal(error: str) -> web.Response:
    return web.json_response({"ok": False, "error": error})


async def test_the_channel_is_told_with_a_link_to_the_question(slack: FakeSlack, address: str) -> None:
    await SlackNotifier("xoxb-test", address, "C012345", "https://assistant.example/").tell(WAITING)

    message = slack.messages[0]
    assert (message["channel"], slack.tokens) == ("C012345", ["Bearer xoxb-test"])
    assert "<https://assistant.example/staff/questions/handoff-1|Read it and reply>" in json.dumps(message["blocks"])


async def test_no_mention_link_or_mark_that_a_person_wrote_is_live(slack: FakeSlack, address: str) -> None:
    await SlackNotifier("xoxb-test", address, "C012345").tell(WAITING)

    blocks = slack.messages[0]["blocks"]
    told = blocks if isinstance(blocks, list) else json.loads(str(blocks))
    shown = [block["text"] for block in told if "pays" in block["text"]["text"] or "everyone" in block["text"]["text"]]
    assert [text["type"] for text in shown] == ["plain_text", "plain_text"]
    assert "&lt;!channel&gt; *Who* pays &amp; &lt;https" in shown[0]["text"]
    assert "pays" not in str(slack.messages[0]["text"])


@pytest.mark.parametrize("status", [429, 503])
async def test_what_may_pass_is_tried_again(slack: FakeSlack, address: str, status: int) -> None:
    slack.answers = [web.json_response({"ok": False, "error": "busy"}, status=status, headers={"Retry-After": "0"})]

    await SlackNotifier("xoxb-test", address, "C012345").tell(WAITING)

    assert len(slack.messages) == 2


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        ("not_in_channel", "invite the app"),
        ("channel_not_found", "ASSISTANT_HANDOFF_SLACK_CHANNEL"),
        ("invalid_auth", "ASSISTANT_SLACK_BOT_TOKEN"),
        ("fatal_error", "tried again"),
    ],
)
async def test_a_refusal_says_how_to_mend_it_without_the_token(slack: FakeSlack, address: str, error: str, remedy: str) -> None:
    slack.answers = [refusal(error)]

    with pytest.raises(NotToldYet) as caught:
        await SlackNotifier("xoxb-hidden", address, "C012345").tell(WAITING)

    assert remedy in str(caught.value)
    assert "hidden" not in str(caught.value)


async def test_an_answer_that_is_not_slacks_is_told(slack: FakeSlack, address: str) -> None:
    slack.answers = [web.Response(text="<html>", content_type="application/json")]

    with pytest.raises(NotToldYet, match="cannot be read"):
        await SlackNotifier("xoxb-test", address, "C012345").tell(WAITING)


async def test_a_slack_that_is_not_there_is_told() -> None:
    with pytest.raises(NotToldYet, match="could not be reached"):
        await SlackNotifier("xoxb-test", "http://127.0.0.1:9/api/", "C012345").tell(WAITING)


async def test_a_check_says_whom_it_signs_in_as(slack: FakeSlack, address: str) -> None:
    slack.answers = [web.json_response({"ok": True, "user": "assistant"})]

    told = await SlackNotifier("xoxb-test", address, "C012345").check()

    assert told == "signs in as assistant and writes to C012345"


async def test_a_check_tells_of_a_wrong_token(slack: FakeSlack, address: str) -> None:
    slack.answers = [refusal("invalid_auth")]

    with pytest.raises(NotToldYet, match="ASSISTANT_SLACK_BOT_TOKEN"):
        await SlackNotifier("xoxb-test", address, "C012345").check()
