"""A shared computer: what the next person who sits down at it can see, and the choice to be remembered."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.steps import Open, answer, ask, fits, question_box
from tests.browser.test_accessibility import SCREENS, SOURCE_PAGE, violations
from tests.browser.test_people import send_to_a_person
from tests.channels.fakes import LEVY, FakeAssistant
from tests.channels.kept import FakeRecords

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture
def timed(page: Page) -> Page:
    """The page with a clock that the test moves."""
    page.clock.install()
    page.reload()
    return page


@pytest.fixture(params=SCREENS, ids=["light", "dark", "narrow"])
def warned(request: pytest.FixtureRequest, open_page: Open) -> Page:
    """The page after 13 minutes without use, with its warning."""
    page = open_page(**request.param)
    page.clock.install()
    page.reload()
    ask(page)
    answer(page)
    page.clock.fast_forward("13:05")
    expect(page.get_by_role("alertdialog")).to_be_visible()
    return page


def test_the_warning_says_what_happens_and_has_no_violations(warned: Page) -> None:
    warning = warned.get_by_role("alertdialog", name="Are you still there?")

    expect(warning).to_have_accessible_description(
        "For your privacy, this conversation is cleared in 2 minutes, because nobody has used it for a while."
    )
    expect(warning.get_by_role("button", name="Stay on this page")).to_be_focused()
    assert violations(warned) == []
    assert fits(warned)


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_one_key_stays_on_the_page(timed: Page, key: str) -> None:
    ask(timed)
    answer(timed)
    timed.clock.fast_forward("13:05")
    expect(timed.get_by_role("alertdialog")).to_be_visible()

    timed.keyboard.press(key)
    expect(timed.get_by_role("alertdialog")).to_be_hidden()
    timed.clock.fast_forward("12:00")

    expect(answer(timed)).to_contain_text(LEVY)
    expect(timed.get_by_role("alertdialog")).to_be_hidden()


def test_without_use_the_conversation_is_cleared_with_the_person_behind_it(timed: Page, records: FakeRecords) -> None:
    ask(timed)
    answer(timed)
    question_box(timed).fill("half a question")

    timed.clock.fast_forward("13:05")
    timed.clock.fast_forward("02:00")

    expect(timed.get_by_text("The conversation was cleared, because nobody had used it for 15 minutes.")).to_be_visible()
    expect(timed.get_by_role("group", name="Answer")).to_have_count(0)
    expect(question_box(timed)).to_have_value("")
    assert timed.context.cookies() == []
    ask(timed)
    answer(timed)
    assert len(records.turns) == 2


def test_without_use_what_was_sent_to_a_person_and_the_reply_are_cleared_too(timed: Page, records: FakeRecords) -> None:
    ask(timed)
    send_to_a_person(timed)
    expect(timed.locator("#replies")).to_contain_text("With the learning and development team")
    ((person, (sent,)),) = records.handed.items()
    records.handed[person] = [replace(sent, state="answered", reply="Call us on extension 0000.", replied_at=sent.sent_at)]
    timed.get_by_role("link", name="Start again").click()
    expect(timed.get_by_role("region", name="A reply to your question")).to_contain_text("Call us on extension 0000.")

    timed.clock.fast_forward("13:05")
    expect(timed.get_by_role("alertdialog")).to_be_visible()
    timed.clock.fast_forward("02:00")

    expect(timed.get_by_text("The conversation was cleared")).to_be_visible()
    expect(timed.get_by_text("extension 0000")).to_have_count(0)
    timed.reload()
    expect(question_box(timed)).to_be_visible()
    expect(timed.locator("#replies *")).to_have_count(0)


def test_a_computer_that_slept_shows_nothing_when_it_wakes(timed: Page) -> None:
    ask(timed)
    answer(timed)

    timed.clock.fast_forward("08:00:00")

    expect(timed.get_by_text("The conversation was cleared")).to_be_visible()
    expect(timed.get_by_text(LEVY)).to_have_count(0)


def test_it_can_be_cleared_at_once(timed: Page) -> None:
    ask(timed)
    answer(timed)
    timed.clock.fast_forward("13:05")

    timed.get_by_role("button", name="Clear it now").click()

    expect(timed.get_by_text("The conversation was cleared")).to_be_visible()
    expect(timed.get_by_text(LEVY)).to_have_count(0)


def test_going_back_shows_nothing_of_a_conversation_that_was_cleared(timed: Page) -> None:
    ask(timed)
    answer(timed)
    timed.goto(SOURCE_PAGE)
    expect(timed.locator("mark")).to_be_visible()

    timed.clock.fast_forward("16:00")
    timed.go_back()

    expect(question_box(timed)).to_be_visible()
    expect(timed.get_by_role("group", name="Answer")).to_have_count(0)


def test_who_uses_the_page_is_not_asked(timed: Page, assistant: FakeAssistant) -> None:
    ask(timed)
    answer(timed)

    for _ in range(3):
        timed.clock.fast_forward("10:00")
        timed.keyboard.press("Shift")

    expect(timed.get_by_role("alertdialog")).to_be_hidden()
    expect(answer(timed)).to_contain_text(LEVY)
    assert len(assistant.asked) == 1


def test_an_empty_page_asks_nobody(timed: Page) -> None:
    timed.clock.fast_forward("01:00:00")

    expect(timed.get_by_role("alertdialog")).to_be_hidden()
    expect(timed.get_by_text("The conversation was cleared")).to_have_count(0)


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


def test_a_keyboard_is_enough_to_choose_the_language_and_the_conversation_stays(page: Page) -> None:
    ask(page)
    answer(page)
    question_box(page).fill("half a question")

    page.get_by_label("Language").focus()
    page.keyboard.type("Cymraeg")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Gofynnwch am ddysgu a gyrfaoedd")).to_be_visible()
    expect(page.locator(".app-turn")).to_contain_text(LEVY)
    expect(page.locator(".app-turn")).to_have_attribute("lang", "en")
    expect(page.locator("#question")).to_have_value("half a question")


def test_without_javascript_the_language_and_the_device_are_chosen_and_the_conversation_stays(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    ask(page)
    question_box(page).fill("half a question")
    page.get_by_label("Language").select_option("ar")
    page.get_by_role("button", name="Change language").click()

    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("#question")).to_have_value("half a question")
    expect(page.get_by_text(LEVY).first).to_be_visible()
    page.locator("#device button").click()

    expect(page.get_by_text(LEVY).first).to_be_visible()
    expect(page.locator("#device")).to_have_attribute("data-remembered", "yes")


def test_with_javascript_off_going_back_does_not_show_an_answer_again(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    ask(page)
    answer(page)
    page.get_by_role("link", name="Start again").click()
    expect(page.get_by_text(LEVY)).to_have_count(0)

    with pytest.raises(Error, match="ERR_CACHE_MISS"):  # the browser asks before it would send the question again
        page.go_back()
