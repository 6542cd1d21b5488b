import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import Open, answer, ask, fits
from tests.browser.test_accessibility import violations
from tests.channels.fakes import LEVY
from tests.channels.kept import FakeRecords
from tests.channels.queue import WAITING, FakeQueue

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SCREENS = [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 640}}]
TOKEN = "a-token-for-tests-only"


@pytest.fixture(params=SCREENS, ids=["light", "dark", "narrow"])
def screen(request: pytest.FixtureRequest, open_page: Open) -> Page:
    return open_page(**request.param)


def sign_in(page: Page) -> None:
    page.get_by_label("Staff token").fill(TOKEN)
    page.get_by_role("button", name="Sign in").click()


def send_to_a_person(page: Page) -> None:
    answer(page).get_by_text("Ask a person").click()
    answer(page).get_by_role("button", name="Send it").click()


def test_a_yes_is_one_tap(page: Page, records: FakeRecords) -> None:
    ask(page)

    answer(page).get_by_role("button", name="Yes").click()

    expect(answer(page).get_by_role("group", name="Your rating")).to_be_focused()
    assert [rating.useful for rating in records.ratings.values()] == [True]


def test_a_no_asks_why(page: Page, records: FakeRecords) -> None:
    ask(page)

    answer(page).get_by_role("button", name="No", exact=True).click()
    answer(page).get_by_label("It is out of date").check()
    answer(page).get_by_label("Anything else?").fill("It is from 2019.")
    answer(page).get_by_role("button", name="Send", exact=True).click()

    expect(answer(page).get_by_label("It is out of date")).to_have_count(0)
    assert [(each.useful, each.reason, each.comment) for each in records.ratings.values()] == [
        (False, "out_of_date", "It is from 2019.")
    ]


def test_a_person_can_be_asked_for_in_the_chat(page: Page, records: FakeRecords) -> None:
    ask(page)
    answer(page)
    ask(page, "Can I talk to a person?")
    expect(page.get_by_role("heading", name="You asked: Can I talk to a person?", exact=True)).to_be_visible()
    expect(answer(page).get_by_role("button", name="Send it", exact=True)).to_be_visible()
    expect(page.locator("#stop")).to_be_hidden()

    answer(page).get_by_role("button", name="Send it", exact=True).click()

    expect(page.get_by_role("heading", name="You asked: Send it", exact=True)).to_be_visible()
    expect(answer(page)).to_contain_text("Sent to the learning and development team")
    assert [handoff.question for handoff in next(iter(records.handed.values()))] == ["Who pays?"]


def test_a_keyboard_is_enough_to_ask_a_person(page: Page, records: FakeRecords) -> None:
    ask(page)
    answer(page).locator("summary", has_text="Ask a person").focus()

    page.keyboard.press("Enter")
    expect(answer(page)).to_contain_text("the learning and development team")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(answer(page).get_by_role("group", name="Ask a person")).to_be_focused()
    assert len(records.handed) == 1


def test_what_was_rated_and_sent_stays_so_when_the_page_is_opened_again(page: Page) -> None:
    ask(page)
    answer(page).get_by_role("button", name="Yes").click()
    send_to_a_person(page)
    expect(answer(page)).to_contain_text("Sent to the learning and development team")

    page.reload()

    expect(answer(page)).to_contain_text("Thank you.")
    expect(answer(page)).to_contain_text("Sent to the learning and development team")


def test_the_reply_of_a_person_comes_to_the_page_and_is_put_away(page: Page, records: FakeRecords) -> None:
    ask(page)
    send_to_a_person(page)
    expect(page.locator("#replies")).to_contain_text("With the learning and development team")

    records.reply("Call us on extension 0000.")
    ask(page, "And part time?")

    expect(page.get_by_role("region", name="A reply to your question")).to_contain_text("Call us on extension 0000.")
    page.get_by_role("button", name="I have read this").click()
    expect(page.get_by_role("region", name="A reply to your question")).to_have_count(0)


def test_forgetting_takes_the_conversation_off_the_page(page: Page, records: FakeRecords) -> None:
    ask(page)
    answer(page)

    page.locator("summary", has_text="Forget me").click()
    page.get_by_role("button", name="Delete it all").click()

    expect(page.get_by_text(LEVY)).to_have_count(0)
    assert records.turns == {}


def test_the_parts_beside_an_answer_have_no_violations(screen: Page) -> None:
    ask(screen)
    answer(screen).get_by_text("Ask a person").click()
    answer(screen).get_by_role("button", name="No", exact=True).click()
    expect(answer(screen).get_by_label("It is wrong")).to_be_visible()

    assert violations(screen) == []
    assert fits(screen)


def test_a_reply_has_no_violations(screen: Page, records: FakeRecords) -> None:
    ask(screen)
    send_to_a_person(screen)
    expect(answer(screen).get_by_role("group", name="Ask a person")).to_be_visible()
    records.reply("Call us.")
    screen.reload()

    expect(screen.get_by_role("region", name="A reply to your question")).to_be_visible()
    assert violations(screen) == []
    assert fits(screen)


def test_staff_sign_in_reply_and_sign_out(open_page: Open, queue: FakeQueue) -> None:
    page = open_page("/staff")
    sign_in(page)
    page.get_by_role("link", name=WAITING.question).click()

    page.get_by_label("What to tell the person").fill("Yes. Call the office.")
    page.get_by_role("button", name="Send reply").click()

    expect(page.get_by_role("status")).to_contain_text("Your reply was sent")
    assert queue.handoffs[WAITING.id].reply == "Yes. Call the office."
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Staff token")).to_be_visible()


def test_a_link_from_elsewhere_leads_staff_who_are_signed_in_to_the_question(open_page: Open) -> None:
    page = open_page("/staff")
    sign_in(page)
    address = page.url.removesuffix("/staff")
    elsewhere = page.context.new_page()
    elsewhere.set_content(f"<a href='{address}/staff/questions/handoff-1'>Read it and reply</a>")

    elsewhere.get_by_role("link").click()

    expect(elsewhere.get_by_label("What to tell the person")).to_be_visible()


def test_staff_need_no_javascript_and_no_mouse(open_page: Open, queue: FakeQueue) -> None:
    page = open_page("/staff/questions/handoff-1", java_script_enabled=False)
    page.get_by_label("Staff token").focus()
    page.keyboard.type(TOKEN)
    page.keyboard.press("Enter")
    page.get_by_label("What to tell the person").focus()

    page.keyboard.type("Yes.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("No question waits")).to_be_visible()
    assert queue.handoffs[WAITING.id].reply == "Yes."


@pytest.mark.parametrize("path", ["/staff", "/staff/questions/handoff-1"])
@pytest.mark.parametrize("options", SCREENS, ids=["light", "dark", "narrow"])
def test_the_pages_of_staff_have_no_violations(open_page: Open, path: str, options: dict[str, object]) -> None:
    page = open_page(path, **options)
    assert violations(page) == []

    sign_in(page)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()

    assert violations(page) == []
    assert fits(page)


def test_a_mistake_of_staff_has_no_violations(open_page: Open) -> None:
    page = open_page("/staff/questions/handoff-1")
    page.get_by_label("Staff token").fill("guess")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_title(re.compile("^Error"))
    assert violations(page) == []

    sign_in(page)
    page.get_by_role("button", name="Send reply").click()

    expect(page.get_by_role("alert")).to_contain_text("Enter a reply")
    assert violations(page) == []
