"""The report of an evaluation, opened from its file as a reader does."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from evals.report import render
from evals.runs import Judgement
from evals.thresholds import Promise
from tests.browser.steps import fits
from tests.evals.report.made_up import checker, run

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SCREENS = [
    {"viewport": {"width": 1280, "height": 900}},
    {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"},
]
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    promises = {"faithfulness": Promise(0.9), "nugget_vital": Promise(0.999, due=True), "caught_name": Promise(0.95)}
    judgement = Judgement(("Quotes verbatim is 0.990, promised at least 1.000.",), promises, {}, ("Vital points, now 0.870",))
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(replace(run(45), judgement=judgement), checker()), "utf-8")
    return path


@pytest.fixture
def open_report(browser: Browser, file: Path) -> Iterator[Open]:
    """Opens the report; at the end, nothing else may have been asked for and no script or policy may have complained."""
    asked: list[str] = []
    complaints: list[str] = []
    contexts = []

    def opened(**options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5_000)
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(file.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert {url for url in asked if not url.startswith("data:")} == {file.as_uri()}
    assert complaints == []


def shown(page: Page) -> int:
    return page.locator(".failure:visible").count()


@pytest.mark.parametrize("options", SCREENS, ids=["wide and light", "narrow and dark"])
def test_the_report_has_no_violations_and_fits(open_report: Open, file: Path, options: dict[str, Any], browser: Browser) -> None:
    page = open_report(**options)
    assert fits(page)

    # axe is put into the page as a script, which the report's own policy would refuse.
    context = browser.new_context(bypass_csp=True, **options)
    tested = context.new_page()
    tested.goto(file.as_uri())
    tested.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    found = Axe().run(tested).response
    context.close()

    told = [f"{violation['id']}: {node['html'][:200]}" for violation in found["violations"] for node in violation["nodes"]]
    assert told == []


def test_failures_are_filtered_with_the_keyboard(open_report: Open) -> None:
    page = open_report()
    every = shown(page)
    page.get_by_role("combobox", name="Kind of question").focus()

    page.keyboard.press("ArrowDown")

    kind = page.get_by_role("combobox", name="Kind of question").input_value()
    assert kind
    assert 0 < shown(page) < every
    assert page.locator(f".failure:visible[data-kind={kind}]").count() == shown(page)
    expect(page.locator("#filter output")).to_have_text(f"{shown(page)} of {every} shown")

    page.get_by_label("Words").focus()
    page.keyboard.type("no such words")
    assert shown(page) == 0

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#filter output")).to_have_text(f"{every} of {every} shown")


def test_a_link_to_a_failure_that_is_filtered_out_brings_it_back(open_report: Open) -> None:
    page = open_report()
    page.get_by_label("Words").fill("no such words")
    last = page.locator(".failure").last
    place = last.get_attribute("id")

    page.evaluate("place => { location.hash = place }", place)

    expect(last).to_be_visible()
    expect(last).to_be_in_viewport()


def test_without_scripts_every_failure_is_there_and_no_filter(open_report: Open) -> None:
    page = open_report(java_script_enabled=False)

    expect(page.locator("#filter")).to_be_hidden()
    assert shown(page) == page.locator(".failure").count() > 0


def test_the_first_tab_skips_to_the_figures(open_report: Open) -> None:
    page = open_report()

    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Skip to the figures")).to_be_focused()
