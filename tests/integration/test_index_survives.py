"""The index survives: a kill at any moment, and a second writer."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import IndexBusy
from assistant.retrieval.storage import CATALOGUE
from tests.integration.index_program import QUESTION, Program, assert_nothing_is_left_over, page, wards
from tests.retrieval.fakes import FakeEmbedder, index, opened

pytestmark = pytest.mark.integration

KILLED = -9
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


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
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
