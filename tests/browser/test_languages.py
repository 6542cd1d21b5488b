"""The page in every language, in both colour schemes, on a wide and a narrow screen, and with large text."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from assistant.channels.labels import labels, languages
from assistant.errors import ModelUnavailable
from tests.browser.steps import Open, answer, fits, question_box
from tests.browser.test_accessibility import SOURCE_PAGE, violations
from tests.channels.fakes import ANSWERED, LEVY, SOURCE, FakeAssistant
from tests.channels.kept import FakeRecords

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

WIDE, NARROW = {"width": 1280, "height": 720}, {"width": 320, "height": 640}
HALF = {"width": 640, "height": 800}  # of 1280, as by a zoom of 200%


def looked_at(page: Page, state: str) -> None:
    """The state is right in the light on a wide screen, in the dark on a narrow one, and with text at twice its size."""
    for scheme, size in (("dark", NARROW), ("light", WIDE)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert violations(page) == [], (state, scheme)
        assert fits(page), (state, scheme)
    page.set_viewport_size(HALF)  # type: ignore[arg-type]
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert fits(page), (state, "at twice its size")
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]


def ask(page: Page, words: str = "Who pays?") -> None:
    page.locator("#question").fill(words)
    page.locator("#ask [type=submit]").click()


@pytest.mark.parametrize("language", languages())
def test_every_state_in_every_language_has_no_violations_and_fits(
    open_page: Open, assistant: FakeAssistant, records: FakeRecords, language: str
) -> None:
    words = labels(language)
    page = open_page(locale=language, viewport=WIDE)
    looked_at(page, "empty")
    ask(page, " ")
    expect(page.get_by_text(words["enter_a_question"], exact=True)).to_be_visible()
    looked_at(page, "mistake")

    assistant.error = ModelUnavailable("x")
    ask(page)
    expect(page.get_by_text(words["model_down"])).to_be_visible()
    looked_at(page, "failure")

    assistant.error = None
    ask(page)
    newest = page.get_by_role("group", name=words["answer"], exact=True).last
    expect(newest).to_be_focused()
    newest.locator("a.app-mark").first.click()
    expect(page.get_by_role("dialog", name=SOURCE.title)).to_be_visible()
    looked_at(page, "a document beside it")
    page.keyboard.press("Escape")
    newest.locator(".app-beside summary").click()
    newest.get_by_role("button", name=words["no"], exact=True).click()
    expect(newest.get_by_text(words["reason_wrong"])).to_be_visible()
    looked_at(page, "answered, rated, asking a person")

    newest.get_by_role("button", name=words["send_it"], exact=True).last.click()
    expect(newest.get_by_text(words["sent_to"].format(team="the learning and development team"))).to_be_visible()
    looked_at(page, "handed over")

    page.locator("#device button").click()
    expect(page.locator("#device")).to_have_attribute("data-remembered", "yes")
    looked_at(page, "remembered")

    page.goto(SOURCE_PAGE)
    looked_at(page, "source")
    assert len(records.handed) == 1


@pytest.mark.parametrize("outcome", ["partial", "clarify", "declined", "signposted", "no_evidence"])
def test_every_outcome_has_no_violations_and_fits(page: Page, assistant: FakeAssistant, outcome: str) -> None:
    assistant.reply = replace(ANSWERED, outcome=outcome)  # type: ignore[arg-type]

    ask(page)

    expect(page.get_by_text(labels()[f"outcome_{outcome}"])).to_be_visible()
    looked_at(page, outcome)


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
