"""The index as search sees it: one generation, whole, and a sentence with the remedy where there is none."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexNotReady, StorageError
from assistant.retrieval.publishing import lexical_folder
from assistant.retrieval.snapshot import Snapshot
from assistant.retrieval.storage import CATALOGUE
from assistant.retrieval.store import Store
from assistant.retrieval.vectors import FOLDER, VectorIndex
from assistant.words import stems
from tests.retrieval.fakes import FakeEmbedder, documents, index, opened

PAGES = {
    "leave.md": "# Study leave\n\nYou may take five days of study leave. Ask your manager before May.\n",
    "fares.txt": "Bus fares are paid back within a month, so keep every ticket.\n",
    "pay.md": "# Pay\n\nPay comes on the last Friday of each month. Payslips stand in the portal.\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def data(tmp_path: Path, root: Path) -> Path:
    """A data folder with an index of three documents."""
    index(tmp_path / "data", root)
    return tmp_path / "data"


@pytest.fixture
def snapshot(data: Path) -> Iterator[Snapshot]:
    found = opened(data)
    yield found
    found.close()


# ---------------------------------------------------------------- what it shows


def test_its_rows_are_the_passages_in_the_order_of_their_documents(snapshot: Snapshot) -> None:
    assert snapshot.documents == ["fares.txt", "leave.md", "pay.md"]
    assert snapshot.whole.shape == (3, FakeEmbedder.dimensions)
    assert list(snapshot.rows_of("pay.md")) == [2]


def test_the_nearest_passages_are_those_of_the_highest_cosine(snapshot: Snapshot) -> None:
    vector = FakeEmbedder().embed_query("When is pay day?")

    exact = np.argsort(-(snapshot.whole @ vector), kind="stable")

    assert snapshot.nearest(vector, 2) == list(exact[:2])
    assert snapshot.nearest(vector, 50) == list(exact)


def test_a_small_index_finds_the_nearest_without_the_vector_index(data: Path) -> None:
    shutil.rmtree(data / FOLDER)
    snapshot = opened(data, exact=3)
    vector = FakeEmbedder().embed_query("When is pay day?")

    assert snapshot.nearest(vector, 2) == list(np.argsort(-(snapshot.whole @ vector), kind="stable")[:2])
    snapshot.close()


def test_words_are_scored_row_by_row(snapshot: Snapshot) -> None:
    scores = snapshot.lexical_scores(stems(["payslips"]))

    assert np.argmax(scores) == 2
    assert np.count_nonzero(scores) == 1


def test_passages_are_loaded_with_their_units_and_vectors(snapshot: Snapshot) -> None:
    (portrait,) = snapshot.load([1])

    assert [unit.text for unit in portrait.passage.units] == [
        "Study leave",
        "You may take five days of study leave.",
        "Ask your manager before May.",
    ]
    assert portrait.vectors.shape[0] == 3


def test_a_source_is_what_the_file_says(snapshot: Snapshot) -> None:
    source = snapshot.source("pay.md")

    assert source is not None
    assert (source.title, source.text) == ("Pay", PAGES["pay.md"])
    assert snapshot.source("nothing.md") is None


# ---------------------------------------------------------------- while a run changes the index


def test_it_is_current_until_a_run_has_changed_something(data: Path, root: Path, snapshot: Snapshot) -> None:
    index(data, root)
    assert snapshot.current

    (root / "pay.md").unlink()
    index(data, root)

    assert not snapshot.current


def test_it_is_not_current_once_the_index_was_deleted_and_made_again(data: Path, root: Path, snapshot: Snapshot) -> None:
    shutil.rmtree(data)
    assert snapshot.current

    index(data, root)

    assert not snapshot.current


def test_what_a_run_has_removed_is_left_out(data: Path, root: Path, snapshot: Snapshot) -> None:
    (root / "pay.md").unlink()
    index(data, root)

    assert [portrait.passage.document for portrait in snapshot.load([0, 1, 2])] == ["fares.txt", "leave.md"]


def test_what_a_run_has_only_begun_to_add_or_remove_changes_no_answer(data: Path, snapshot: Snapshot) -> None:
    vector = FakeEmbedder().embed_query("When is pay day?")
    before = snapshot.nearest(vector, 3)
    vectors = VectorIndex(data, snapshot.space)

    vectors.add({"added": vector})
    vectors.delete([snapshot.ids[0]])

    assert snapshot.nearest(vector, 3) == before
    vectors.close()


def test_without_the_vector_index_every_vector_is_compared(data: Path) -> None:
    vector = FakeEmbedder().embed_query("When is pay day?")
    shutil.rmtree(data / FOLDER)
    snapshot = opened(data)

    assert snapshot.nearest(vector, 2) == list(np.argsort(-(snapshot.whole @ vector), kind="stable")[:2])
    snapshot.close()


# ---------------------------------------------------------------- trouble


def test_no_index_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(IndexNotReady, match="There is no index .* run `assistant index` first"):
        opened(tmp_path / "nothing")


def test_a_first_run_that_did_not_finish_names_the_remedy(tmp_path: Path) -> None:
    Store(tmp_path, writable=True).close()

    with pytest.raises(IndexNotReady, match="did not finish: run `assistant index` again"):
        opened(tmp_path)


def test_another_model_is_named_with_both_remedies(data: Path) -> None:
    with pytest.raises(IndexNotReady, match=r"fake/1, but fake/2 .* run `assistant index` .* or set ASSISTANT_EMBEDDING_"):
        opened(data, FakeEmbedder("fake/2"))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "deleted": shutil.rmtree,
    "its list is deleted": lambda folder: (folder / "lexicon.json").unlink(),
    "its list is cut": lambda folder: (folder / "lexicon.json").write_text('{"ids": ["a"'),
    "its list lacks a key": lambda folder: (folder / "lexicon.json").write_text('{"ids": []}'),
    "its list is another": lambda folder: (folder / "lexicon.json").write_text("[]"),
    "its list is no text": lambda folder: (folder / "lexicon.json").write_bytes(b"\xff\xfe"),
    "its numbers are deleted": lambda folder: next(folder.glob("*.npy")).unlink(),
    "its numbers are empty": lambda folder: next(folder.glob("*.npy")).write_bytes(b""),
    "its numbers are cut": lambda folder: list(map(cut, folder.glob("*.npy"))),
    "its settings are cut": lambda folder: (folder / "params.index.json").write_text("{"),
}


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size - 8])


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_word_index_names_a_remedy_that_mends_it(data: Path, root: Path, damage: Callable[[Path], object]) -> None:
    store = Store(data)
    damage(lexical_folder(data, store.meta("generation")))
    store.close()

    with pytest.raises(IndexNotReady, match="delete .*lexical and run `assistant index`"):
        opened(data)

    shutil.rmtree(data / "lexical")
    index(data, root)
    assert documents(data) == set(PAGES)


def test_a_damaged_catalogue_names_a_remedy_that_mends_it(data: Path, root: Path) -> None:
    (data / CATALOGUE).write_bytes(b"no database")

    with pytest.raises(IndexNotReady, match=f"delete .*{CATALOGUE} and run `assistant index`"):
        opened(data)

    (data / CATALOGUE).unlink()
    index(data, root)
    assert documents(data) == set(PAGES)


def test_a_damaged_vector_index_names_a_remedy_that_mends_it(data: Path, root: Path) -> None:
    (data / FOLDER / "chroma.sqlite3").write_bytes(b"no database" * 1_000)

    with pytest.raises(StorageError, match=f"{FOLDER} writable, or delete it and run `assistant index`"):
        opened(data)

    shutil.rmtree(data / FOLDER)
    index(data, root)
    assert documents(data) == set(PAGES)
