import re
from dataclasses import replace

import httpx
import pytest

from assistant.channels.web.app import STATIC
from assistant.channels.web.conversation import Exchange, carried, read_carried
from assistant.errors import IndexNotReady, ModelUnavailable
from assistant.types import Turn
from tests.channels.fakes import ANSWERED, ARABIC, LEVY, NO_EVIDENCE, SOURCE, FakeAssistant, cite
from tests.channels.kept import NOON
from tests.channels.plain_page import hidden

pytestmark = pytest.mark.asyncio

SENT = sorted(path.name for path in STATIC.iterdir() if path.suffix != ".txt")
HOSTILE = '<script>alert("1")</script>\u202e\U000e0041\x00\' onclick="x'


async def ask(client: httpx.AsyncClient, question: str = "Who pays?", **fields: str) -> httpx.Response:
    return await client.post("/", data={"question": question} | fields)


def conversation_in(page: str) -> tuple[Exchange, ...]:
    return read_carried(hidden(page, "conversation"))


async def test_the_first_page_says_what_it_is_for_and_what_not(client: httpx.AsyncClient) -> None:
    response = await client.get("/")

    assert response.status_code == 200
    assert "does not give clinical, legal or immigration advice" in response.text
    assert "Do not type the names or details of patients" in response.text
    assert "Use up to 2,000 characters" in response.text
    assert response.text.count('class="app-suggestion" name="question"') == 4 + 2
    assert "We keep each question and its answer for 30 days" in response.text


async def test_a_page_draws_the_exchanges_that_it_carries(client: httpx.AsyncClient) -> None:
    told = [Exchange(question=f"Question {number}?", answer="a" * 5_000, at=int(NOON.timestamp())) for number in range(9)]

    page = (await ask(client, "Who pays?", conversation=carried(told))).text

    questions = [exchange.question for exchange in conversation_in(page)]
    assert questions == ["Question 5?", "Question 6?", "Question 7?", "Question 8?", "Who pays?"]
    assert re.findall(r'<span dir="auto">(Question \d\?|Who pays\?)</span></h2>', page) == questions


async def test_the_plain_form_is_answered_on_a_full_page(client: httpx.AsyncClient) -> None:
    response = await ask(client)

    assert response.status_code == 200
    assert f"<p>{LEVY} <a" in response.text
    assert '<a class="app-mark" href="/source?document=routes%2Fnursing.md&amp;start=' in response.text
    assert "As of August 2026 · Review by February 2099" in response.text
    assert "On offer now" in response.text
    assert "Check with your employer before you apply." in response.text
    assert '<button class="app-suggestion" name="question" value="What grades do I need?"' in response.text


