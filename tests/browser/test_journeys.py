import re
from dataclasses import replace

import pytest
from playwright.sync_api import Page, Route, expect

from assistant.channels.labels import labels
from assistant.errors import ModelUnavailable
from tests.browser.steps import answer, ask, question_box
from tests.channels.fakes import ANSWERED, ARABIC, LEVY, FakeAssistant

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_a_keyboard_is_enough(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(question_box(page)).to_be_focused()

    page.keyboard.type("Who pays?")
    page.keyboard.press("Enter")
    expect(answer(page)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("mark")).to_have_text(LEVY)
    page.keyboard.press("Escape")
    expect(answer(page).get_by_role("link", name="source [1]")).to_be_focused()


def test_shift_and_enter_start_a_new_line(page: Page, assistant: FakeAssistant) -> None:
    question_box(page).focus()
    page.keyboard.type("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")

    expect(question_box(page)).to_have_value("one\ntwo")
    assert assistant.asked == []


def test_an_answer_shows_each_source_with_its_date_and_status(page: Page) -> None:
    ask(page)

    sources = answer(page).locator(".app-sources > li")
    expect(sources).to_have_count(1)
    for number in (1, 2, 3):
        expect(sources.get_by_role("link", name=f"[{number}] Nursing apprenticeships")).to_be_visible()
    expect(sources.first).to_contain_text("As of August 2026")
    expect(sources.first).to_contain_text(labels()["status_offered"])
    expect(question_box(page)).to_have_value("")


def test_a_source_opens_its_quote_below_it(page: Page) -> None:
    ask(page)
    quote = page.get_by_role("blockquote").filter(has_text=LEVY)
    expect(quote).to_be_hidden()

    answer(page).get_by_text("The words we quote").first.click()

    expect(quote).to_be_visible()
    expect(quote).to_be_in_viewport()
    assert quote.get_attribute("lang") == "en"


def test_a_quote_leads_to_its_place_and_back_to_the_conversation(page: Page) -> None:
    ask(page)
    answer(page).get_by_role("link", name="source [1]").click()

    page.get_by_role("link", name="Open as a page of its own").click()
    expect(page.get_by_role("heading", name="Nursing apprenticeships", level=1)).to_be_visible()
    expect(page.locator("mark")).to_be_in_viewport()
    page.go_back()

    expect(answer(page)).to_contain_text(LEVY)


def test_a_follow_up_is_asked_with_the_conversation_so_far(page: Page, assistant: FakeAssistant) -> None:
    ask(page)

    answer(page).get_by_role("button", name="What grades do I need?").click()

    expect(page.get_by_role("heading", name="What grades do I need?")).to_be_visible()
    expect(page.get_by_role("group", name="Answer")).to_have_count(2)
    assert [turn.content for turn in assistant.asked[1].history] == ["Who pays?", ANSWERED.text]


def test_an_example_is_asked_with_one_click(page: Page, assistant: FakeAssistant) -> None:
    page.get_by_role("button", name="Who pays for my course?").click()

    answer(page)
    assert assistant.asked[0].text == "Who pays for my course?"
    expect(page.get_by_text("Questions that people ask")).to_be_hidden()


def test_the_conversation_outlives_a_reload_but_not_the_tab(page: Page) -> None:
    ask(page)
    answer(page)

    page.reload()
    expect(answer(page)).to_contain_text(LEVY)

    other = page.context.new_page()
    other.goto("/")
    expect(other.get_by_role("group", name="Answer")).to_have_count(0)


def test_start_again_clears_everything(page: Page, assistant: FakeAssistant) -> None:
    ask(page)
    answer(page)

    page.get_by_role("link", name="Start again").click()

    expect(page.get_by_role("group", name="Answer")).to_have_count(0)
    assert page.evaluate("sessionStorage.getItem('conversation')") is None
    expect(page.get_by_role("link", name="Start again")).to_be_hidden()
    ask(page, "Again?")
    answer(page)
    assert assistant.asked[-1].history == ()


def test_a_failure_keeps_the_question_in_the_box(page: Page, assistant: FakeAssistant) -> None:
    assistant.error = ModelUnavailable("x")
    ask(page)
    expect(page.get_by_text("did not reply. Try again in 30 seconds")).to_be_visible()

    expect(question_box(page)).to_have_value("Who pays?")
    assistant.error = None
    page.get_by_role("button", name="Ask", exact=True).click()

    expect(answer(page)).to_contain_text(LEVY)
    expect(page.get_by_role("heading", name="Who pays?")).to_have_count(1)
    assert assistant.asked[-1].history == ()


def test_on_a_slow_line_it_says_at_once_that_it_works(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/turn", hold)

    ask(page)

    expect(page.get_by_role("status")).to_have_text("Looking through the documents")
    expect(page.get_by_role("heading", name="Who pays?")).to_be_visible()
    expect(question_box(page)).to_have_value("")
    held[0].continue_()
    expect(answer(page)).to_contain_text(LEVY)


def test_who_types_the_next_question_is_not_interrupted_by_the_answer(page: Page, assistant: FakeAssistant) -> None:
    assistant.delay = 0.5
    ask(page)
    question_box(page).press_sequentially("And th")
    expect(page.get_by_role("status")).to_have_text(labels()["ready"])
    page.keyboard.type("en?")

    expect(question_box(page)).to_be_focused()
    expect(question_box(page)).to_have_value("And then?")
    expect(answer(page)).to_contain_text(LEVY)


def test_a_failure_takes_nothing_away_from_the_next_question(page: Page, assistant: FakeAssistant) -> None:
    assistant.delay = 0.5
    assistant.error = ModelUnavailable("x")
    ask(page)
    question_box(page).press_sequentially("And then?")

    expect(page.get_by_text("did not reply. Try again in 30 seconds").first).to_be_visible()
    expect(question_box(page)).to_have_value("And then?")
    expect(question_box(page)).to_be_focused()
    expect(page.locator("[data-kept]")).to_be_hidden()


def test_a_lost_connection_is_told_plainly(page: Page) -> None:
    page.route("**/turn", lambda route: route.abort())

    ask(page)

    expect(page.get_by_text("The service could not be reached.")).to_be_visible()


def test_stop_ends_the_work_and_gives_the_question_back(page: Page, assistant: FakeAssistant) -> None:
    assistant.delay = 60
    ask(page)
    expect(page.get_by_role("status")).not_to_be_empty()

    page.get_by_role("button", name="Stop").click()

    expect(page.get_by_role("status")).to_have_text("Stopped")
    expect(question_box(page)).to_be_focused()
    expect(question_box(page)).to_have_value("Who pays?")
    expect(page.get_by_role("heading", name="Who pays?")).to_have_count(0)


def test_the_characters_that_are_left_are_told_near_the_limit(page: Page) -> None:
    question_box(page).fill("a" * 1_850)

    expect(page.get_by_text("Characters left: 150")).to_be_visible()


def test_hostile_text_is_shown_as_text(page: Page) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(1)</script>"

    ask(page, hostile)

    answer(page)
    expect(page.get_by_role("heading", name=hostile)).to_be_visible()
    assert page.locator("main img, main script").count() == 0


def test_a_right_to_left_answer_runs_right_to_left_and_its_quote_does_not(page: Page, assistant: FakeAssistant) -> None:
    assistant.reply = replace(ARABIC, text=f"{ARABIC.text}\n\n- Two GCSEs at grade 4 [2]")

    ask(page)

    text = answer(page).locator(".app-answer__text")
    item = text.get_by_role("listitem")
    expect(item).to_have_css("direction", "rtl")
    expect(item.get_by_text("Two GCSEs")).to_have_css("direction", "ltr")
    expect(text).to_have_css("direction", "rtl")
    expect(text.get_by_text("نعم")).to_have_css("direction", "rtl")
    expect(text.get_by_text(LEVY)).to_have_css("direction", "ltr")


def test_on_paper_stand_the_quotes_the_address_and_the_date_and_no_buttons(page: Page) -> None:
    ask(page)
    answer(page)

    page.emulate_media(media="print")

    for quote in page.get_by_role("blockquote").all():
        expect(quote).to_be_visible()
    expect(page.get_by_text(re.compile(r"http://127\.0\.0\.1:\d+ · \d+ \w+ \d{4}"))).to_be_visible()
    expect(page.get_by_text("As of August 2026").first).to_be_visible()
    expect(question_box(page)).to_be_hidden()
    assert page.get_by_role("button").count() == 0
