from dataclasses import replace

import httpx
import pytest

from assistant.channels.web.conversation import read_carried
from assistant.errors import RecordsUnavailable
from assistant.types import Choice
from tests.channels.fakes import ANSWERED, LEVY, FakeAssistant
from tests.channels.kept import FakeRecords
from tests.channels.plain_page import ask, hidden

pytestmark = pytest.mark.asyncio

HOSTILE = '<script>alert("1")</script>\u202e'


async def test_an_answer_can_be_rated_and_says_how_long_that_keeps_it(client: httpx.AsyncClient, records: FakeRecords) -> None:
    page = await ask(client)

    response = await client.post("/rate", data={"turn": hidden(page, "turn"), "useful": "yes", "part": "1"})

    assert "If you rate it, we keep this for 12 months, not 30 days." in page
    assert [rating.useful for rating in records.ratings.values()] == [True]
    assert "Thank you." in response.text
    assert "What was wrong" not in response.text


async def test_a_no_counts_at_once_and_asks_why(client: httpx.AsyncClient, records: FakeRecords) -> None:
    turn = hidden(await ask(client), "turn")

    asked = await client.post("/rate", data={"turn": turn, "useful": "no", "part": "1"})
    told = await client.post("/rate", data={"turn": turn, "useful": "no", "reason": "out_of_date", "comment": "old", "part": "1"})

    assert "What was wrong with it?" in asked.text
    assert "What was wrong with it?" not in told.text
    assert (records.ratings[turn].reason, records.ratings[turn].comment) == ("out_of_date", "old")


async def test_without_a_script_the_conversation_stays_when_an_answer_is_rated(client: httpx.AsyncClient) -> None:
    page = await ask(client)

    response = await client.post(
        "/rate", data={"turn": hidden(page, "turn"), "useful": "no", "conversation": hidden(page, "conversation")}
    )

    assert response.status_code == 200
    assert LEVY in response.text
    assert "What was wrong with it?" in response.text


async def test_without_a_script_the_newest_answer_keeps_what_stands_beside_it_when_it_is_rated(
    client: httpx.AsyncClient, assistant: FakeAssistant
) -> None:
    await ask(client)
    assistant.reply = replace(ANSWERED, choices=(Choice("A nurse", "I am a nurse"),))
    page = await ask(client)

    rated = await client.post(
        "/rate", data={"turn": hidden(page, "turn"), "useful": "yes", "conversation": hidden(page, "conversation")}
    )
    language = await client.post("/language", data={"language": "pl", "conversation": hidden(page, "conversation")})

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
    again = await client.post("/", data={"question": "And then?", "conversation": hidden(page, "conversation")})

    earlier, newest = read_carried(hidden(again.text, "conversation"))
    assert (earlier.follow_ups, earlier.notices) == ((), ())
    assert newest.follow_ups == ANSWERED.follow_ups


async def test_an_answer_that_is_not_kept_any_more_still_stands_when_the_language_changes(
    client: httpx.AsyncClient, records: FakeRecords
) -> None:
    page = await ask(client)
    records.turns.clear()

    response = await client.post("/language", data={"language": "pl", "conversation": hidden(page, "conversation")})

    assert LEVY in response.text
    assert 'name="useful"' not in response.text


@pytest.mark.parametrize("field", [{"reason": "spite"}, {"comment": "x" * 2_001}])
async def test_a_rating_that_cannot_be_read_is_refused(client: httpx.AsyncClient, field: dict[str, str]) -> None:
    turn = hidden(await ask(client), "turn")

    response = await client.post("/rate", data={"turn": turn, "useful": "no", "part": "1"} | field)

    assert response.status_code == 422


async def test_nobody_rates_or_sends_the_answer_of_somebody_else(client: httpx.AsyncClient, records: FakeRecords) -> None:
    turn = hidden(await ask(client), "turn")
    client.cookies.clear()

    responses = [
        await client.post(path, data={"turn": turn, "useful": "yes", "part": "1"}) for path in ("/rate", "/ask-a-person")
    ]

    assert [response.status_code for response in responses] == [404, 404]
    assert (records.ratings, records.handed) == ({}, {})


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
    turn = hidden(await ask(client), "turn")
    records.error = RecordsUnavailable("Free space.")

    response = await client.post("/ask-a-person", data={"turn": turn, "part": "1"})

    assert response.status_code == 503
    assert "app-problem" in response.text
    assert "Free space" not in response.text


async def test_after_forgetting_no_part_of_the_conversation_is_shown(client: httpx.AsyncClient) -> None:
    page = await ask(client)

    response = await client.post("/", data={"question": "Forget me", "conversation": hidden(page, "conversation")})

    assert LEVY not in response.text


async def test_the_script_is_known_again_after_its_first_question(client: httpx.AsyncClient, records: FakeRecords) -> None:
    told = (await client.post("/turn", json={"question": "Who pays?"})).text

    response = await client.post("/rate", data={"turn": hidden(told.replace('\\"', '"'), "turn"), "useful": "yes", "part": "1"})

    assert response.status_code == 200
    assert len(records.ratings) == 1


async def test_the_api_takes_nothing_from_another_site(client: httpx.AsyncClient) -> None:
    for path, body in (("/api/handoff", {"json": {"turn": "x"}}), ("/rate", {"data": {"turn": "x"}}), ("/read", {})):
        response = await client.post(path, headers={"Sec-Fetch-Site": "cross-site"}, **body)  # type: ignore[arg-type]

        assert response.status_code == 403