async def test_the_conversation_is_carried_in_the_form(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    first = conversation_in((await ask(client, "First?")).text)

    second = await ask(client, "Second?", conversation=carried(first))

    assert assistant.asked[1].history == (Turn("user", "First?"), Turn("assistant", ANSWERED.text))
    assert [exchange.question for exchange in conversation_in(second.text)] == ["First?", "Second?"]
    assert second.text.index("First?") < second.text.index("Second?")
    assert '<a class="app-mark" href="/source?document=routes%2Fnursing.md&amp;start=' in second.text


async def test_a_long_conversation_is_cut_to_its_last_ten_exchanges(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    told = [{"question": str(number), "answer": "a", "at": int(NOON.timestamp())} for number in range(40)]

    response = await ask(client, conversation=str(told).replace("'", '"'))

    assert len(assistant.asked[0].history) == 20
    assert len(conversation_in(response.text)) == 10


async def test_a_conversation_that_cannot_be_read_is_refused(client: httpx.AsyncClient) -> None:
    response = await ask(client, conversation="{")

    assert response.status_code == 422
    assert "Choose Start again" in response.text


async def test_an_empty_question_is_shown_at_the_box(client: httpx.AsyncClient) -> None:
    response = await ask(client, " ")

    assert response.status_code == 422
    assert "<title>Error: " in response.text
    assert 'aria-describedby="question-hint question-error"' in response.text
    assert '<a href="#question">Enter a question</a>' in response.text


@pytest.mark.parametrize(("error", "status"), [(ModelUnavailable("x"), 503), (IndexNotReady("Run it."), 503)])
async def test_a_failure_keeps_the_question_and_the_conversation(
    client: httpx.AsyncClient, assistant: FakeAssistant, error: Exception, status: int
) -> None:
    earlier = [Exchange(question="First?", answer="Yes.", at=int(NOON.timestamp()))]
    assistant.error = error

    response = await ask(client, "Second?", conversation=carried(earlier))

    assert response.status_code == status
    assert ">\nSecond?</textarea>" in response.text
    assert conversation_in(response.text) == tuple(earlier)


async def test_an_unexpected_failure_is_a_page_with_a_plain_sentence(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    assistant.error = RuntimeError("secret")

    response = await ask(client)

    assert response.status_code == 500
    assert "Something went wrong on our side." in response.text
    assert "secret" not in response.text


@pytest.mark.parametrize("body", [b"question=" + b"%FF" * 10, b"\xff" * 100, b"&".join([b"a=1"] * 100), b"question=a%00b"])
async def test_a_form_that_is_not_a_form_is_refused_or_read_as_text(client: httpx.AsyncClient, body: bytes) -> None:
    response = await client.post("/", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})

    assert response.status_code in {200, 400, 422}
    assert response.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/", "/turn"])
async def test_another_site_cannot_ask_through_this_page(client: httpx.AsyncClient, path: str) -> None:
    response = await client.post(path, json={"question": "a"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403


async def test_hostile_text_is_shown_as_text_everywhere(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    citation = replace(
        cite(1, LEVY),
        title=HOSTILE,
        section=HOSTILE,
        quote=HOSTILE,
        document=HOSTILE,
        provenance=replace(SOURCE.provenance, url="javascript:alert(1)", source_title=HOSTILE, applies_to=HOSTILE),
    )
    assistant.reply = replace(
        ANSWERED,
        text=f"{HOSTILE} [1]",
        language=HOSTILE,
        citations=(citation,),
        follow_ups=(HOSTILE,),
        notices=(HOSTILE,),
    )

    page = (await ask(client, HOSTILE, conversation=carried([Exchange(question=HOSTILE, answer=HOSTILE)]))).text

    assert "<script>" not in page
    assert not re.search("[\u202e\U000e0041\x00]", page)
    assert not re.search(r"<[^>]* onclick=\"", page)
    assert 'href="javascript:' not in page


async def test_a_right_to_left_answer_says_so_and_its_english_quote_too(
    client: httpx.AsyncClient, assistant: FakeAssistant
) -> None:
    assistant.reply = ARABIC

    page = (await ask(client)).text

    assert 'lang="ar" dir="rtl"' in page
    assert f'<p><span lang="en" dir="ltr">{LEVY} <a' in page


async def test_not_finding_an_answer_is_said_and_shows_no_sources(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    assistant.reply = NO_EVIDENCE

    page = (await ask(client)).text

    assert "No answer found" in page
    assert "Where this comes from" not in page


async def test_a_source_past_its_review_date_and_not_yet_on_offer_is_told(
    client: httpx.AsyncClient, assistant: FakeAssistant
) -> None:
    provenance = replace(SOURCE.provenance, review_by="2020-01", status="planned")
    assistant.reply = replace(ANSWERED, citations=(replace(cite(1, LEVY), provenance=provenance),))

    page = (await ask(client)).text

    assert "Was due for review January 2020" in page
    assert "Planned, not on offer yet" in page


async def test_a_person_gets_a_page_for_a_wrong_address(client: httpx.AsyncClient) -> None:
    response = await client.get("/nothing", headers={"Accept": "text/html,*/*"})

    assert response.status_code == 404
    assert "Page not found" in response.text


async def test_quotes_of_one_source_stand_together(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    dated = replace(SOURCE.provenance, as_of="2020-01")
    older = replace(cite(2, "Two GCSEs at grade 4"), provenance=dated)
    assistant.reply = replace(ANSWERED, citations=(cite(1, LEVY), older, cite(3, "Places are few.")))

    page = (await ask(client)).text

    first, second = re.findall(r"<li>\s*<p class=\"app-source__title\">.*?</li>", page, re.DOTALL)
    assert [re.findall(r"\[(\d)\]", re.sub("<details.*", "", each, flags=re.DOTALL)) for each in (first, second)] == [
        ["1", "3"],
        ["2"],
    ]
    assert [each.count("<blockquote") for each in (first, second)] == [2, 1]
    assert "As of January 2020" in second
