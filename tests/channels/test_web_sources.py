import json
from dataclasses import replace
from urllib.parse import urlencode

import httpx
import pytest

from tests.channels.fakes import LEVY, ROW, SOURCE, FakeAssistant, source_address

pytestmark = pytest.mark.asyncio


async def test_a_quote_is_shown_marked_in_its_place(client: httpx.AsyncClient) -> None:
    response = await client.get(source_address(LEVY))

    assert response.status_code == 200
    assert f'<p><mark id="quote">{LEVY}</mark> You must ask your manager first.</p>' in response.text
    assert '<div class="app-document" lang="en" dir="ltr">' in response.text
    assert "The last line of the document." not in response.text


async def test_a_source_says_what_it_is_based_on_and_for_whom(client: httpx.AsyncClient) -> None:
    page = " ".join((await client.get(source_address(LEVY))).text.split())

    assert (
        'Based on: <a href="https://example.org/apprenticeships" rel="noopener">Apprenticeships in nursing</a> · read August 2026'
    ) in page
    for told in ("On offer now", "February 2099", "England, NHS", "support staff", "Education team"):
        assert f">{told}</dd>" in page


async def test_on_offer_now_is_told_with_its_date_alone(client: httpx.AsyncClient, assistant: FakeAssistant) -> None:
    undated = replace(SOURCE, provenance=replace(SOURCE.provenance, as_of="undated"))
    assistant.sources[SOURCE.document] = undated

    page = (await client.get(source_address(LEVY))).text

    assert "On offer now" not in page
    assert "Not stated" in page


async def test_the_whole_document_is_behind_a_link(client: httpx.AsyncClient) -> None:
    part = await client.get(source_address(LEVY))
    whole = await client.get(source_address(LEVY, whole="1"))

    assert "Show the whole document" in part.text
    assert "The last line of the document." in whole.text
    assert f'<mark id="quote">{LEVY}</mark>' in whole.text


async def test_tags_in_a_document_are_not_live(client: httpx.AsyncClient) -> None:
    page = (await client.get(source_address("<b>your</b>"))).text

    assert 'Talk to <mark id="quote">your</mark> education team &amp; your manager.' in page


async def test_a_quoted_row_stands_under_its_column_names(client: httpx.AsyncClient) -> None:
    page = (await client.get(source_address(ROW))).text

    assert '<th role="columnheader" scope="col">Paid by</th>' in page
    assert "<mark>Levy</mark>" in page


async def test_words_that_are_no_longer_there_are_told(client: httpx.AsyncClient) -> None:
    page = (await client.get("/source?document=routes/nursing.md&start=9000&end=9010")).text

    assert "no longer at this place" in page
    assert "<mark" not in page


@pytest.mark.parametrize("document", ["none.md", "../../etc/passwd", "a\x00b", "<script>", ""])
async def test_an_unknown_document_is_a_page_that_says_so(client: httpx.AsyncClient, document: str) -> None:
    response = await client.get(f"/source?{urlencode({'document': document})}")

    assert response.status_code == 404
    assert "We do not have this document" in response.text
    assert "<script>" not in response.text


@pytest.mark.parametrize("query", ["", "document=a&start=x", "document=a&start=1e400", f"document=a&end={'9' * 5000}"])
async def test_a_place_that_is_not_a_place_is_a_page_too(client: httpx.AsyncClient, query: str) -> None:
    response = await client.get(f"/source?{query}")

    assert response.status_code == 422
    assert response.headers["content-type"].startswith("text/html")


async def test_a_source_can_be_had_without_a_page_around_it(client: httpx.AsyncClient) -> None:
    part = (await client.get(source_address(LEVY, part="1"))).text

    assert '<div data-title="Nursing apprenticeships">' in part
    assert f'<mark id="quote">{LEVY}</mark>' in part
    assert "<html" not in part


async def test_a_document_that_is_gone_is_told_in_one_sentence_and_logged_once(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    part = await client.get("/source?document=routes/gone.md&part=1")
    await client.get("/source?document=my patient Jane Doe")

    assert part.status_code == 404
    assert "<html" not in part.text
    assert "We do not have this document. It may have been renamed or taken away." in part.text
    logged = [json.loads(record.message) for record in caplog.records]
    assert [(each["event"], each["document"]) for each in logged] == [("source_gone", "routes/gone.md"), ("source_gone", "")]
