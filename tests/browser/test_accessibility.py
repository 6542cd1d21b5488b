import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from assistant.errors import ModelUnavailable
from tests.browser.steps import Open, answer, ask, fits, question_box
from tests.channels.fakes import ARABIC, NO_EVIDENCE, FakeAssistant

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SOURCE_PAGE = "/source?document=routes/nursing.md&start=97&end=172&whole=1"
SCREENS = [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 640}}]


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response
    assert tuple(map(int, found["testEngine"]["version"].split(".")[:2])) >= (4, 10)
    return [f"{violation['id']}: {node['html'][:200]}" for violation in found["violations"] for node in violation["nodes"]]


@pytest.fixture(params=SCREENS, ids=["light", "dark", "narrow"])
def screen(request: pytest.FixtureRequest, open_page: Open) -> Page:
    return open_page(**request.param)


def test_axe_finds_a_violation_that_is_there(page: Page) -> None:
    page.evaluate("document.querySelector('label[for=question]').remove(); document.querySelector('h1').style.color = '#ddd'")

    found = violations(page)

    assert any(violation.startswith("label:") for violation in found)
    assert any(violation.startswith("color-contrast:") for violation in found)


def test_the_empty_page_has_no_violations(screen: Page) -> None:
    assert violations(screen) == []
    assert fits(screen)


def test_waiting_for_an_answer_has_no_violations(screen: Page, assistant: FakeAssistant) -> None:
    assistant.delay = 60

    ask(screen)

    expect(screen.get_by_role("button", name="Stop")).to_be_visible()
    expect(screen.get_by_role("status")).not_to_be_empty()
    assert violations(screen) == []
    assert fits(screen)


def test_an_answer_with_an_open_quote_has_no_violations(screen: Page) -> None:
    ask(screen)

    answer(screen).get_by_role("link", name="source [1]").click()

    assert violations(screen) == []
    assert fits(screen)


def test_no_evidence_has_no_violations(screen: Page, assistant: FakeAssistant) -> None:
    assistant.reply = NO_EVIDENCE

    ask(screen)

    expect(answer(screen)).to_contain_text("No answer found")
    assert violations(screen) == []
    assert fits(screen)


def test_a_failure_has_no_violations(screen: Page, assistant: FakeAssistant) -> None:
    assistant.error = ModelUnavailable("x")

    ask(screen)

    expect(screen.get_by_role("group", name="Problem")).to_be_focused()
    assert violations(screen) == []
    assert fits(screen)


def test_an_empty_question_has_no_violations(screen: Page) -> None:
    ask(screen, " ")

    expect(screen.get_by_text("Enter a question")).to_be_visible()
    expect(question_box(screen)).to_be_focused()
    assert violations(screen) == []
    assert fits(screen)


def test_a_right_to_left_answer_has_no_violations(screen: Page, assistant: FakeAssistant) -> None:
    assistant.reply = ARABIC

    ask(screen)

    answer(screen)
    assert violations(screen) == []
    assert fits(screen)


@pytest.mark.parametrize("path", [SOURCE_PAGE, "/source?document=none"])
@pytest.mark.parametrize("options", SCREENS, ids=["light", "dark", "narrow"])
def test_other_pages_have_no_violations(open_page: Open, path: str, options: dict[str, object]) -> None:
    page = open_page(path, **options)

    assert violations(page) == []
    assert fits(page)


def test_without_script_every_state_has_no_violations(open_page: Open, assistant: FakeAssistant) -> None:
    page = open_page(java_script_enabled=True)
    page.route("**/chat.js", lambda route: route.abort())
    page.reload()

    ask(page)
    assert violations(page) == []
    ask(page, " ")
    assert violations(page) == []
    assistant.error = ModelUnavailable("x")
    ask(page)
    assert violations(page) == []


def test_words_are_in_a_plain_font_without_one_from_elsewhere(page: Page) -> None:
    ask(page)

    for part in ("h1", ".app-answer__text p", "#question", "button"):
        assert page.locator(part).first.evaluate("part => getComputedStyle(part).fontFamily") == "arial, sans-serif"


def test_text_at_twice_its_size_fits(open_page: Open) -> None:
    page = open_page(viewport={"width": 640, "height": 800})
    ask(page)
    answer(page).get_by_role("link", name="source [1]").click()

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert fits(page)


def test_one_status_tells_the_steps_and_no_more(page: Page, assistant: FakeAssistant) -> None:
    assistant.delay = 0.3
    page.evaluate(
        """() => {
          window.told = [];
          const status = document.querySelector("[role=status]");
          new MutationObserver(() => window.told.push(status.textContent)).observe(status, {childList: true});
        }"""
    )

    ask(page)

    expect(answer(page)).to_be_focused()
    assert page.locator("[role=status], [role=alert], [role=log], [aria-live]").count() == 1
    assert page.evaluate("window.told") == [
        "Looking through the documents",
        "Still looking. A longer answer can take up to a minute",
        "The answer is ready",
    ]
