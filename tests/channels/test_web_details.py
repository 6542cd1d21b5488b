import html
import json
import re
from dataclasses import replace

import httpx
import pytest

from assistant.channels.web.conversation import Exchange, carried, read_carried
from assistant.errors import RecordsUnavailable
from assistant.kept import Held, Tick
from tests.channels.drawn import FUNDING, JOURNEY, LEARNING, ROUTES
from tests.channels.fakes import FakeAssistant
from tests.channels.kept import NOON, FakeRecords
from tests.channels.plain_page import ask, hidden

pytestmark = pytest.mark.asyncio

HOSTILE = "<script>alert(1)</script>\" onclick='x'"


class NeverAllAtOnce(FakeRecords):
    """Records of which nothing may ask for all that is held."""

    async def held(self, person: str) -> Held:
        raise RecordsUnavailable(f"Nobody asked to see what is held of {person}.")


def shown(page: str) -> str:
    """The page without what its fields carry."""
    return re.sub(r' value="[^"]*"', "", page)


def ticked(page: str) -> list[str]:
    return re.findall(r'name="done:([\w-]+)" type="checkbox" value="yes" checked', page)


async def test_routes_are_lists_that_look_like_diagrams(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    assistant.reply = ROUTES

    page = await ask(client)

    assert page.count('<li class="app-route">') == 2
    assert page.count('class="app-leg app-leg--') == 4
    assert shown(page).count("A healthcare support worker can become a registered nurse in 48 months.") == 1
    order = [shown(page).index(words) for words in ("Taken for granted", "app-routes", "One more thing")]
    assert order == sorted(order)
    assert '<span class="app-leg__months" aria-hidden="true">18 to 24 months</span>' in page
    assert re.search(r'app-standing--not_met"><span [^>]*aria-hidden="true"></span>Not met</span>', page)


async def test_funding_is_a_table_with_a_caption_and_headers(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    assistant.reply = FUNDING

    page = await ask(client)

    assert '<caption class="app-fits__caption">What fits, and what each asks</caption>' in page
    headers = re.findall(r'<th role="columnheader" scope="col">([^<]*)</th>', page)
    assert headers == ["Name", "Fits you?", "What it is", "What it depends on", "Sums and limits", "Next step"]
    assert re.findall(r'scope="row"[^>]*>([^<]*)<', page) == ["Apprenticeship paid by the levy", "Training grant"]
    assert "Need to know</span>" in page
    assert "Ended</span>" in page
    assert shown(page).count("These may have changed, check:") == 1


async def test_programmes_are_a_table_too(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    assistant.reply = LEARNING

    page = await ask(client)

    assert page.count('<th role="columnheader"') == 3
    assert "</span>Met</span>" in page


async def test_a_mark_in_a_drawing_leads_to_its_quote(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    assistant.reply = FUNDING

    page = await ask(client)

    cell = re.search(r"<td role=\"cell\">(?:(?!</td>).)*Levy money may pay(?:(?!</td>).)*</td>", page, re.DOTALL)
    assert cell
    assert 'class="app-mark" href="/source?document=routes%2Fnursing.md' in cell[0]


async def test_hostile_words_in_details_are_shown_as_text(client: httpx.AsyncClient) -> None:
    for reply in (ROUTES, FUNDING, JOURNEY):
        changed = json.loads(carried([Exchange(question="a", answer=HOSTILE, details=reply.details, at=int(NOON.timestamp()))]))
        changed[0]["details"]["items"][0] |= {"title": HOSTILE}
        changed[0]["details"]["items"][0]["steps"][0] |= {"text": HOSTILE, "id": HOSTILE}

        page = await ask(client, "More?", conversation=json.dumps(changed))

        assert "<script>alert" not in page
        assert not re.search(r"<[^>\"]*(?:\"[^\"]*\"[^>\"]*)* onclick=", page)


async def test_only_the_newest_answer_is_carried_with_its_details(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    assistant.reply = ROUTES
    first = hidden(await ask(client, "First?"), "conversation")
    assistant.reply = FUNDING

    second = read_carried(hidden(await ask(client, "Second?", conversation=first), "conversation"))

    assert [told.details and told.details.type for told in second] == [None, "schemes"]


async def test_an_answer_that_is_shown_again_is_drawn_again(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    assistant.reply = ROUTES
    page = await ask(client)

    again = await client.post(
        "/rate", data={"turn": hidden(page, "turn"), "useful": "yes", "conversation": hidden(page, "conversation")}
    )

    assert again.text.count('<li class="app-route">') == 2


async def test_a_journey_is_a_checklist_with_a_box_a_step(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    assistant.reply = JOURNEY

    page = await ask(client)

    assert re.findall(r'name="done:([\w-]+)" type="checkbox"', page) == ["open-account", "use-card", "share-code"]
    assert 'for="answer-use-card"><span class="app-words" lang="en" dir="ltr">You: Use your old card.</span></label>' in page
    assert "First week</legend>" in page
    assert ">Done: Open account<" not in page
    assert ">Registration</button>" in page


async def test_ticks_are_kept_and_shown_without_script(
    client: httpx.AsyncClient, assistant: FakeAssistant, records: FakeRecords
) -> None:
    assistant.reply = JOURNEY
    page = await ask(client)
    fields = {name: hidden(page, name) for name in ("journey", "steps", "conversation")}
    fields["conversation"] = re.findall(r'name="conversation" value="([^"]*)"', page)[0]

    saved = await client.post(
        "/tick", data=fields | {"conversation": html.unescape(fields["conversation"]), "done:use-card": "yes"}
    )

    assert [ticks for ticks in records.ticks.values()] == [[Tick("international-nurse", "use-card")]]
    assert "<strong>Saved.</strong> 1 of 3 done" in saved.text
    assert ticked(saved.text) == ["use-card"]
    assert ticked(await ask(client, "And now?")) == ["use-card"]


@pytest.mark.parametrize("records", [NeverAllAtOnce()])
async def test_ticks_are_kept_and_shown_without_reading_what_was_asked(
    client: httpx.AsyncClient, assistant: FakeAssistant, records: FakeRecords
) -> None:
    assistant.reply = JOURNEY
    await ask(client)

    saved = await client.post("/tick", data={"journey": "international-nurse", "steps": "use-card", "done:use-card": "yes"})

    assert "<strong>Saved.</strong>" in saved.text
    assert list(records.ticks.values()) == [[Tick("international-nurse", "use-card")]]
    assert ticked(await ask(client, "And now?")) == ["use-card"]


async def test_a_tick_is_taken_away(client: httpx.AsyncClient, assistant: FakeAssistant, records: FakeRecords) -> None:
    assistant.reply = JOURNEY
    await ask(client)
    tick = {"journey": "international-nurse", "steps": "open-account use-card"}
    await client.post("/tick", data=tick | {"done:use-card": "yes"})

    await client.post("/tick", data=tick | {"done:open-account": "yes"})

    assert list(records.ticks.values()) == [[Tick("international-nurse", "open-account")]]


async def test_a_step_that_was_done_when_it_was_told_can_be_taken_back(
    client: httpx.AsyncClient, assistant: FakeAssistant
) -> None:
    assert JOURNEY.details
    first, *others = JOURNEY.details.items[0].steps
    stage = replace(JOURNEY.details.items[0], steps=(replace(first, status="met"), *others))
    assistant.reply = replace(JOURNEY, details=replace(JOURNEY.details, items=(stage,)))
    page = await ask(client)
    fields = {name: hidden(page, name) for name in ("journey", "steps", "conversation")}

    saved = await client.post("/tick", data=fields | {"done:use-card": "yes"})

    assert ticked(page) == ["open-account"]
    assert ticked(saved.text) == ["use-card"]


async def test_ticks_that_cannot_be_read_or_kept_are_told(client: httpx.AsyncClient, records: FakeRecords) -> None:
    long = await client.post("/tick", data={"journey": "a" * 300, "steps": "b", "done:b": "yes"})
    records.error = RecordsUnavailable("The disk is full.")
    lost = await client.post("/tick", data={"journey": "a", "steps": "b", "done:b": "yes"})

    assert (long.status_code, lost.status_code) == (422, 503)
    assert "The ticks could not be read." in long.text
    assert "What we keep cannot be reached at the moment." in lost.text
    assert records.ticks == {}


async def test_a_checklist_is_shown_where_ticks_cannot_be_reached(
    client: httpx.AsyncClient, assistant: FakeAssistant, records: FakeRecords
) -> None:
    assistant.reply = JOURNEY
    await ask(client)
    records.error = RecordsUnavailable("x")

    page = await ask(client)

    assert "First week</legend>" in page
    assert ticked(page) == []


@pytest.mark.parametrize("path", ["/tick", "/brief"])
async def test_another_site_can_send_neither_form(client: httpx.AsyncClient, path: str) -> None:
    response = await client.post(path, data={"asked": '["a"]'}, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
