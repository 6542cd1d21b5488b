"""The index survives: a kill at any moment, a second writer, and readers in other processes."""

import itertools
import json
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import IndexBusy
from assistant.retrieval.encoding import space_of
from assistant.retrieval.publishing import lexical_folder
from assistant.retrieval.storage import CATALOGUE
from assistant.retrieval.store import Store
from assistant.retrieval.vectors import VectorIndex
from tests.retrieval.fakes import FakeEmbedder, index, opened

pytestmark = pytest.mark.integration

ROOT = Path(__file__).parents[2]
KILLED = -9
SECONDS = 120
QUESTION = "When is study leave paid?"
Answers = tuple[list[str], list[int]]

# The calls of a run in their order, and whether the run's work is seen once they are made.
MOMENTS = [
    ("after FakeEmbedder.embed_text", 1, False),
    ("after FakeEmbedder.embed_text", 40, False),
    ("after FakeEmbedder.embed_text", 400, False),
    ("before Store.add_vectors", 1, False),
    ("after Store.add_vectors", 1, False),
    ("after Store.add_vectors", 3, False),
    ("before VectorIndex.add", 1, False),
    ("after VectorIndex.add", 1, False),
    ("before LexicalIndex.save", 1, False),
    ("after LexicalIndex.save", 1, False),
    ("before Store.replace", 1, False),
    ("after Store.replace", 1, True),
    ("after Store.drop_unused_vectors", 1, True),
    ("before VectorIndex.delete", 1, True),
    ("after VectorIndex.delete", 1, True),
    ("after VectorIndex.drop_other_spaces", 1, True),
]


class Program:
    """The program of `index_runs`, asked a line at a time."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.integration.index_runs"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, data: Path, root: Path, **more: Any) -> int:
        return int(self.ask({"run": {"data": str(data), "root": str(root), **more}}))

    def search(self, data: Path, question: str, seconds: float = 0) -> list[str]:
        return list(self.ask({"ask": {"data": str(data), "question": question, "seconds": seconds}}))

    def ask(self, asked: dict[str, Any]) -> Any:
        self.tell(asked)
        return self.answer()

    def tell(self, asked: dict[str, Any]) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()

    def answer(self) -> Any:
        assert self._process.stdout
        ready, _, _ = select.select([self._process.stdout], [], [], SECONDS)
        assert ready, f"the program has not answered for {SECONDS} seconds"
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate()
        assert self._process.returncode == 0


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    started = Program()
    yield started
    started.close()


@pytest.fixture(scope="module")
def searcher() -> Iterator[Program]:
    """Another one: a process in which Chroma has run can no longer be forked."""
    started = Program()
    yield started
    started.close()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return wards(tmp_path / "documents")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """What an index of the wards answers that was made at one go."""
    folder = tmp_path_factory.mktemp("before")
    index(folder / "data", wards(folder / "documents"))
    return answers(folder / "data")


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """The same for the wards as `change` leaves them."""
    folder = tmp_path_factory.mktemp("after")
    change(wards(folder / "documents"))
    index(folder / "data", folder / "documents")
    return answers(folder / "data")


def wards(folder: Path) -> Path:
    """A folder of eight documents."""
    folder.mkdir()
    for number in range(8):
        (folder / f"ward{number}.md").write_text(page(number, "five"))
    return folder


def page(number: int, days: str) -> str:
    sections = (f"## Part {part}\n\n" + f"Ward {number} pays {days} days of leave for course {part}. " * 9 for part in range(4))
    return f"# Ward {number}\n\n" + "\n\n".join(sections)


def change(root: Path) -> None:
    """Change two documents, remove one, add three."""
    for number in (0, 1, 20, 21, 22):
        (root / f"ward{number}.md").write_text(page(number, "six"))
    (root / "ward7.md").unlink()


def answers(data: Path) -> Answers:
    """All that search can see: every passage, and the order of all for a question, which is the exact one."""
    snapshot = opened(data)
    vector = FakeEmbedder().embed_query(QUESTION)
    try:
        texts = [portrait.passage.text for portrait in snapshot.load(range(len(snapshot.ids)))]
        assert len(texts) == len(snapshot.ids)
        order = snapshot.nearest(vector, len(snapshot.ids))
        scores = (snapshot.whole @ vector)[order]
        assert (scores[:-1] >= scores[1:] - 1e-3).all()
        return texts, sorted(order)
    finally:
        snapshot.close()


def assert_nothing_is_left_over(data: Path) -> None:
    space = space_of(FakeEmbedder())
    store, vectors = Store(data), VectorIndex(data, space)
    ids = set(store.passage_ids())
    assert vectors.ids() == ids
    assert store.known_vectors(space) == ids
    assert [folder.name for folder in (data / "lexical").iterdir()] == [lexical_folder(data, store.meta("generation")).name]
    vectors.close()
    store.close()


@pytest.mark.parametrize(("moment", "call", "is_seen"), MOMENTS)
def test_a_run_that_is_killed_leaves_one_generation_whole_and_the_next_completes_it(
    data: Path, root: Path, program: Program, before: Answers, after: Answers, moment: str, call: int, is_seen: bool
) -> None:
    index(data, root)
    change(root)

    assert program.run(data, root, kill_at=moment, call=call) == KILLED

    assert answers(data) == (after if is_seen else before)
    assert program.run(data, root) == 0
    assert answers(data) == after
    assert_nothing_is_left_over(data)


@pytest.mark.parametrize("moment", ["before FakeEmbedder.embed_text", "after VectorIndex.add", "after Store.replace"])
def test_a_first_run_that_is_killed_is_completed_by_the_next(
    data: Path, root: Path, program: Program, before: Answers, moment: str
) -> None:
    assert program.run(data, root, kill_at=moment) == KILLED

    assert program.run(data, root) == 0
    assert answers(data) == before
    assert_nothing_is_left_over(data)


def test_runs_that_are_killed_again_and_again_at_any_time_end_in_the_right_index(
    data: Path, root: Path, program: Program, before: Answers, after: Answers
) -> None:
    index(data, root)
    change(root)

    ended = []
    for number in range(25):
        ended.append(program.run(data, root, seconds=0.001, kill_after=0.01 + 0.03 * number))
        assert answers(data) in (before, after)

    assert ended.count(KILLED) >= 10
    assert program.run(data, root) == 0
    assert answers(data) == after
    assert_nothing_is_left_over(data)


def test_a_killed_run_keeps_the_vectors_that_it_had_made(data: Path, root: Path, program: Program) -> None:
    program.run(data, root, kill_at="after Store.add_vectors", call=6)
    embedder = FakeEmbedder()

    index(data, root, embedder=embedder)

    embedded = {number for number in range(8) for text in embedder.embedded if text.startswith(f"Ward {number} ")}
    assert embedded == {6, 7}


def test_of_two_runs_at_once_the_second_is_told_to_wait(data: Path, root: Path, program: Program) -> None:
    program.tell({"run": {"data": str(data), "root": str(root), "seconds": 0.003}})
    while not (data / CATALOGUE).exists():
        time.sleep(0.01)

    with pytest.raises(IndexBusy):
        index(data, root)

    assert program.answer() == 0
    assert_nothing_is_left_over(data)


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
