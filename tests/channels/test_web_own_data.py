from datetime import timedelta
from typing import Any

import httpx
import pytest
from itsdangerous import TimestampSigner

from assistant.channels.web.app import build_app
from assistant.channels.web.identity import Identities
from assistant.channels.web.schemas import DeletedObject, HeldObject
from assistant.errors import RecordsUnavailable
from assistant.kept import Rating, Tick
from assistant.types import Profile
from tests.channels.fakes import ANSWERED, FakeAssistant
from tests.channels.kept import DAY, FakeRecords, conversing, identities

pytestmark = pytest.mark.asyncio


async def asked(client: httpx.AsyncClient, **more: Any) -> str:
    """The id of the answer to a question."""
    response = await client.post("/api/chat", json={"question": "Who pays?", **more})
    return str(response.json()["id"])


def another(assistant: FakeAssistant, records: FakeRecords, scheme: str = "http", **headers: str) -> httpx.AsyncClient:
    """Another browser at the same service."""
    app = build_app(conversing(assistant, records), identities())
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=f"{scheme}://assistant.test", headers=headers)


async def test_a_browser_is_given_a_cookie_when_something_of_it_is_first_kept(client: httpx.AsyncClient) -> None:
    page = await client.get("/")
    answer = await client.post("/api/chat", json={"question": "Who pays?"})
    again = await client.post("/api/chat", json={"question": "How long?"})

    assert "set-cookie" not in page.headers
    told = answer.headers["set-cookie"]
    assert told.startswith("me=")
    assert set(told.split("; ")[1:]) == {"HttpOnly", "SameSite=lax", "Path=/"}  # without an age: gone when the browser closes
    assert "set-cookie" not in again.headers


async def test_over_https_the_cookie_goes_over_https_alone(assistant: FakeAssistant, records: FakeRecords) -> None:
    async with another(assistant, records, scheme="https") as client:
        answer = await client.post("/api/chat", json={"question": "Who pays?"})

    assert "Secure" in answer.headers["set-cookie"].split("; ")


async def test_a_stream_gives_the_cookie_too(client: httpx.AsyncClient, records: FakeRecords) -> None:
    response = await client.post("/api/chat/stream", json={"question": "Who pays?"})

    assert response.headers["set-cookie"].startswith("me=")
    assert len(records.turns) == 1


async def test_turns_of_one_browser_are_of_one_person(client: httpx.AsyncClient, records: FakeRecords) -> None:
    await asked(client)
    await asked(client)

    assert [len(turns) for turns in records.turns.values()] == [2]


async def test_a_forged_cookie_is_somebody_new(client: httpx.AsyncClient, assistant: FakeAssistant, records: FakeRecords) -> None:
    await asked(client)
    key = client.cookies["me"].split(".")[0]
    forged = TimestampSigner("guess", salt="me").sign(key).decode()

    for cookie in (forged, key, "", "me", "a.b.c", "é" * 10):
        async with another(assistant, records) as other:
            response = await other.get("/api/me", headers=[(b"Cookie", f"me={cookie}".encode())])
        assert response.json()["turns"] == []


async def test_a_cookie_that_is_too_old_is_not_taken() -> None:
    cookies = identities()
    signed = cookies.signed("key")

    assert cookies.visitor(signed).key == "key"
    assert cookies.visitor(signed).cookie is None
    assert Identities(b"a key that only this test knows", seconds=DAY, idle_seconds=-1).visitor(signed).key == ""
    assert Identities(b"a key that only this test knows", seconds=DAY, idle_seconds=-1).visitor(signed).cookie == ""


async def test_a_cookie_that_is_to_last_is_renewed_after_a_day() -> None:
    cookies = Identities(b"a key that only this test knows", seconds=10, renewed_after=timedelta(seconds=-1))

    assert cookies.visitor(cookies.signed("key", remembered=True)).cookie
    assert cookies.visitor(cookies.signed("key")).cookie is None


