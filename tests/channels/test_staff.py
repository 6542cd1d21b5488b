import html
import re
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from assistant.channels.web.app import add_staff, build_app
from assistant.channels.web.staff_door import Door
from assistant.channels.web.staff_rendering import REPLY_LIMIT
from tests.channels.fakes import FakeAssistant
from tests.channels.kept import FakeRecords, conversing, identities
from tests.channels.queue import WAITING, FakeQueue

pytestmark = pytest.mark.asyncio

TOKEN = "a-token-for-tests-only"
HOSTILE = '<script>alert("1")</script>\u202e\U000e0041'


@pytest.fixture
def queue() -> FakeQueue:
    return FakeQueue()


@pytest.fixture
def clock() -> list[float]:
    return [0.0]


@pytest.fixture
def staff(queue: FakeQueue, clock: list[float]) -> httpx.AsyncClient:
    app = build_app(conversing(FakeAssistant(), FakeRecords()), identities())
    add_staff(app, queue, Door(TOKEN, b"a-secret", now=lambda: clock[0]))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://assistant.test")


def word_in(page: httpx.Response) -> str:
    found = re.search(r'name="word" value="([^"]*)"', page.text)
    assert found
    return html.unescape(found[1])


async def try_token(client: httpx.AsyncClient, token: str, page: str = "/staff") -> httpx.Response:
    form = await client.get(page)
    return await client.post("/staff/sign-in", data={"word": word_in(form), "wanted": page, "token": token})


async def sign_in(client: httpx.AsyncClient) -> str:
    """The word that the forms of the session carry."""
    assert (await try_token(client, TOKEN)).status_code == 303
    return word_in(await client.get("/staff"))


async def test_without_a_token_there_are_no_pages_for_staff(client: httpx.AsyncClient) -> None:
    assert (await client.get("/staff")).status_code == 404
    assert (await client.post("/staff/sign-in")).status_code == 404


async def test_without_signing_in_no_question_is_shown(staff: httpx.AsyncClient) -> None:
    pages = [await staff.get("/staff"), await staff.get("/staff/questions/handoff-1")]

    assert all("Staff token" in page.text for page in pages)
    assert not any(WAITING.question in page.text for page in pages)


async def test_the_right_token_leads_to_the_page_that_was_wanted(staff: httpx.AsyncClient, queue: FakeQueue) -> None:
    response = await try_token(staff, TOKEN, "/staff/questions/handoff-1")

    assert response.headers["location"] == "/staff/questions/handoff-1"
    assert WAITING.question in (await staff.get("/staff/questions/handoff-1")).text
    assert queue.entered == 1


async def test_the_session_is_kept_from_scripts_and_other_sites(staff: httpx.AsyncClient) -> None:
    cookie = (await try_token(staff, TOKEN)).headers["set-cookie"]

    assert all(part in cookie for part in ("HttpOnly", "SameSite=strict", "Max-Age=28800", "Path=/staff"))
    assert TOKEN not in cookie


async def test_the_session_is_for_https_only_where_the_page_is(staff: httpx.AsyncClient) -> None:
    page = await staff.get("https://assistant.test/staff")

    assert "Secure" in page.headers["set-cookie"]


async def test_no_page_of_another_site_is_gone_to_after_signing_in(staff: httpx.AsyncClient) -> None:
    word = word_in(await staff.get("/staff"))

    response = await staff.post("/staff/sign-in", data={"word": word, "wanted": "//evil.example/staff", "token": TOKEN})

    assert response.headers["location"] == "/staff"


async def test_a_wrong_token_is_refused_and_noted_without_its_text(
    staff: httpx.AsyncClient, queue: FakeQueue, caplog: pytest.LogCaptureFixture
) -> None:
    response = await try_token(staff, "guess")

    assert response.status_code == 403
    assert "This is not the token" in response.text
    assert WAITING.question not in (await staff.get("/staff")).text
    assert queue.entered == 0
    assert caplog.messages == ['{"event": "staff_sign_in_refused", "status": 403}']


async def test_five_wrong_tokens_close_the_door_for_a_quarter_of_an_hour(staff: httpx.AsyncClient, clock: list[float]) -> None:
    for _ in range(5):
        assert (await try_token(staff, "guess")).status_code == 403

    refused = await try_token(staff, TOKEN)
    clock[0] += 15 * 60

    assert (refused.status_code, refused.headers["retry-after"]) == (429, "900")
    assert (await try_token(staff, TOKEN)).status_code == 303


async def test_the_oldest_question_is_first_and_its_age_is_told(staff: httpx.AsyncClient, queue: FakeQueue) -> None:
    queue.handoffs["newer"] = replace(WAITING, id="newer", question="Who pays?", sent_at=WAITING.sent_at + timedelta(days=1))
    await sign_in(staff)

    page = (await staff.get("/staff")).text

    assert page.index(WAITING.question) < page.index("Who pays?")
    assert "Waiting for 2 days" in page
    assert "Waiting for 1 day<" in page


