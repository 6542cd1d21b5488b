"""The page without JavaScript."""

import re

import pytest
from playwright.sync_api import Error, expect

from tests.browser.steps import Open, answer, ask, question_box
from tests.channels.fakes import ANSWERED, LEVY, FakeAssistant
from tests.channels.kept import FakeRecords

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_it_all_works_without_script(open_page: Open, assistant: FakeAssistant) -> None:
    page = open_page(java_script_enabled=False)
    ask(page, "First?")
    answer(page).get_by_text("The words we quote").first.click()
    expect(page.get_by_role("blockquote").filter(has_text=LEVY)).to_be_visible()

    with page.expect_popup() as opened:
        answer(page).get_by_role("link", name="source [1]").click()
    expect(opened.value.locator("mark")).to_have_text(LEVY)
    expect(opened.value.locator("noscript p")).to_have_text("To go back to your answer, close this tab.")
    opened.value.close()
    answer(page).get_by_role("button", name="What grades do I need?").click()

    expect(page.get_by_role("heading", name=re.compile("First\\?"))).to_be_visible()
    expect(page.get_by_role("heading", name="What grades do I need?")).to_be_visible()
    assert [turn.content for turn in assistant.asked[-1].history] == ["First?", ANSWERED.text]
    page.get_by_role("link", name="Start again").click()
    expect(page.get_by_role("heading", name=re.compile("First\\?"))).to_have_count(0)


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


def test_without_javascript_an_answer_is_rated_sent_and_replied_to(open_page: Open, records: FakeRecords) -> None:
    page = open_page(java_script_enabled=False)
    ask(page)
    answer(page).get_by_role("button", name="No", exact=True).click()
    page.get_by_label("It is wrong").check()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#said")).to_contain_text("Thank you.")
    expect(page.get_by_text(LEVY).first).to_be_visible()
    expect(answer(page).get_by_role("link", name="[1] Nursing apprenticeships")).to_be_visible()
    expect(answer(page).get_by_text("Ask a person")).to_be_visible()
    expect(answer(page).get_by_role("button", name="What grades do I need?")).to_be_visible()

    ask(page, "And then?")
    answer(page).get_by_text("Ask a person").click()
    answer(page).get_by_label("Remember me on this device").check()
    answer(page).get_by_role("button", name="Send it").click()
    expect(page.locator("#said")).to_contain_text("Sent to the learning and development team")
    records.reply("Call us.")
    page.goto("/")

    expect(page.get_by_role("region", name="A reply to your question")).to_contain_text("Call us.")
    assert [rating.reason for rating in records.ratings.values()] == ["wrong"]
