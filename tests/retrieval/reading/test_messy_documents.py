"""Real small files, many of them broken, give what their manifest says."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from assistant.errors import UnreadableFile
from assistant.retrieval.reading import FileReader

FOLDER = Path(__file__).parents[4] / "shared" / "evaluation" / "messy_documents"
pytestmark = pytest.mark.integration

MANIFEST = FOLDER / "manifest.csv"

Row = dict[str, str]


def rows() -> list[ParameterSet]:
    if not MANIFEST.is_file():
        return [pytest.param({}, id="absent", marks=pytest.mark.skip(reason="the shared messy documents are not here"))]
    with MANIFEST.open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row["file"]) for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def shared_reader() -> Iterator[FileReader]:
    with FileReader() as opened:
        yield opened


@pytest.mark.parametrize("row", rows())
def test_a_messy_document_gives_what_the_manifest_says(shared_reader: FileReader, row: Row) -> None:
    text, reason = outcome(shared_reader, FOLDER / row["file"])

    assert is_as_expected(row, text, reason), f"text {text[:200]!r}, reason {reason!r}"


def outcome(reader: FileReader, path: Path) -> tuple[str, str]:
    """The text and '', or '' and the reason for none."""
    try:
        return reader.read(path).text, ""
    except UnreadableFile as error:
        return "", error.reason


def is_as_expected(row: Row, text: str, reason: str) -> bool:
    match row["expected"]:
        case "text_contains":
            return row["expected_text"] in text
        case "empty":
            return reason == "no text"
        case "error":
            return row["expected_text"] in reason
        case "text_contains_or_error":
            return row["expected_text"] in text or bool(reason)
    return False