async def test_the_conversation_goes_on_without_a_history(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    await asked(client, conversation="c1")
    await asked(client, conversation="c1")

    assert [turn.content for turn in assistant.asked[1].history] == ["Who pays?", ANSWERED.text]


async def test_nobody_goes_on_with_the_conversation_of_another(
    client: httpx.AsyncClient, assistant: FakeAssistant, records: FakeRecords
) -> None:
    await asked(client, conversation="c1")

    async with another(assistant, records) as other:
        await asked(other, conversation="c1")

    assert assistant.asked[1].history == ()


async def test_an_answer_is_rated_with_a_reason(client: httpx.AsyncClient, records: FakeRecords) -> None:
    turn = await asked(client)
    said = {"turn": turn, "useful": False, "reason": "out_of_date", "comment": "It has ended."}

    response = await client.post("/api/feedback", json=said)

    assert (response.status_code, response.content) == (204, b"")
    assert records.ratings == {turn: Rating(useful=False, reason="out_of_date", comment="It has ended.")}


async def test_the_answer_of_another_cannot_be_rated(
    client: httpx.AsyncClient, assistant: FakeAssistant, records: FakeRecords
) -> None:
    turn = await asked(client)

    async with another(assistant, records) as other:
        response = await other.post("/api/feedback", json={"turn": turn, "useful": True})

    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert records.ratings == {}


@pytest.mark.parametrize("more", [{"reason": "because"}, {"useful": None}, {"comment": "c" * 2_001}, {"who": "me"}])
async def test_a_rating_with_a_wrong_key_is_refused(client: httpx.AsyncClient, more: dict[str, Any]) -> None:
    turn = await asked(client)

    response = await client.post("/api/feedback", json={"turn": turn, "useful": True} | more)

    assert response.status_code == 422


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/api/feedback", {"turn": "t", "useful": True}),
        ("DELETE", "/api/me", None),
        ("PUT", "/api/me/profile", {"role": "nurse"}),
        ("PUT", "/api/me/steps", {"journey": "j", "step": "s"}),
    ],
)
async def test_another_site_cannot_write_in_the_name_of_a_visitor(
    client: httpx.AsyncClient, records: FakeRecords, method: str, path: str, body: Any
) -> None:
    await asked(client)

    response = await client.request(method, path, json=body, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert len(records.turns) == 1


async def test_what_is_held_is_shown_as_json(client: httpx.AsyncClient) -> None:
    turn = await asked(client)
    await client.post("/api/feedback", json={"turn": turn, "useful": True})
    await client.put("/api/me/profile", json={"role": "nurse"})
    await client.put("/api/me/steps", json={"journey": "arrival", "step": "visa"})

    held = (await client.get("/api/me")).json()

    HeldObject.model_validate(held)
    assert held["turns"][0]["question"] == "Who pays?"
    assert held["turns"][0]["citations"][0]["number"] == 1
    assert held["turns"][0]["rating"] == {"useful": True, "reason": None, "comment": ""}
    assert (held["profile"], held["steps"]) == ({"role": "nurse"}, [{"journey": "arrival", "step": "visa"}])


async def test_who_is_not_known_is_shown_nothing_and_given_no_cookie(client: httpx.AsyncClient) -> None:
    response = await client.get("/api/me")

    assert response.json() == {"turns": [], "handoffs": [], "steps": [], "profile": {}, "language": ""}
    assert "set-cookie" not in response.headers


async def test_forgetting_deletes_everything_and_the_cookie(client: httpx.AsyncClient, records: FakeRecords) -> None:
    await asked(client)

    response = await client.delete("/api/me")

    assert DeletedObject.model_validate(response.json()) == DeletedObject(turns=1, ratings=0, handoffs=0)
    assert "Max-Age=0" in response.headers["set-cookie"]
    assert "me" not in client.cookies
    assert records.turns == {}


async def test_a_profile_and_ticks_can_be_kept_and_taken_back(client: httpx.AsyncClient, records: FakeRecords) -> None:
    await client.put("/api/me/profile", json={"role": "nurse"})
    await client.put("/api/me/steps", json={"journey": "arrival", "step": "visa"})
    [person] = records.profiles
    assert records.profiles[person] == Profile(role="nurse")
    assert records.ticks[person] == [Tick("arrival", "visa")]

    await client.put("/api/me/profile", json={})
    await client.put("/api/me/steps", json={"journey": "arrival", "step": "visa", "done": False})

    assert records.profiles[person] == Profile()
    assert records.ticks[person] == []


async def test_records_that_cannot_be_reached_are_told_without_our_insides(
    client: httpx.AsyncClient, records: FakeRecords
) -> None:
    turn = await asked(client)
    records.error = RecordsUnavailable("secret.internal is gone")

    response = await client.post("/api/feedback", json={"turn": turn, "useful": True})

    assert (response.status_code, response.headers["retry-after"]) == (503, "30")
    assert response.json()["detail"].startswith("What we keep cannot be reached at the moment. Nothing was changed.")


async def test_the_page_goes_on_with_its_conversation(client: httpx.AsyncClient, records: FakeRecords) -> None:
    for question in ("Who pays?", "How long?"):
        carried = (await client.post("/turn", json={"question": question, "conversation": "c1"})).text
    assert '"conversation":"c1"' in carried.replace(": ", ":")

    [turns] = records.turns.values()
    assert {turn.conversation for turn in turns} == {"c1"}


async def test_the_form_names_a_conversation_and_keeps_to_it(client: httpx.AsyncClient, records: FakeRecords) -> None:
    page = await client.post("/", data={"question": "Who pays?", "conversation": ""})
    carried = page.text.split('name="conversation" value="')[1].split('"')[0].replace("&#34;", '"')

    await client.post("/", data={"question": "How long?", "conversation": carried})

    [turns] = records.turns.values()
    assert len({turn.conversation for turn in turns}) == 1
    assert turns[0].conversation
