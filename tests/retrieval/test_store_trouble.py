"""A catalogue that is damaged, locked or out of room: a sentence with the remedy, and nothing lost."""

import errno
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import IndexNotReady, StorageError
from assistant.retrieval.storage import CATALOGUE, storage_errors
from assistant.retrieval.store import Store
from tests.retrieval.disks import fill, read_only, small_disk, small_files
from tests.retrieval.stored import SPACE, TEXT, file, names, write

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
