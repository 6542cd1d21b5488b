"""The catalogue: all or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import StorageError
from assistant.retrieval.storage import CATALOGUE
from assistant.retrieval.store import Store
from tests.retrieval.fakes import DIMENSIONS
from tests.retrieval.stored import SPACE, file, names, vectors, write


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    write(tmp_path, file("a.md"), file("b.md"))
    opened = Store(tmp_path)
    yield opened
    opened.close()


# ---------------------------------------------------------------- what goes in comes out


def test_a_source_comes_out_as_it_went_in_without_its_blocks(store: Store) -> None:
    _, source, _ = file("a.md")

    assert store.source("a.md") == replace(source, blocks=())
    assert store.source("c.md") is None


def test_passages_come_out_as_they_went_in(store: Store) -> None:
    _, _, passages = file("a.md")

    assert store.passages([passage.id for passage in passages]) == {passage.id: passage for passage in passages}


def test_vectors_come_out_as_they_went_in(store: Store) -> None:
    passage = file("a.md")[2][0]
    made = vectors(len(passage.units))

    assert np.array_equal(store.unit_vectors(SPACE, [passage.id], DIMENSIONS)[passage.id], made.units)
    assert np.array_equal(store.passage_vectors(SPACE, [passage.id])[passage.id], made.whole)


def test_passage_vectors_stand_in_the_order_of_their_ids(store: Store) -> None:
    ids, documents, matrix = store.whole_vectors(SPACE)

    assert ids == store.passage_ids()
    assert documents == ["a.md", "b.md"]
    assert matrix.shape == (2, DIMENSIONS)


def test_characters_that_no_one_sees_are_kept(tmp_path: Path) -> None:
    write(tmp_path, file("a.md", "Leave\x00 days \x1b \U0010ffff \u2028 end of it.\n"))
    store = Store(tmp_path)

    source = store.source("a.md")

    assert source is not None
    assert source.text == "Leave\x00 days \x1b \U0010ffff \u2028 end of it.\n"
    store.close()


def test_removing_a_file_removes_its_passages_and_unused_vectors(tmp_path: Path) -> None:
    write(tmp_path, file("a.md"), file("b.md"))

    write(tmp_path, removed=("/folder/a.md",))
    store = Store(tmp_path, writable=True)
    store.drop_unused_vectors(SPACE)

    assert [text.document for text in store.texts()] == ["b.md"]
    assert store.known_vectors(SPACE) == set(store.passage_ids())
    store.close()


def test_a_changed_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    write(tmp_path, file("a.md"))

    write(tmp_path, file("a.md", "# Leave\n\nYou may take six days.\n"))
    store = Store(tmp_path)

    assert ["six" in text.text for text in store.texts()] == [True]
    store.close()


def test_a_change_that_fails_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, file("a.md"))
    record, source, passages = file("a.md", "Another text under a name that is taken.\n")

    with pytest.raises(StorageError):
        write(tmp_path, file("b.md"), (replace(record, path="/other/a.md"), source, passages), generation="2")

    store = Store(tmp_path)
    assert names(tmp_path) == ["a.md"]
    assert store.meta("generation") == "1"
    store.close()


def test_what_is_opened_to_read_cannot_be_written(store: Store) -> None:
    with pytest.raises(StorageError):
        store.set_meta({"generation": "2"})


def test_a_catalogue_that_another_has_replaced_is_known(tmp_path: Path) -> None:
    write(tmp_path, file("a.md"))
    store = Store(tmp_path)
    before = store.replaced

    (tmp_path / CATALOGUE).rename(tmp_path / "old")
    write(tmp_path, file("b.md"))
    after = store.replaced

    assert (before, after) == (False, True)
    store.close()
