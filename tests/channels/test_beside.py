import html
import re
from dataclasses import replace

import httpx
import pytest

from assistant.channels.web.conversation import read_carried
from assistant.errors import RecordsUnavailable
from assistant.kept import Handoff
from assistant.types import Choice, Profile
from tests.channels.fakes import ANSWERED, LEVY, FakeAssistant
from tests.channels.kept import NOON, FakeRecords

pytestmark = pytest.mark.asyncio

HOSTILE = '<script>alert("1")</script>\u202e'


async def ask(client: httpx.AsyncClient, question: str = "Who pays?") -> str:
    return (await client.post("/", data={"question": question})).text


def turn_in(page: str) -> str:
    found = re.search(r'name="turn" value="([^"]*)"', page)
    assert found
    return found[1]


def carried_in(page: str) -> str:
    return html.unescape(re.findall(r'name="conversation" value="([^"]*)"', page)[0])


def only(records: FakeRecords) -> Handoff:
    ((handoff,),) = records.handed.values()
    return handoff


def reply_to(records: FakeRecords, text: str) -> None:
    (person,) = records.handed
    records.handed[person] = [replace(only(records), state="answered", reply=text, replied_at=NOON)]


async def test_an_answer_can_be_rated_and_says_how_long_that_keeps_it(client: httpx.AsyncClient, records: FakeRecords) -> None:
    page = await ask(client)

    response = await client.post("/rate", data={"turn": turn_in(page), "useful": "yes", "part": "1"})

    assert "If you rate it, we keep this for 12 months, not 30 days." in page
    assert [rating.useful for rating in records.ratings.values()] == [True]
    assert "Thank you." in response.text
    assert "What was wrong" not in response.text


async def test_a_no_counts_at_once_and_asks_why(client: httpx.AsyncClient, records: FakeRecords) -> None:
    turn = turn_in(await ask(client))

    asked = await client.post("/rate", data={"turn": turn, "useful": "no", "part": "1"})
    told = await client.post("/rate", data={"turn": turn, "useful": "no", "reason": "out_of_date", "comment": "old", "part": "1"})

    assert "What was wrong with it?" in asked.text
    assert "What was wrong with it?" not in told.text
    assert (records.ratings[turn].reason, records.ratings[turn].comment) == ("out_of_date", "old")


async def test_without_a_script_the_conversation_stays_when_an_answer_is_rated(client: httpx.AsyncClient) -> None:
    page = await ask(client)

    response = await client.post("/rate", data={"turn": turn_in(page), "useful": "no", "conversation": carried_in(page)})

    assert response.status_code == 200
    assert LEVY in response.text
    assert "What was wrong with it?" in response.text


async def test_without_a_script_the_newest_answer_keeps_what_stands_beside_it_when_it_is_rated(
    client: httpx.AsyncClient, assistant: FakeAssistant
) -> None:
    await ask(client)
    assistant.reply = replace(ANSWERED, choices=(Choice("A nurse", "I am a nurse"),))
    page = await ask(client)

    rated = await client.post("/rate", data={"turn": turn_in(page), "useful": "yes", "conversation": carried_in(page)})
    language = await client.post("/language", data={"language": "pl", "conversation": carried_in(page)})

    for beside in (
        "What grades do I need?",
        "I am a nurse",
        "Check with your employer",
        'name="useful"',
        'action="/ask-a-person',
    ):
        assert beside in rated.text
    for response in (rated, language):
        assert '<ol class="app-sources">' in response.text
        assert f"</span>{LEVY}</blockquote>" in response.text


async def test_what_stands_beside_an_answer_is_carried_for_the_newest_alone(client: httpx.AsyncClient) -> None:
    page = await ask(client)
    again = await client.post("/", data={"question": "And then?", "conversation": carried_in(page)})

    earlier, newest = read_carried(carried_in(again.text))
    assert (earlier.follow_ups, earlier.notices) == ((), ())
    assert newest.follow_ups == ANSWERED.follow_ups


async def test_an_answer_that_is_not_kept_any_more_still_stands_when_the_language_changes(
    client: httpx.AsyncClient, records: FakeRecords
) -> None:
    page = await ask(client)
    records.turns.clear()

    response = await client.post("/language", data={"language": "pl", "conversation": carried_in(page)})

    assert LEVY in response.text
    assert 'name="useful"' not in response.text


@pytest.mark.parametrize("field", [{"reason": "spite"}, {"comment": "x" * 2_001}])
async def test_a_rating_that_cannot_be_read_is_refused(client: httpx.AsyncClient, field: dict[str, str]) -> None:
    turn = turn_in(await ask(client))

    response = await client.post("/rate", data={"turn": turn, "useful": "no", "part": "1"} | field)

    assert response.status_code == 422


async def test_nobody_rates_or_sends_the_answer_of_somebody_else(client: httpx.AsyncClient, records: FakeRecords) -> None:
    turn = turn_in(await ask(client))
    client.cookies.clear()

    responses = [
        await client.post(path, data={"turn": turn, "useful": "yes", "part": "1"}) for path in ("/rate", "/ask-a-person")
    ]

    assert [response.status_code for response in responses] == [404, 404]
    assert (records.ratings, records.handed) == ({}, {})


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
    turn = turn_in(await ask(client))

    response = await client.post("/ask-a-person", data={"turn": turn, "part": "1"})

    assert (only(records).turn, dict(only(records).profile)) == (turn, {})
    assert "nothing about you" in response.text


