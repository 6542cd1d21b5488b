"""What a person does on the page."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]


def question_box(page: Page) -> Locator:
    """The box to ask in."""
    return page.get_by_role("textbox", name="Your question")


def ask(page: Page, question: str = "Who pays?") -> None:
    """Type a question and send it."""
    question_box(page).fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()


def answer(page: Page) -> Locator:
    """The newest finished answer, waited for."""
    newest = page.get_by_role("group", name="Answer").last
    expect(newest).to_be_visible()
    return newest


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
