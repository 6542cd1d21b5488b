"""The page in a frame of an intranet's page, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from assistant.channels.web.settings import WebSettings
from tests.channels.fakes import LEVY
from tests.channels.kept import FakeRecords

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

NAMED, NOT_NAMED = "https://intranet.example.org", "https://elsewhere.example.org"


@pytest.fixture
def web_settings() -> WebSettings:
    return WebSettings(embed_origins=(NAMED,))


@pytest.fixture
def scripted() -> bool:
    return True


@pytest.fixture
def elsewhere(browser: Browser, address: str, scripted: bool) -> Iterator[Page]:
    """A tab in which every other site has a page that holds ours."""
    permissions = ["local-network-access"]  # the service of the test is on this machine
    context = browser.new_context(permissions=permissions, java_script_enabled=scripted)
    page = context.new_page()
    page.set_default_timeout(5_000)
    html = f"<h1>Intranet</h1><iframe title='Assistant' width='600' height='800' src='{address}/'></iframe>"
    page.route(lambda url: not url.startswith(address), lambda route: route.fulfill(content_type="text/html", body=html))
    yield page
    context.close()


def ask(frame: FrameLocator, question: str) -> None:
    frame.get_by_role("textbox", name="Your question").fill(question)
    frame.get_by_role("button", name="Ask", exact=True).click()
    expect(frame.get_by_role("heading", name=question)).to_be_visible()
    expect(frame.get_by_role("group", name="Answer").last).to_contain_text(LEVY)


def test_a_site_that_is_named_holds_a_page_that_works_and_knows_its_visitor(elsewhere: Page, records: FakeRecords) -> None:
    elsewhere.goto(NAMED)
    frame = elsewhere.frame_locator("iframe")

    ask(frame, "Who pays?")
    ask(frame, "How long?")

    assert [len(turns) for turns in records.turns.values()] == [2]


@pytest.mark.parametrize("scripted", [False])
def test_the_forms_of_a_page_that_is_held_work_without_javascript(elsewhere: Page, records: FakeRecords) -> None:
    elsewhere.goto(NAMED)
    frame = elsewhere.frame_locator("iframe")

    ask(frame, "Who pays?")
    frame.get_by_role("button", name="Yes").click()

    expect(frame.locator("#said")).to_contain_text("Thank you.")
    assert [rating.useful for rating in records.ratings.values()] == [True]


def test_another_site_holds_nothing(elsewhere: Page) -> None:
    elsewhere.goto(NOT_NAMED)

    expect(elsewhere.get_by_role("heading", name="Intranet")).to_be_visible()
    expect(elsewhere.frame_locator("iframe").get_by_role("textbox")).to_have_count(0)
