"""The catalogue: all or nothing, and a sentence with the remedy for whatever befalls it."""

import errno
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexNotReady, StorageError
from assistant.retrieval.passages import passages_of
from assistant.retrieval.storage import CATALOGUE, storage_errors
from assistant.retrieval.store import VIEWS, Added, FileRecord, Store, Vectors
from assistant.types import Provenance
from tests.retrieval.disks import fill, read_only, small_disk, small_files
from tests.retrieval.fakes import DIMENSIONS, FakeEmbedder, source_of

TEXT = "# Leave\n\nYou may take five days.\n\n- form A\n\n| Role | Days |\n|---|---|\n| Nurse | 5 |\n"
SPACE = "fake/1|1"


def file(document: str, text: str = TEXT) -> Added:
    """A file as a run hands it over."""
    provenance = Provenance(url="https://example.org", as_of="2026", audience=("coach",), topics=("leave", "pay"))
    source = replace(source_of(text, document=document), provenance=provenance)
    return (
        FileRecord(f"/folder/{document}", "/folder", document, "digest"),
        source,
        passages_of(source, FakeEmbedder().count_tokens),
    )


def vectors(units: int) -> Vectors:
    generator = np.random.default_rng(units)
    whole = generator.normal(size=DIMENSIONS).astype(np.float16)
    none = np.empty((0, DIMENSIONS), np.float16)
    return Vectors(whole, generator.normal(size=(units, VIEWS, DIMENSIONS)).astype(np.float16), none, none)


def write(folder: Path, *added: Added, removed: tuple[str, ...] = (), generation: str = "1") -> None:
    store = Store(folder, writable=True)
    try:
        for _, _, passages in added:
            store.add_vectors(SPACE, {passage.id: vectors(len(passage.units)) for passage in passages})
        store.replace(removed, added, {"generation": generation})
    finally:
        store.close()


def names(folder: Path) -> list[str]:
    store = Store(folder)
    try:
        return sorted(record.document for record in store.files().values())
    finally:
        store.close()


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


# ---------------------------------------------------------------- trouble


def test_no_catalogue_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(IndexNotReady, match="run `assistant index` first"):
        Store(tmp_path / "nothing")


def test_a_catalogue_that_was_never_finished_names_the_remedy(tmp_path: Path) -> None:
    (tmp_path / CATALOGUE).touch()
    store = Store(tmp_path)

    with pytest.raises(IndexNotReady, match="run `assistant index` again"):
        store.meta("generation")
    store.close()


@pytest.mark.parametrize("damage", ["all of it", "the second half", "the end"])
def test_a_damaged_catalogue_names_the_file_to_delete(tmp_path: Path, damage: str) -> None:
    write(tmp_path, *(file(f"{number}.md", TEXT * 20) for number in range(20)))
    catalogue = tmp_path / CATALOGUE
    whole = catalogue.read_bytes()
    left = {"all of it": b"no database", "the second half": whole[: len(whole) // 2], "the end": whole[:-5_000]}
    catalogue.write_bytes(left[damage])

    with pytest.raises(IndexNotReady, match=f"delete .*{CATALOGUE} and run `assistant index`"):
        read_all(tmp_path)


def read_all(folder: Path) -> None:
    store = Store(folder)
    try:
        assert len(list(store.texts())) == len(store.whole_vectors(SPACE)[0])
    finally:
        store.close()


@pytest.mark.parametrize(
    ("error", "kind", "remedy"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), StorageError, "free some space"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), StorageError, "free some space"),
        (OSError(errno.EROFS, "Read-only file system", "/full/readonly"), StorageError, "make it writable"),
        (OSError(errno.EACCES, "Permission denied", "/full/disk"), StorageError, "make it writable"),
        (OSError(errno.EIO, "Input/output error"), StorageError, "check the disk"),
        (sqlite3.SQLITE_FULL, StorageError, "free some space"),
        (sqlite3.SQLITE_READONLY, StorageError, "make it writable"),
        (sqlite3.SQLITE_CANTOPEN, StorageError, "make it writable"),
        (sqlite3.SQLITE_BUSY, StorageError, "try again in a moment"),
        (sqlite3.SQLITE_CORRUPT, IndexNotReady, "delete"),
        (sqlite3.SQLITE_IOERR, StorageError, "check the disk"),
    ],
)
def test_every_trouble_is_told_with_its_remedy(error: OSError | int, kind: type[Exception], remedy: str) -> None:
    with pytest.raises(kind, match=remedy), storage_errors(Path("/data")):
        if isinstance(error, OSError):
            raise error
        said = sqlite3.OperationalError("as sqlite says")
        said.sqlite_errorcode = error
        raise said


def test_a_writer_that_was_killed_half_way_leaves_what_was_there_before(tmp_path: Path) -> None:
    write(tmp_path, *(file(f"{number}.md") for number in range(30)))

    killed = subprocess.run([sys.executable, "-c", KILLED_WHILE_WRITING, str(tmp_path / CATALOGUE)], check=False)

    assert killed.returncode == -9
    assert (tmp_path / f"{CATALOGUE}-journal").exists()
    assert len(names(tmp_path)) == 30
    read_all(tmp_path)


KILLED_WHILE_WRITING = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA cache_size = 1")  # so that changes reach the file before they are whole
connection.execute("UPDATE passages SET text = text || hex(zeroblob(500))")
connection.execute("DELETE FROM sources")
os.kill(os.getpid(), 9)
"""


def test_a_catalogue_that_may_not_grow_keeps_what_it_has(tmp_path: Path) -> None:
    write(tmp_path, file("a.md"))

    with small_files(kilobytes=64), pytest.raises(StorageError, match="free space|free some space"):
        write(tmp_path, *(file(f"b{number}.md") for number in range(100)))

    assert names(tmp_path) == ["a.md"]


@pytest.mark.integration
def test_a_folder_that_cannot_be_written_can_be_read(tmp_path: Path) -> None:
    write(tmp_path / "data", file("a.md"))

    with read_only(tmp_path / "data") as folder:
        with pytest.raises(StorageError, match="make it writable or set ASSISTANT_DATA_DIR"):
            write(folder, file("b.md"))
        assert names(folder) == ["a.md"]


@pytest.mark.integration
def test_a_full_disk_takes_nothing_away(tmp_path: Path) -> None:
    with small_disk(tmp_path / "data", kilobytes=200) as folder:
        write(folder, file("a.md"))
        filling = fill(folder)

        with pytest.raises(StorageError, match="free some space"):
            write(folder, *(file(f"b{number}.md") for number in range(50)))

        filling.unlink()
        assert names(folder) == ["a.md"]
        write(folder, file("b.md"))
        assert names(folder) == ["a.md", "b.md"]