async def test_a_question_is_shown_with_its_answer_sources_and_what_was_agreed_to(staff: httpx.AsyncClient) -> None:
    await sign_in(staff)

    page = (await staff.get("/staff/questions/handoff-1")).text

    for text in (WAITING.question, "you keep your salary", "/source?document=routes%2Fnursing.md", "healthcare assistant"):
        assert text in page


async def test_without_consent_nothing_is_told_of_the_person(staff: httpx.AsyncClient, queue: FakeQueue) -> None:
    queue.handoffs[WAITING.id] = replace(WAITING, profile={})
    await sign_in(staff)

    page = (await staff.get("/staff/questions/handoff-1")).text

    assert "Not sent" in page


async def test_a_question_that_was_not_written_down_can_be_opened_and_says_so(staff: httpx.AsyncClient, queue: FakeQueue) -> None:
    queue.handoffs[WAITING.id] = replace(WAITING, question="")
    await sign_in(staff)

    for path in ("/staff", "/staff/questions/handoff-1"):
        assert "It was not written down" in (await staff.get(path)).text


async def test_nothing_that_was_typed_is_live(staff: httpx.AsyncClient, queue: FakeQueue) -> None:
    queue.handoffs[WAITING.id] = replace(
        WAITING, question=HOSTILE, answer=HOSTILE, profile={"role": HOSTILE}, reply=HOSTILE, state="answered"
    )
    await sign_in(staff)

    for path in ("/staff", "/staff/questions/handoff-1"):
        page = (await staff.get(path)).text
        assert "<script>alert" not in page
        assert "\u202e" not in page


async def test_a_reply_is_sent(staff: httpx.AsyncClient, queue: FakeQueue) -> None:
    word = await sign_in(staff)

    response = await staff.post("/staff/questions/handoff-1/reply", data={"word": word, "reply": "Call us on\r\n0161 000 0000."})

    assert (response.status_code, response.headers["location"]) == (303, "/staff?done=reply")
    assert queue.handoffs["handoff-1"].reply == "Call us on\n0161 000 0000."
    assert "Your reply was sent" in (await staff.get("/staff?done=reply")).text


async def test_a_reply_that_never_arrived_is_said_so(staff: httpx.AsyncClient, queue: FakeQueue) -> None:
    queue.handoffs[WAITING.id] = replace(WAITING, reply="Yes.", state="answered", delivery="failed")
    await sign_in(staff)

    assert "They have not read it." in (await staff.get("/staff/questions/handoff-1")).text


@pytest.mark.parametrize(("reply", "told"), [("  ", "Enter a reply"), ("x" * (REPLY_LIMIT + 1), "Shorten your reply by 1")])
async def test_an_empty_or_endless_reply_is_refused_and_kept_in_the_box(
    staff: httpx.AsyncClient, queue: FakeQueue, reply: str, told: str
) -> None:
    word = await sign_in(staff)

    response = await staff.post("/staff/questions/handoff-1/reply", data={"word": word, "reply": reply})

    assert response.status_code == 422
    assert told in response.text
    assert reply.strip() in response.text
    assert queue.handoffs["handoff-1"].state == "waiting"


async def test_a_question_is_closed_without_a_reply(staff: httpx.AsyncClient, queue: FakeQueue) -> None:
    word = await sign_in(staff)

    await staff.post("/staff/questions/handoff-1/close", data={"word": word})

    assert queue.handoffs["handoff-1"].state == "closed"
    assert "No question waits" in (await staff.get("/staff")).text


@pytest.mark.parametrize("action", ["reply", "close"])
@pytest.mark.parametrize("word", ["", "forged", "of another session"])
async def test_a_form_that_is_not_ours_does_nothing(staff: httpx.AsyncClient, queue: FakeQueue, action: str, word: str) -> None:
    if word == "of another session":
        word = await sign_in(staff)
        staff.cookies.clear()
    await sign_in(staff)

    response = await staff.post(f"/staff/questions/handoff-1/{action}", data={"word": word, "reply": "no"})

    assert response.status_code == 403
    assert queue.handoffs["handoff-1"] == WAITING


async def test_the_word_of_the_sign_in_form_opens_nothing(staff: httpx.AsyncClient, queue: FakeQueue) -> None:
    word = word_in(await staff.get("/staff"))

    response = await staff.post("/staff/questions/handoff-1/close", data={"word": word})

    assert response.status_code == 403
    assert queue.handoffs["handoff-1"] == WAITING


async def test_after_signing_out_one_has_to_sign_in_again(staff: httpx.AsyncClient) -> None:
    word = await sign_in(staff)

    await staff.post("/staff/sign-out", data={"word": word})

    assert "Staff token" in (await staff.get("/staff")).text


async def test_a_session_ends_when_the_token_changes(staff: httpx.AsyncClient, queue: FakeQueue) -> None:
    await sign_in(staff)
    app = build_app(conversing(FakeAssistant(), FakeRecords()), identities())
    add_staff(app, queue, Door("another-token-for-tests", b"a-secret"))
    later = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://assistant.test", cookies=staff.cookies)

    assert "Staff token" in (await later.get("/staff")).text
