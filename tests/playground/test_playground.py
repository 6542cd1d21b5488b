"""One conversation, from a question to the reply of a person, as somebody has it in Teams. The tests go on from each other."""

import re
import sqlite3
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.playground.microsoft import SHOTS, STAFF

pytestmark = [pytest.mark.playground, pytest.mark.enable_socket]

QUESTION = "Can I become a nurse while I work?"
REPLY = "Yes. Ask for Jo in the learning team: she holds the list of places."


def say(page: Page, text: str) -> None:
    page.get_by_role("textbox").first.click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def shot(page: Page, name: str) -> None:
    page.wait_for_timeout(500)  # in which it scrolls
    page.screenshot(path=SHOTS / f"{name}.png")


def word(page: httpx.Response) -> str:
    found = re.search(r'name="word" value="([^"]*)"', page.text)
    assert found
    return found[1]


def test_whoever_adds_the_app_is_greeted(page: Page) -> None:
    expect(page.get_by_text("Ask me one").first).to_be_visible()


def test_an_answer_grows_and_comes_with_an_ai_label(page: Page) -> None:
    say(page, QUESTION)

    expect(page.get_by_text("Looking for the answer").last).to_be_visible()
    shot(page, "streaming")
    expect(page.get_by_role("button", name="Ask a person")).to_be_visible()
    expect(page.get_by_text("AI generated").first).to_be_visible()
    shot(page, "answer")


def test_a_citation_opens(page: Page) -> None:
    mark = page.locator("text=/^2$/").first
    mark.scroll_into_view_if_needed()
    mark.hover()

    expect(page.locator(".fui-PopoverSurface").get_by_text("Becoming a nurse while you work")).to_be_visible()
    shot(page, "citation")
    page.mouse.move(5, 5)


def test_the_sources_unfold_with_their_quotes(page: Page) -> None:
    page.get_by_role("button", name="Where this comes from").last.click()

    expect(page.get_by_text("Review by").first).to_be_visible()
    shot(page, "sources")


def test_a_rating_is_kept_with_its_reason(page: Page, data: Path) -> None:
    page.get_by_role("button", name="Like", exact=True).first.click()
    page.get_by_role("dialog").get_by_role("textbox").fill("It says how long it takes.")
    shot(page, "feedback")
    page.get_by_role("dialog").get_by_role("button", name="Submit").click()
    page.wait_for_timeout(1500)
    page.get_by_role("dialog").get_by_role("button", name="Close").last.click()

    with sqlite3.connect(data / "records.sqlite3") as records:
        kept = records.execute("select useful, comment from feedback").fetchall()
    assert (1, "It says how long it takes.") in kept


def test_a_button_of_a_card_hands_the_question_to_a_person(page: Page) -> None:
    page.get_by_role("button", name="Ask a person").last.click()
    expect(page.get_by_text("I am on it.").last).to_be_visible()
    page.get_by_role("button", name="Send it").last.click()

    expect(page.get_by_text("Sent to the learning and development team").last).to_be_visible()
    shot(page, "handed-over")


def test_the_reply_of_a_person_comes_by_itself(page: Page, assistant: str) -> None:
    with httpx.Client(base_url=assistant, follow_redirects=True) as staff:
        queue = staff.post("/staff/sign-in", data={"word": word(staff.get("/staff")), "wanted": "/staff", "token": STAFF})
        found = re.search(r"/staff/questions/[\w-]+", queue.text)
        assert found
        staff.post(f"{found[0]}/reply", data={"word": word(staff.get(found[0])), "reply": REPLY}).raise_for_status()

    expect(page.get_by_text(REPLY).last).to_be_visible()
    shot(page, "reply")


def test_all_of_it_fits_a_phone(page: Page) -> None:
    # The playground itself is made for wider screens than Teams is: it is shown at 62%, which makes it as much shorter.
    page.set_viewport_size({"width": 390, "height": 1361})
    page.evaluate("document.body.style.zoom = '0.62'")
    page.get_by_text(REPLY).last.scroll_into_view_if_needed()

    expect(page.get_by_text(REPLY).last).to_be_in_viewport()
    page.wait_for_timeout(500)
    page.screenshot(path=SHOTS / "phone.png", clip={"x": 0, "y": 0, "width": 390, "height": 844})


def test_a_step_that_is_ticked_leaves_the_card(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 1100})
    page.evaluate("document.body.style.zoom = '1'")
    say(page, "I am a nurse from abroad and I arrived last week. What should I do?")
    step = page.get_by_role("button", name="Next. You: Open your UKVI account")
    expect(step).to_be_visible()
    shot(page, "checklist")
    step.click()

    expect(step).to_have_count(0)
    expect(page.get_by_role("button", name="Next. You: If you hold an expired BRP")).to_be_visible()
    shot(page, "ticked")
