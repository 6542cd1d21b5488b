import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import Open, answer, ask, fits, question_box
from tests.browser.test_accessibility import violations
from tests.channels.fakes import ARABIC, LEVY, FakeAssistant

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 800}
SCREENS = [
    {"viewport": WIDE, "color_scheme": "light"},
    {"viewport": WIDE, "color_scheme": "dark"},
    {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
    {"viewport": PHONE, "color_scheme": "dark"},
]


def mark(page: Page, number: int = 1) -> Locator:
    return answer(page).get_by_role("link", name=f"source [{number}]")


def panel(page: Page) -> Locator:
    return page.get_by_role("dialog")


def opened(page: Page) -> Locator:
    """The panel after a tap on the first mark of an answer."""
    ask(page)
    mark(page).click()
    expect(panel(page)).to_be_visible()
    return panel(page)


def test_a_mark_opens_the_document_at_the_quote_beside_the_conversation(open_page: Open) -> None:
    page = open_page(viewport=WIDE)

    shown = opened(page)

    expect(shown).to_have_accessible_name("Nursing apprenticeships")
    expect(shown.locator("mark")).to_have_text(LEVY)
    expect(shown.locator("mark")).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Nursing apprenticeships", level=2)).to_be_focused()
    assert page.url.endswith("/")


def test_a_source_opens_the_panel_too(open_page: Open) -> None:
    page = open_page(viewport=WIDE)
    ask(page)

    answer(page).locator(".app-sources").get_by_role("link", name="[2] Nursing apprenticeships").click()

    expect(panel(page).locator("mark")).to_have_text("Two GCSEs at grade 4")


def test_the_page_beside_the_panel_stays_in_use(open_page: Open) -> None:
    page = open_page(viewport=WIDE)
    shown = opened(page)

    box, beside = question_box(page).bounding_box(), shown.bounding_box()
    question_box(page).fill("Next?")
    mark(page, 2).click()

    assert box
    assert beside
    assert box["x"] + box["width"] <= beside["x"]
    expect(shown.locator("mark")).to_have_text("Two GCSEs at grade 4")
    expect(question_box(page)).to_have_value("Next?")


def test_beside_the_panel_the_conversation_keeps_its_margins(open_page: Open) -> None:
    page = open_page(viewport=WIDE)
    shown = opened(page)

    turn, beside = page.locator(".app-turn").bounding_box(), shown.bounding_box()

    assert turn
    assert beside
    assert turn["x"] >= 32
    assert turn["x"] + turn["width"] <= beside["x"] - 32


def test_on_a_phone_the_panel_is_all_there_is(open_page: Open) -> None:
    page = open_page(viewport=PHONE)

    shown = opened(page)

    assert dict(shown.bounding_box() or {}) == {"x": 0, "y": 0} | PHONE
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_escape_closes_the_panel_and_gives_the_focus_back(open_page: Open, size: dict[str, int]) -> None:
    page = open_page(viewport=size)
    opened(page)

    page.keyboard.press("Escape")

    expect(panel(page)).to_be_hidden()
    expect(mark(page)).to_be_focused()


def test_a_button_closes_the_panel_and_gives_the_focus_back(open_page: Open) -> None:
    page = open_page(viewport=PHONE)
    opened(page)

    page.get_by_role("button", name="Close").click()

    expect(panel(page)).to_be_hidden()
    expect(mark(page)).to_be_focused()


def test_after_a_second_quote_the_focus_goes_back_to_where_that_was_opened(open_page: Open) -> None:
    page = open_page(viewport=WIDE)
    opened(page)
    mark(page, 2).click()
    expect(panel(page).locator("mark")).to_have_text("Two GCSEs at grade 4")

    page.keyboard.press("Escape")

    expect(mark(page, 2)).to_be_focused()


def test_the_whole_document_opens_in_the_panel(open_page: Open) -> None:
    page = open_page(viewport=WIDE)
    shown = opened(page)

    shown.get_by_role("link", name="Show the whole document").click()

    expect(shown.get_by_text("The last line of the document.")).to_be_visible()
    expect(shown.locator("mark")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(mark(page)).to_be_focused()


def test_the_panel_follows_the_size_of_the_window(open_page: Open) -> None:
    page = open_page(viewport=WIDE)
    shown = opened(page)

    page.set_viewport_size(PHONE)  # type: ignore[arg-type]

    expect(shown).to_have_css("width", "390px")
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    assert fits(page)


def test_a_document_that_is_gone_is_told_in_one_sentence(open_page: Open, assistant: FakeAssistant) -> None:
    page = open_page(viewport=WIDE)
    ask(page)
    answer(page)
    assistant.sources.clear()

    mark(page).click()

    expect(panel(page)).to_have_accessible_name("Problem")
    expect(panel(page)).to_contain_text("We do not have this document. It may have been renamed or taken away.")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(mark(page)).to_be_focused()


def test_a_lost_connection_is_told_in_the_panel(open_page: Open) -> None:
    page = open_page(viewport=WIDE)
    ask(page)
    answer(page)
    page.route("**/source?*", lambda route: route.abort())

    mark(page).click()

    expect(panel(page)).to_contain_text("The document could not be opened. Check your connection and try again.")


def test_a_click_for_a_new_tab_is_left_to_the_browser(open_page: Open) -> None:
    page = open_page(viewport=WIDE)
    ask(page)

    with page.context.expect_page() as other:
        mark(page).click(modifiers=["Control"])

    expect(other.value.locator("mark")).to_have_text(LEVY)
    expect(panel(page)).to_be_hidden()


@pytest.mark.parametrize("options", SCREENS, ids=["light", "dark", "narrow", "dark phone"])
def test_the_open_panel_has_no_violations(open_page: Open, options: dict[str, object]) -> None:
    page = open_page(**options)

    opened(page)

    assert violations(page) == []
    assert fits(page)


def test_beside_a_right_to_left_answer_the_document_runs_left_to_right(open_page: Open, assistant: FakeAssistant) -> None:
    assistant.reply = ARABIC
    page = open_page(viewport=WIDE)
    ask(page)

    mark(page).first.click()

    expect(panel(page).locator("mark")).to_have_css("direction", "ltr")


def test_the_panel_is_not_printed(open_page: Open) -> None:
    page = open_page(viewport=WIDE)
    opened(page)

    page.emulate_media(media="print")

    expect(panel(page)).to_be_hidden()
