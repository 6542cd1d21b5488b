import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.errors import RecordsUnavailable
from assistant.kept import Tick
from assistant.types import Answer
from tests.browser.steps import Open, answer, ask, fits
from tests.browser.test_accessibility import violations
from tests.channels.drawn import BRIEFING, FUNDING, JOURNEY, LEARNING, ROUTES
from tests.channels.fakes import FakeAssistant
from tests.channels.kept import FakeRecords

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SCREENS = [
    {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
]
DRAWN = [ROUTES, FUNDING, LEARNING, JOURNEY, BRIEFING]


def box(page: Page, label: str = "Use your old card") -> Locator:
    return answer(page).get_by_role("checkbox", name=label)


@pytest.mark.parametrize("reply", DRAWN, ids=lambda reply: reply.kind)
@pytest.mark.parametrize("options", SCREENS, ids=["light", "dark", "narrow"])
def test_what_is_drawn_has_no_violations_and_fits(
    open_page: Open, assistant: FakeAssistant, options: dict[str, object], reply: Answer
) -> None:
    assistant.reply = reply
    page = open_page(**options)

    ask(page)

    answer(page)
    assert violations(page) == []
    assert fits(page)


@pytest.mark.parametrize("reply", DRAWN, ids=lambda reply: reply.kind)
def test_what_is_drawn_fits_with_text_at_twice_its_size(open_page: Open, assistant: FakeAssistant, reply: Answer) -> None:
    assistant.reply = reply
    page = open_page(viewport={"width": 640, "height": 800})
    ask(page)
    answer(page)

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert fits(page)


def test_routes_stand_side_by_side_where_there_is_room_and_below_each_other_where_not(
    open_page: Open, assistant: FakeAssistant
) -> None:
    assistant.reply = ROUTES
    page = open_page(viewport={"width": 1280, "height": 800})
    ask(page)
    routes = answer(page).get_by_role("list", name="Routes").locator("> li")

    first, second = routes.first.bounding_box(), routes.last.bounding_box()
    assert first
    assert second
    assert first["y"] == second["y"]
    assert first["x"] < second["x"]

    page.set_viewport_size({"width": 390, "height": 800})
    first, second = routes.first.bounding_box(), routes.last.bounding_box()
    assert first
    assert second
    assert first["x"] == second["x"]
    assert first["y"] < second["y"]


def test_a_diagram_reads_as_its_list(page: Page, assistant: FakeAssistant) -> None:
    assistant.reply = ROUTES
    ask(page)

    expect(answer(page).get_by_role("list", name="Routes").locator("> li").last).to_match_aria_snapshot("""
        - listitem:
          - 'heading "Second route: in two steps (about 42 to 48 months)" [level=3]'
          - paragraph: "What it asks of you: Not met"
          - list:
            - listitem:
              - paragraph:
                - text: First step. A healthcare support worker can become a nursing associate.
                - link "source [3]"
              - paragraph: "What it asks of you: Not met"
              - paragraph:
                - text: "Not met: The course asks for two years at work."
                - link "source [2]"
            - listitem:
              - paragraph:
                - text: Second step. A nursing associate can become a registered nurse.
                - link "source [1]"
              - paragraph: "What it asks of you: Met"
            - listitem:
              - paragraph:
                - text: "24 months + 18 to 24 months: 42 to 48 months in all."
                - link "source [1]"
                - link "source [3]"
    """)


@pytest.mark.parametrize("width", [1280, 320])
def test_funding_is_a_table_to_a_screen_reader_at_every_width(open_page: Open, assistant: FakeAssistant, width: int) -> None:
    assistant.reply = FUNDING
    page = open_page(viewport={"width": width, "height": 800})
    ask(page)

    table = answer(page).get_by_role("table", name="What fits, and what each asks")
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Training grant"))
    expect(table.get_by_role("columnheader")).to_have_count(6)
    expect(row.get_by_role("cell").first).to_contain_text("Ended")
    expect(row.get_by_role("cell").last).to_contain_text("Ask whether there is another round.")


def test_a_tick_is_kept_at_once_and_told(page: Page, assistant: FakeAssistant, records: FakeRecords) -> None:
    assistant.reply = JOURNEY
    ask(page)
    expect(answer(page).get_by_role("button", name="Save my ticks")).to_be_hidden()

    box(page).check()

    expect(page.get_by_role("status")).to_have_text("Saved. 1 of 3 done")
    assert list(records.ticks.values()) == [[Tick("international-nurse", "use-card")]]
    expect(box(page)).to_be_focused()


def test_ticks_are_shown_after_a_reload_and_in_the_next_answer(page: Page, assistant: FakeAssistant) -> None:
    assistant.reply = JOURNEY
    ask(page)
    box(page).check()
    expect(page.get_by_role("status")).to_have_text("Saved. 1 of 3 done")

    page.reload()
    expect(box(page)).to_be_checked()
    ask(page, "And now?")

    expect(page.get_by_role("group", name="Answer")).to_have_count(2)
    expect(box(page)).to_be_checked()
    expect(answer(page).get_by_text("1 of 3 done")).to_be_visible()


def test_a_tick_that_is_not_kept_is_taken_back(page: Page, assistant: FakeAssistant, records: FakeRecords) -> None:
    assistant.reply = JOURNEY
    ask(page)
    answer(page)
    records.error = RecordsUnavailable("x")

    box(page).click()

    expect(page.get_by_role("status")).to_have_text("This tick could not be saved. Try again.")
    expect(box(page)).not_to_be_checked()


def test_a_checklist_is_kept_without_script(open_page: Open, assistant: FakeAssistant, records: FakeRecords) -> None:
    assistant.reply = JOURNEY
    page = open_page(java_script_enabled=False)
    ask(page)

    box(page).check()
    page.get_by_role("button", name="Save my ticks").click()

    expect(page.get_by_text("1 of 3 done")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Use your old card")).to_be_checked()
    assert list(records.ticks.values()) == [[Tick("international-nurse", "use-card")]]


@pytest.mark.parametrize("script", [True, False])
def test_a_briefing_is_taken_away_as_a_file(open_page: Open, assistant: FakeAssistant, script: bool) -> None:
    assistant.reply = BRIEFING
    page = open_page(java_script_enabled=script, accept_downloads=True)
    ask(page, "brief me: band 5 nurse")

    with page.expect_download() as download:
        answer(page).get_by_role("button", name="Word (DOCX)").click()

    assert download.value.suggested_filename == "briefing.docx"
    assert assistant.asked[-1].text == "brief me: band 5 nurse"
    expect(answer(page)).to_contain_text("The levy pays.")


def test_what_is_drawn_is_printed_and_its_buttons_are_not(page: Page, assistant: FakeAssistant) -> None:
    assistant.reply = BRIEFING
    ask(page)
    answer(page)

    page.emulate_media(media="print")

    expect(answer(page)).to_contain_text("The levy pays.")
    expect(answer(page).get_by_text("PDF")).to_be_hidden()
