"""Passage vectors in Chroma."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import StorageError
from assistant.retrieval.vectors import FOLDER, VectorIndex
from tests.retrieval.servers import chroma_server

RIGHT, UP, LEFT = (np.array(values, np.float32) for values in ([1, 0.1], [0, 1], [-1, 0.1]))


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[VectorIndex]:
    opened = VectorIndex(tmp_path, "fake/1")
    yield opened
    opened.close()


def test_the_nearest_come_first(vectors: VectorIndex) -> None:
    vectors.add({"right": RIGHT, "up": UP, "left": LEFT})

    assert vectors.nearest(RIGHT, 2) == ["right", "up"]


def test_an_empty_index_has_nothing_near(vectors: VectorIndex) -> None:
    assert vectors.nearest(RIGHT, 5) == []
    assert vectors.ids() == set()


def test_more_than_there_are_may_be_asked_for(vectors: VectorIndex) -> None:
    vectors.add({"right": RIGHT})

    assert vectors.nearest(UP, 50) == ["right"]


def test_adding_again_changes_nothing(vectors: VectorIndex) -> None:
    vectors.add({"right": RIGHT, "up": UP})
    vectors.add({"right": LEFT, "left": LEFT})

    assert vectors.ids() == {"right", "up", "left"}
    assert vectors.nearest(RIGHT, 1) == ["right"]


def test_what_is_deleted_is_found_no_more(vectors: VectorIndex) -> None:
    vectors.add({"right": RIGHT, "up": UP})

    vectors.delete(["right"])
    vectors.delete(["never there"])

    assert vectors.nearest(RIGHT, 5) == ["up"]


def test_each_model_has_vectors_of_its_own(tmp_path: Path) -> None:
    one, other = VectorIndex(tmp_path, "fake/1"), VectorIndex(tmp_path, "fake/2")
    one.add({"right": RIGHT})
    other.add({"up": np.array([0, 1, 0], np.float32)})

    other.drop_other_spaces()

    again = VectorIndex(tmp_path, "fake/1")
    assert (again.ids(), other.ids()) == (set(), {"up"})
    for each in (one, other, again):
        each.close()


def test_what_was_added_is_there_when_opened_again(tmp_path: Path) -> None:
    first = VectorIndex(tmp_path, "fake/1")
    first.add({"right": RIGHT})
    first.close()

    second = VectorIndex(tmp_path, "fake/1")

    assert second.nearest(RIGHT, 1) == ["right"]
    second.close()


def test_an_index_that_cannot_be_opened_names_the_folder_to_delete(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "chroma.sqlite3").write_bytes(b"no database" * 1_000)

    with pytest.raises(StorageError, match=f"{FOLDER} writable, or delete it and run `assistant index`"):
        VectorIndex(tmp_path, "fake/1")


ANOTHER_PROCESS = """
import sys
from pathlib import Path
import numpy as np
from assistant.retrieval.vectors import VectorIndex
vectors = VectorIndex(Path(sys.argv[1]), "fake/1")
vectors.add({f"new{n}": np.array([-1, 0.2 + n / 5_000], np.float32) for n in range(1_200)})
vectors.delete(["right"])
vectors.close()
"""


@pytest.mark.integration
def test_what_another_process_changes_is_seen_when_opened_again(tmp_path: Path) -> None:
    first = VectorIndex(tmp_path, "fake/1")
    first.add({"right": RIGHT, "up": UP})
    assert first.nearest(LEFT, 1) == ["up"]

    subprocess.run([sys.executable, "-c", ANOTHER_PROCESS, str(tmp_path)], check=True)
    first.close()
    second = VectorIndex(tmp_path, "fake/1")

    assert second.nearest(LEFT, 1) == ["new0"]
    assert second.nearest(RIGHT, 1) == ["up"]
    second.close()


@pytest.mark.integration
def test_a_chroma_server_does_as_well_and_is_named_when_it_does_not_answer(tmp_path: Path) -> None:
    def found(url: str) -> list[str]:
        vectors = VectorIndex(tmp_path, "fake/1", url)
        vectors.add({"right": RIGHT, "up": UP})
        nearest = vectors.nearest(RIGHT, 1)
        vectors.close()
        return nearest

    with chroma_server(tmp_path / "server") as url:
        assert found(url) == ["right"]

    with pytest.raises(StorageError, match=f"check that {url} answers"):
        VectorIndex(tmp_path, "fake/1", url)
