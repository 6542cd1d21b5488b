import json
from collections.abc import Iterator

import httpx
import pytest
import stamina

from assistant.errors import NotToldYet
from assistant.notifying.teams import TeamsNotifier
from assistant.teams_calls import TeamsApp
from tests.notifying.handoffs import WAITING

APP = TeamsApp("client", "hidden-word", "tenant")
CONVERSATION = "19:abc@thread.tacv2;messageid=1"


class FakeTeams:
    """Signs in whoever asks, and answers messages with what it was made with, then with success."""

    def __init__(self, *answers: httpx.Response | Exception, signed_in: httpx.Response | None = None) -> None:
        self.answers = list(answers)
        self.signed_in = signed_in or httpx.Response(200, json={"access_token": "bearer", "expires_in": 3600})
        self.sign_ins: list[httpx.Request] = []
        self.messages: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.host == "login.microsoftonline.com":
            self.sign_ins.append(request)
            return self.signed_in
        self.messages.append(request)
        answer = self.answers.pop(0) if self.answers else httpx.Response(201, json={"id": "1"})
        if isinstance(answer, Exception):
            raise answer
        return answer

    def notifier(self, public_url: str = "https://assistant.example/") -> TeamsNotifier:
        return TeamsNotifier(APP, CONVERSATION, public_url, httpx.MockTransport(self))


@pytest.fixture(autouse=True)
def _without_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


async def test_the_conversation_is_told_with_a_link_to_the_question() -> None:
    teams = FakeTeams()

    await teams.notifier().tell(WAITING)

    message = json.loads(teams.messages[0].content)
    assert teams.messages[0].url.raw_path.endswith(b"/v3/conversations/19%3Aabc%40thread.tacv2%3Bmessageid%3D1/activities")
    assert teams.messages[0].headers["authorization"] == "Bearer bearer"
    assert "https://assistant.example/staff/questions/handoff-1" in message["text"]
    assert WAITING.answer in message["text"]


async def test_what_people_wrote_is_plain_text_without_mentions() -> None:
    teams = FakeTeams()

    await teams.notifier().tell(WAITING)

    message = json.loads(teams.messages[0].content)
    assert message["textFormat"] == "plain"
    assert "entities" not in message


async def test_without_an_address_of_the_page_no_link_is_given() -> None:
    teams = FakeTeams()

    await teams.notifier("").tell(WAITING)

    assert "Reply on the page for staff." in json.loads(teams.messages[0].content)["text"]


async def test_it_signs_in_once_for_several_messages() -> None:
    teams = FakeTeams()
    notifier = teams.notifier()

    await notifier.tell(WAITING)
    await notifier.tell(WAITING)

    assert (len(teams.sign_ins), len(teams.messages)) == (1, 2)


@pytest.mark.parametrize(
    "failure", [httpx.Response(429), httpx.Response(503), httpx.ConnectError("no"), httpx.ReadTimeout("slow")]
)
async def test_what_may_pass_is_tried_again(failure: httpx.Response | Exception) -> None:
    teams = FakeTeams(failure)

    await teams.notifier().tell(WAITING)

    assert len(teams.messages) == 2


@pytest.mark.parametrize(
    ("status", "remedy"),
    [
        (401, "ASSISTANT_TEAMS_CLIENT_SECRET"),
        (403, "add the app"),
        (404, "ASSISTANT_HANDOFF_TEAMS_CONVERSATION"),
        (503, "tried again"),
    ],
)
async def test_a_refusal_says_how_to_mend_it_without_the_secret(status: int, remedy: str) -> None:
    teams = FakeTeams(*(httpx.Response(status) for _ in range(3)))

    with pytest.raises(NotToldYet) as caught:
        await teams.notifier().tell(WAITING)

    assert remedy in str(caught.value)
    assert "hidden" not in str(caught.value) + repr(APP)


@pytest.mark.parametrize("given", [httpx.Response(200, json={}), httpx.Response(200, text="no"), httpx.Response(200, json=[])])
async def test_a_sign_in_that_makes_no_sense_is_told(given: httpx.Response) -> None:
    with pytest.raises(NotToldYet, match="It is tried again"):
        await FakeTeams(signed_in=given).notifier().tell(WAITING)


async def test_a_check_signs_in_and_says_nothing_in_the_conversation() -> None:
    teams = FakeTeams()

    told = await teams.notifier().check()

    assert told == "signs in as client"
    assert (len(teams.sign_ins), teams.messages) == (1, [])


async def test_a_check_tells_of_a_wrong_secret() -> None:
    with pytest.raises(NotToldYet, match="ASSISTANT_TEAMS_CLIENT_SECRET"):
        await FakeTeams(signed_in=httpx.Response(401)).notifier().check()
