"""The page in every language, in both colour schemes, on a wide and a narrow screen."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from assistant.channels.labels import labels, languages
from assistant.errors import ModelUnavailable
from tests.browser.steps import Open, fits
from tests.browser.test_accessibility import SOURCE_PAGE, violations
from tests.channels.fakes import ANSWERED, SOURCE, FakeAssistant
from tests.channels.kept import FakeRecords

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

LIGHT_AND_WIDE = {"color_scheme": "light"}
DARK_AND_NARROW = {"color_scheme": "dark", "viewport": {"width": 320, "height": 640}}


def ask(page: Page, words: str = "Who pays?") -> None:
    page.locator("#question").fill(words)
    page.locator("#ask [type=submit]").click()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("screen", [LIGHT_AND_WIDE, DARK_AND_NARROW], ids=["light", "dark and narrow"])
def test_every_state_in_every_language_has_no_violations(
    open_page: Open, assistant: FakeAssistant, records: FakeRecords, language: str, screen: dict[str, object]
) -> None:
    words = labels(language)
    page = open_page(locale=language, **screen)

    def is_right(state: str) -> None:
        assert violations(page) == [], state
        assert fits(page), state

    is_right("empty")
    ask(page, " ")
    expect(page.get_by_text(words["enter_a_question"], exact=True)).to_be_visible()
    is_right("mistake")

    assistant.error = ModelUnavailable("x")
    ask(page)
    expect(page.get_by_text(words["model_down"])).to_be_visible()
    is_right("failure")

    assistant.error = None
    ask(page)
    newest = page.get_by_role("group", name=words["answer"], exact=True).last
    expect(newest).to_be_focused()
    newest.locator("a.app-mark").first.click()
    expect(page.get_by_role("dialog", name=SOURCE.title)).to_be_visible()
    is_right("a document beside it")
    page.keyboard.press("Escape")
    newest.locator(".app-beside summary").click()
    newest.get_by_role("button", name=words["no"], exact=True).click()
    expect(newest.get_by_text(words["reason_wrong"])).to_be_visible()
    is_right("answered, rated, asking a person")

    newest.get_by_role("button", name=words["send_it"], exact=True).last.click()
    expect(newest.get_by_text(words["sent_to"].format(team="the learning and development team"))).to_be_visible()
    is_right("handed over")

    page.locator("#device button").click()
    expect(page.locator("#device")).to_have_attribute("data-remembered", "yes")
    is_right("remembered")

    page.goto(SOURCE_PAGE)
    is_right("source")
    assert len(records.handed) == 1


@pytest.mark.parametrize("language", languages())
def test_text_at_twice_its_size_fits_in_every_language(open_page: Open, language: str) -> None:
    page = open_page(locale=language, viewport={"width": 640, "height": 800})
    ask(page)
    expect(page.locator("[data-focus]")).to_be_focused()

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert fits(page)


@pytest.mark.parametrize("outcome", ["partial", "clarify", "declined", "signposted", "no_evidence"])
@pytest.mark.parametrize("screen", [LIGHT_AND_WIDE, DARK_AND_NARROW], ids=["light", "dark and narrow"])
def test_every_outcome_has_no_violations(
    open_page: Open, assistant: FakeAssistant, outcome: str, screen: dict[str, object]
) -> None:
    assistant.reply = replace(ANSWERED, outcome=outcome)  # type: ignore[arg-type]
    page = open_page(**screen)

    ask(page)

    expect(page.get_by_text(labels()[f"outcome_{outcome}"])).to_be_visible()
    assert violations(page) == []
    assert fits(page)
