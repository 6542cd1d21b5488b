"""The index is read in other processes while it is made anew."""

import itertools
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.retrieval.storage import CATALOGUE
from tests.integration.index_program import QUESTION, Program, assert_nothing_is_left_over, page, wards
from tests.retrieval.fakes import index

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def searcher() -> Iterator[Program]:
    """A process of its own: one in which Chroma has run can no longer be forked for runs."""
    started = Program()
    yield started
    started.close()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return wards(tmp_path / "documents")


def test_a_search_in_another_process_sees_each_new_generation(data: Path, root: Path, searcher: Program) -> None:
    index(data, root)
    (root / "parking.md").write_text("# Parking\n\nPermits for bicycles stand in the lodge.\n")
    assert "parking.md" not in searcher.search(data, "Where are permits for bicycles?")

    index(data, root)
    assert searcher.search(data, "Where are permits for bicycles?")[0] == "parking.md"

    (root / "parking.md").unlink()
    index(data, root)
    assert "parking.md" not in searcher.search(data, "Where are permits for bicycles?")


def test_a_search_in_another_process_answers_all_through_many_runs(data: Path, root: Path, searcher: Program) -> None:
    index(data, root)
    searcher.tell({"ask": {"data": str(data), "question": QUESTION, "seconds": 6}})

    for number in range(25):
        (root / "ward0.md").write_text(page(number, "six"))
        index(data, root)

    assert searcher.answer()
    assert_nothing_is_left_over(data)


def test_the_index_can_be_opened_at_any_time_of_many_runs(data: Path, root: Path, searcher: Program) -> None:
    index(data, root)
    searcher.tell({"open": {"data": str(data), "seconds": 3, "pause": 0.03}})

    until = time.monotonic() + 3
    for number in itertools.count():
        (root / "ward0.md").write_text(f"# Ward 0\n\nThe ward pays {number} days of leave.\n")
        index(data, root)
        if time.monotonic() > until:
            break

    assert searcher.answer() > 0


def test_a_search_in_another_process_goes_on_after_the_index_was_deleted_and_made_again(
    data: Path, root: Path, searcher: Program
) -> None:
    index(data, root)
    assert searcher.search(data, QUESTION)
    for name in ("chroma", "lexical"):
        (data / name).rename(data.parent / name)
    (data / CATALOGUE).unlink()
    (root / "parking.md").write_text("# Parking\n\nPermits for bicycles stand in the lodge.\n")

    index(data, root)

    assert searcher.search(data, "Where are permits for bicycles?")[0] == "parking.md"
