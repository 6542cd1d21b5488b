"""A shared computer: what the next person who sits down at it can see, and the choice to be remembered."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import answer, ask, question_box
from tests.browser.test_accessibility import SOURCE_PAGE
from tests.browser.test_people import send_to_a_person
from tests.channels.fakes import LEVY
from tests.channels.kept import FakeRecords

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_a_device_that_remembers_keeps_the_conversation_until_that_is_taken_back(timed: Page) -> None:
    ask(timed)
    answer(timed)
    timed.get_by_role("button", name="Remember me on this device").click()
    expect(timed.locator("#device")).to_be_focused()
    expect(timed.locator("#device")).to_contain_text("for 12 months after your last visit")
    timed.clock.fast_forward("01:00:00")
    expect(timed.get_by_role("alertdialog")).to_be_hidden()

    other = timed.context.new_page()
    other.goto("/")
    expect(answer(other)).to_contain_text(LEVY)
    other.get_by_role("button", name="Do not remember me on this device").click()
    expect(other.locator("#device")).to_contain_text("It is cleared when you close the tab")
    other.close()

    third = timed.context.new_page()
    third.goto("/")
    expect(third.get_by_role("group", name="Answer")).to_have_count(0)


def forget(page: Page) -> None:
    page.locator("summary", has_text="Forget me").click()
    page.get_by_role("button", name="Delete it all").click()
    expect(answer(page)).to_contain_text("deleted")


@pytest.mark.parametrize("remembered", [False, True])
def test_forget_me_holds_in_every_tab_and_the_device_is_not_remembered(page: Page, remembered: bool) -> None:
    if remembered:
        page.get_by_role("button", name="Remember me on this device").click()
        expect(page.locator("#device")).to_be_focused()
    ask(page)
    answer(page)
    other, away = page.context.new_page(), page.context.new_page()
    for tab in (other, away):
        tab.goto("/")
        ask(tab, "In another tab?")
        answer(tab)
    away.goto(SOURCE_PAGE)

    forget(page)

    expect(other.get_by_text(LEVY)).to_have_count(0)
    for tab in (page, other):
        expect(tab.locator("#device")).to_have_attribute("data-remembered", "no")
    away.go_back()
    expect(question_box(away)).to_be_visible()
    ask(other, "A new question?")
    answer(other)
    page.reload()
    for tab in (page, away):
        expect(tab.get_by_text("another tab")).to_have_count(0)
        expect(tab.get_by_text(LEVY)).to_have_count(0)
    assert page.evaluate("localStorage.getItem('conversation')") is None


def test_two_tabs_of_a_device_that_remembers_keep_both_conversations(page: Page) -> None:
    page.get_by_role("button", name="Remember me on this device").click()
    expect(page.locator("#device")).to_be_focused()
    other = page.context.new_page()
    other.goto("/")
    ask(page, "First?")
    answer(page)
    ask(other, "Second?")
    answer(other)
    answer(page).get_by_role("button", name="Yes").click()
    expect(answer(page)).to_contain_text("Thank you.")

    other.reload()

    expect(other.get_by_role("heading", name="First?")).to_be_visible()
    expect(other.get_by_role("heading", name="Second?")).to_be_visible()
    expect(other.get_by_text("Thank you.")).to_have_count(1)


def test_what_is_remembered_is_kept_for_thirty_days_alone(timed: Page) -> None:
    ask(timed)
    answer(timed)
    timed.get_by_role("button", name="Remember me on this device").click()
    expect(timed.locator("#device")).to_be_focused()

    timed.clock.fast_forward(31 * 24 * 3_600_000)
    timed.reload()

    expect(question_box(timed)).to_be_visible()
    expect(timed.get_by_role("group", name="Answer")).to_have_count(0)


def test_a_new_tab_after_the_last_one_was_closed_is_somebody_new(page: Page, records: FakeRecords) -> None:
    ask(page)
    answer(page)
    context = page.context
    page.close()

    other = context.new_page()
    other.goto("/")
    ask(other)
    answer(other)

    assert len(records.turns) == 2


def test_a_closed_tab_that_is_opened_again_shows_nothing_and_is_somebody_new(page: Page, records: FakeRecords) -> None:
    ask(page)
    send_to_a_person(page)
    expect(page.locator("#replies")).to_contain_text("With the learning and development team")
    kept = page.evaluate("JSON.stringify(sessionStorage)")
    assert LEVY in kept
    again = page.context.new_page()
    page.close()

    # What a browser does: the tab gets back what it kept, not its name.
    again.add_init_script(f"if (!window.name) Object.assign(sessionStorage, {kept})")
    again.goto("/")

    expect(question_box(again)).to_be_visible()
    expect(again.get_by_role("group", name="Answer")).to_have_count(0)
    ask(again, "How long?")
    answer(again)
    expect(again.locator("#replies *")).to_have_count(0)
    assert len(records.turns) == 2
    again.reload()
    expect(answer(again)).to_contain_text(LEVY)


@pytest.fixture
def wide(browser: Browser, address: str) -> Iterator[Page]:
    """The page in a browser for which there are other sites."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.set_default_timeout(5_000)
    page.route(
        lambda url: not url.startswith(address), lambda route: route.fulfill(content_type="text/html", body="<h1>Else</h1>")
    )
    page.goto("/")
    yield page
    context.close()


def test_who_follows_a_link_to_another_site_comes_back_to_the_conversation(wide: Page) -> None:
    ask(wide)
    answer(wide).locator(".app-source summary").first.click()
    answer(wide).locator("a[href^='https://example.org/']").first.click()
    expect(wide.get_by_role("heading", name="Else")).to_be_visible()

    wide.go_back()

    expect(answer(wide)).to_contain_text(LEVY)


def test_who_goes_to_another_site_in_another_way_begins_anew(wide: Page, address: str) -> None:
    ask(wide)
    answer(wide)
    wide.goto("https://example.org/")

    wide.goto(address)

    expect(question_box(wide)).to_be_visible()
    expect(wide.get_by_role("group", name="Answer")).to_have_count(0)


def test_a_second_tab_beside_the_first_is_the_same_person(page: Page, records: FakeRecords) -> None:
    ask(page)
    answer(page)

    other = page.context.new_page()
    other.goto("/")
    ask(other)
    answer(other)

    assert len(records.turns) == 1