async def test_a_profile_is_shown_before_it_is_sent_and_sent_only_when_ticked(
    client: httpx.AsyncClient, records: FakeRecords
) -> None:
    await ask(client)
    (person,) = records.turns
    records.profiles[person] = Profile(role="nurse")
    page = await ask(client)

    response = await client.post("/ask-a-person", data={"turn": turn_in(page), "profile": "yes", "part": "1"})

    assert "Also send what you said about yourself" in page
    assert only(records).profile == {"role": "nurse"}
    assert "role: nurse" in response.text


async def test_what_waits_and_the_reply_are_shown_to_whom_the_device_remembers(
    client: httpx.AsyncClient, records: FakeRecords
) -> None:
    await client.post("/ask-a-person", data={"turn": turn_in(await ask(client)), "remember": "yes", "part": "1"})
    waiting = (await client.get("/")).text

    reply_to(records, f"Call us. {HOSTILE}")
    answered = (await client.get("/")).text

    assert "With the learning and development team" in waiting
    assert "Call us. &lt;script&gt;" in answered
    assert "\u202e" not in answered


async def test_a_reply_that_was_read_is_put_away(client: httpx.AsyncClient, records: FakeRecords) -> None:
    await client.post("/ask-a-person", data={"turn": turn_in(await ask(client)), "remember": "yes", "part": "1"})
    reply_to(records, "Call us.")

    await client.post("/read", data={"handoff": only(records).id})

    assert "Call us." not in (await client.get("/")).text


async def test_help_in_a_crisis_can_be_neither_rated_nor_sent(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    assistant.reply = replace(ANSWERED, outcome="signposted", kind="danger")

    page = await ask(client)

    assert "Was this useful?" not in page
    assert "Ask a person" not in page


async def test_an_answer_that_was_not_kept_can_be_neither_rated_nor_sent(client: httpx.AsyncClient, records: FakeRecords) -> None:
    records.error = RecordsUnavailable("Free space.")

    page = await ask(client)

    assert LEVY in page
    assert "Was this useful?" not in page


async def test_records_that_fail_are_told_in_place_of_the_part(client: httpx.AsyncClient, records: FakeRecords) -> None:
    turn = turn_in(await ask(client))
    records.error = RecordsUnavailable("Free space.")

    response = await client.post("/ask-a-person", data={"turn": turn, "part": "1"})

    assert response.status_code == 503
    assert "app-problem" in response.text
    assert "Free space" not in response.text


async def test_asking_for_a_person_in_chat_offers_and_sends_the_last_answer(
    client: httpx.AsyncClient, records: FakeRecords
) -> None:
    first = (await client.post("/api/chat", json={"question": "Who pays?", "conversation": "talk"})).json()
    offer = (await client.post("/api/chat", json={"question": "can I talk to a person?", "conversation": "talk"})).json()

    sent = (await client.post("/api/chat", json={"question": offer["choices"][0]["value"], "conversation": "talk"})).json()

    assert (offer["outcome"], offer["kind"]) == ("clarify", "handoff")
    assert only(records).turn == first["id"]
    assert (sent["outcome"], sent["question"]) == ("answered", "Send it")


async def test_nothing_is_sent_where_it_is_not_wanted(client: httpx.AsyncClient, records: FakeRecords) -> None:
    await client.post("/api/chat", json={"question": "Who pays?", "conversation": "talk"})
    offer = (await client.post("/api/chat", json={"question": "ask a human", "conversation": "talk"})).json()

    told = (await client.post("/api/chat", json={"question": offer["choices"][-1]["value"], "conversation": "talk"})).json()

    assert told["answer"] == "I did not send anything."
    assert records.handed == {}


async def test_after_forgetting_no_part_of_the_conversation_is_shown(client: httpx.AsyncClient) -> None:
    page = await ask(client)

    response = await client.post("/", data={"question": "Forget me", "conversation": carried_in(page)})

    assert LEVY not in response.text


async def test_the_script_is_known_again_after_its_first_question(client: httpx.AsyncClient, records: FakeRecords) -> None:
    told = (await client.post("/turn", json={"question": "Who pays?"})).text

    response = await client.post("/rate", data={"turn": turn_in(told.replace('\\"', '"')), "useful": "yes", "part": "1"})

    assert response.status_code == 200
    assert len(records.ratings) == 1


async def test_the_api_says_what_would_be_sent_sends_it_once_and_lists_it(
    client: httpx.AsyncClient, records: FakeRecords
) -> None:
    turn = (await client.post("/api/chat", json={"question": "Who pays?"})).json()["id"]

    offer = (await client.get("/api/handoff/offer", params={"turn": turn})).json()
    sent = [await client.post("/api/handoff", json={"turn": turn, "profile": True}) for _ in range(2)]
    listed = (await client.get("/api/handoff")).json()["handoffs"]

    assert (offer["team"], offer["question"]) == ("the learning and development team", "Who pays?")
    assert [response.status_code for response in sent] == [201, 201]
    assert sent[0].json()["handoff"]["id"] == only(records).id
    assert [(each["turn"], each["state"]) for each in listed] == [(turn, "waiting")]


async def test_the_api_takes_nothing_from_another_site(client: httpx.AsyncClient) -> None:
    for path, body in (("/api/handoff", {"json": {"turn": "x"}}), ("/rate", {"data": {"turn": "x"}}), ("/read", {})):
        response = await client.post(path, headers={"Sec-Fetch-Site": "cross-site"}, **body)  # type: ignore[arg-type]

        assert response.status_code == 403
