"""The content of the corpus passes its own check; `assistant corpus check` says the same with the remedy."""

from datetime import date
from pathlib import Path

import pytest

from assistant.corpus.checking import Report, check, sources_beside

pytestmark = pytest.mark.integration

CORPUS = Path(__file__).parent.parent / "corpus"
FILES = sorted(path for path in CORPUS.rglob("*") if path.suffix in {".md", ".yaml"} and path.name != "README.md")
IDS = [path.relative_to(CORPUS).as_posix() for path in FILES]


@pytest.fixture(scope="module")
def report() -> Report:
    """What is wrong today; words are held against the documents and facts that the pages draw on where they are beside the checkout."""
    return check([CORPUS], [], sources_beside([CORPUS]), date.today())


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_nothing_is_wrong_with_a_page_or_file_of_records(path: Path, report: Report) -> None:
    assert [str(fault) for fault in report.errors if fault.file == path.as_posix()] == []


def test_nothing_is_wrong_with_the_corpus_as_a_whole(report: Report) -> None:
    assert report.files > 40
    assert [str(fault) for fault in report.errors] == []
