"""The page in the languages of the fixed phrases."""

import json
import re
from html import unescape

import httpx
import pytest

from assistant.channels.labels import labels, languages
from assistant.channels.web.conversation import Exchange, carried
from assistant.own_data import wish_of
from assistant.phrases import Phrases
from assistant.phrases import languages as of_the_phrases
from tests.channels.fakes import LEVY, FakeAssistant, source_address
from tests.channels.kept import DAY, NOON

ARABIC = labels("ar")


def test_the_page_speaks_the_languages_of_the_fixed_phrases() -> None:
    assert set(languages()) == set(of_the_phrases())


@pytest.mark.parametrize("language", languages())
def test_the_buttons_for_ones_own_data_say_what_is_understood(language: str) -> None:
    words = labels(language)

    forget, held = wish_of(words["forget_me"]), wish_of(words["show_held"])

    assert (forget and (forget.kind, forget.language), held and (held.kind, held.language)) == (
        ("forget_me", language),
        ("held", language),
    )


@pytest.mark.asyncio
@pytest.mark.parametrize("language", languages())
async def test_every_language_has_a_page_that_says_which_it_is(client: httpx.AsyncClient, language: str) -> None:
    words = labels(language)

    page = unescape((await client.get("/", headers={"Accept-Language": f"{language}-XX,en;q=0.5"})).text)

    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    assert f'<option value="{language}" lang="{language}"' in page
    assert words["title"] in page
    assert words["example_pay"] in page
    assert page.count(Phrases.load(language).not_checked or "no such notice") == (0 if language == "en" else 1)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("", "en"),
        ("de, fr;q=0.8, en;q=0.2", "fr"),
        ("en;q=0.3, pl;q=0.9", "pl"),
        ("fil-PH", "tl"),
        ("cy;q=0, *", "en"),
        ("cy;q=x, ro", "ro"),
        (";;;,=", "en"),
    ],
)
async def test_the_first_language_is_the_one_that_the_browser_asks_for(
    client: httpx.AsyncClient, wanted: str, language: str
) -> None:
    page = await client.get("/", headers={"Accept-Language": wanted})

    assert f'<html lang="{language}"' in page.text


@pytest.mark.asyncio
async def test_a_language_is_chosen_kept_and_asked_in(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    chosen = await client.post("/language", data={"language": "ar"})
    page = unescape((await client.post("/", data={"question": "Who pays?"})).text)
    await client.post("/turn", json={"question": "Who pays?"})

    assert (chosen.status_code, chosen.headers["location"]) == (303, "/")
    assert "Max-Age" not in chosen.headers["set-cookie"]
    assert ARABIC["sources"] in page
    assert [question.profile.language for question in assistant.asked] == ["ar", "ar"]


@pytest.mark.asyncio
async def test_what_the_browser_asks_for_does_not_decide_on_the_language_of_answers(
    client: httpx.AsyncClient, assistant: FakeAssistant
) -> None:
    await client.post("/", data={"question": "Who pays?"}, headers={"Accept-Language": "ar"})

    assert assistant.asked[0].profile.language == ""


@pytest.mark.asyncio
async def test_an_address_can_name_the_language(client: httpx.AsyncClient) -> None:
    await client.get("/?language=cy")

    assert '<html lang="cy"' in (await client.get("/")).text


@pytest.mark.asyncio
async def test_a_device_that_remembers_keeps_the_language_too(client: httpx.AsyncClient) -> None:
    await client.post("/language", data={"language": "cy"})

    remembered = await client.post("/remember", data={"remember": "yes"})

    language = next(each for each in remembered.headers.get_list("set-cookie") if each.startswith("language="))
    assert f"Max-Age={365 * DAY}" in language


@pytest.mark.asyncio
async def test_a_change_of_language_keeps_the_conversation_and_the_page(client: httpx.AsyncClient) -> None:
    told = carried([Exchange(question="First?", answer="Yes.", at=int(NOON.timestamp()))])

    page = await client.post("/language", data={"language": "pl", "conversation": told})
    source = await client.post("/language", data={"language": "pl", "back": source_address(LEVY)})
    elsewhere = await client.post("/language", data={"language": "pl", "back": "https://example.org/source?a"})

    assert "First?" in page.text
    assert '<li class="app-turn" lang="pl" dir="ltr">' in page.text
    assert source.headers["location"] == f"{source_address(LEVY)}#quote"
    assert elsewhere.headers["location"] == "/"


@pytest.mark.asyncio
async def test_a_change_of_language_keeps_what_is_typed(client: httpx.AsyncClient) -> None:
    page = await client.post("/language", data={"language": "pl", "conversation": "[]", "question": "How do I <b>"})

    assert '<html lang="pl"' in page.text
    assert "\nHow do I &lt;b&gt;</textarea>" in page.text


async def test_an_unknown_language_changes_nothing(client: httpx.AsyncClient) -> None:
    await client.post("/language", data={"language": "cy"})

    await client.post("/language", data={"language": '"><script>'})

    assert '<html lang="cy"' in (await client.get("/")).text


@pytest.mark.asyncio
async def test_steps_and_problems_are_told_in_the_language_of_the_page(
    client: httpx.AsyncClient, assistant: FakeAssistant
) -> None:
    assistant.delay = 0.02
    await client.post("/language", data={"language": "ar"})

    told = (await client.post("/turn", json={"question": "Who pays?"})).text
    empty = (await client.post("/turn", json={"question": " "})).text
    lost = unescape((await client.get("/source?document=none")).text)

    assert json.dumps(ARABIC["searching"]) in told
    assert json.dumps(ARABIC["still_searching"]) in told
    assert json.dumps(ARABIC["enter_a_question"]) in empty
    assert ARABIC["no_such_document"] in lost


@pytest.mark.asyncio
async def test_dates_are_told_in_the_language_of_the_page(client: httpx.AsyncClient) -> None:
    await client.post("/language", data={"language": "fr"})

    page = unescape((await client.get(source_address(LEVY))).text)

    assert re.search(r"août 2026", page)
