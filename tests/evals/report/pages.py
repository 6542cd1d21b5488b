"""A rendered report, read as a browser reads it."""

from bs4 import BeautifulSoup

from evals.report import CheckerFigures, render
from evals.runs import RunResult


def page(result: RunResult, figures: CheckerFigures | None = None) -> BeautifulSoup:
    return BeautifulSoup(render(result, figures), "lxml")


def text_of(soup: BeautifulSoup, selector: str) -> str:
    found = soup.select_one(selector)
    assert found, selector
    return " ".join(found.get_text(" ").split())
