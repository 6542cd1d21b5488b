import pytest
from bs4 import BeautifulSoup

from tests.evals.report.made_up import checker, run
from tests.evals.report.pages import page


@pytest.fixture(scope="module")
def full() -> BeautifulSoup:
    return page(run(), checker())
