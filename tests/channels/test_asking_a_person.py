import httpx
import pytest

from assistant.types import Profile
from tests.channels.kept import FakeRecords
from tests.channels.plain_page import ask, hidden

pytestmark = pytest.mark.asyncio

HOSTILE = '<script>alert("1")</script>\u202e'


async def test_before_sending_the_page_says_who_sees_it_and_when_they_answer(client: httpx.AsyncClient) -> None:
    page = " ".join((await ask(client)).split())

    assert "We send your question and this answer, as they stand here, to the learning and development team." in page
    assert "They answer within two working days" in page
    assert "They are not told who you are" in page


async def test_a_question_that_is_sent_without_an_age_is_shown_as_it_is_sent(client: httpx.AsyncClient) -> None:
    page = " ".join((await ask(client, "im 24, who pays?")).split())

    assert "as they stand here" not in page
    assert 'This is your question as we send it: <span dir="auto">im [age], who pays?</span>' in page


async def test_an_answer_is_sent_to_a_person_without_a_profile(client: httpx.AsyncClient, records: FakeRecords) -> None:
    turn = hidden(await ask(client), "turn")

    response = await client.post("/ask-a-person", data={"turn": turn, "part": "1"})

    assert (records.sent.turn, dict(records.sent.profile)) == (turn, {})
    assert "nothing about you" in response.text


async def test_a_profile_is_shown_before_it_is_sent_and_sent_only_when_ticked(
    client: httpx.AsyncClient, records: FakeRecords
) -> None:
    await ask(client)
    (person,) = records.turns
    records.profiles[person] = Profile(role="nurse")
    page = await ask(client)

    response = await client.post("/ask-a-person", data={"turn": hidden(page, "turn"), "profile": "yes", "part": "1"})

    assert "Also send what you said about yourself" in page
    assert records.sent.profile == {"role": "nurse"}
    assert "role: nurse" in response.text


async def test_what_waits_and_the_reply_are_shown_to_whom_the_device_remembers(
    client: httpx.AsyncClient, records: FakeRecords
) -> None:
    await client.post("/ask-a-person", data={"turn": hidden(await ask(client), "turn"), "remember": "yes", "part": "1"})
    waiting = (await client.get("/")).text

    records.reply(f"Call us. {HOSTILE}")
    answered = (await client.get("/")).text

    assert "With the learning and development team" in waiting
    assert "Call us. &lt;script&gt;" in answered
    assert "\u202e" not in answered


async def test_a_reply_that_was_read_is_put_away(client: httpx.AsyncClient, records: FakeRecords) -> None:
    await client.post("/ask-a-person", data={"turn": hidden(await ask(client), "turn"), "remember": "yes", "part": "1"})
    records.reply("Call us.")

    await client.post("/read", data={"handoff": records.sent.id})

    assert "Call us." not in (await client.get("/")).text


async def test_asking_for_a_person_in_chat_offers_and_sends_the_last_answer(
    client: httpx.AsyncClient, records: FakeRecords
) -> None:
    first = (await client.post("/api/chat", json={"question": "Who pays?", "conversation": "talk"})).json()
    offer = (await client.post("/api/chat", json={"question": "can I talk to a person?", "conversation": "talk"})).json()

    sent = (await client.post("/api/chat", json={"question": offer["choices"][0]["value"], "conversation": "talk"})).json()

    assert (offer["outcome"], offer["kind"]) == ("clarify", "handoff")
    assert records.sent.turn == first["id"]
    assert (sent["outcome"], sent["question"]) == ("answered", "Send it")


async def test_nothing_is_sent_where_it_is_not_wanted(client: httpx.AsyncClient, records: FakeRecords) -> None:
    await client.post("/api/chat", json={"question": "Who pays?", "conversation": "talk"})
    offer = (await client.post("/api/chat", json={"question": "ask a human", "conversation": "talk"})).json()

    told = (await client.post("/api/chat", json={"question": offer["choices"][-1]["value"], "conversation": "talk"})).json()

    assert told["answer"] == "I did not send anything."
    assert records.handed == {}


async def test_the_api_says_what_would_be_sent_sends_it_once_and_lists_it(
    client: httpx.AsyncClient, records: FakeRecords
) -> None:
    turn = (await client.post("/api/chat", json={"question": "Who pays?"})).json()["id"]

    offer = (await client.get("/api/handoff/offer", params={"turn": turn})).json()
    sent = [await client.post("/api/handoff", json={"turn": turn, "profile": True}) for _ in range(2)]
    listed = (await client.get("/api/handoff")).json()["handoffs"]

    assert (offer["team"], offer["question"]) == ("the learning and development team", "Who pays?")
    assert [response.status_code for response in sent] == [201, 201]
    assert sent[0].json()["handoff"]["id"] == records.sent.id
    assert [(each["turn"], each["state"]) for each in listed] == [(turn, "waiting")]
