"""A page that nobody uses: it warns, and clears the conversation."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import Open, answer, ask, fits, question_box
from tests.browser.test_accessibility import SCREENS, SOURCE_PAGE, violations
from tests.browser.test_people import send_to_a_person
from tests.channels.fakes import LEVY, FakeAssistant
from tests.channels.kept import FakeRecords

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


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
    records.reply("Call us on extension 0000.")
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
