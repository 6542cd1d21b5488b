"""Indexing: parts that are missing, a second writer, no room and no permission."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import IndexBusy, StorageError
from assistant.retrieval.indexing import Indexer, IndexReport
from assistant.retrieval.reading import FileReader
from assistant.retrieval.storage import CATALOGUE
from assistant.retrieval.vectors import FOLDER
from tests.retrieval.disks import fill, read_only, small_disk
from tests.retrieval.fakes import FakeEmbedder, documents, index
from tests.retrieval.indexed import ids_everywhere
from tests.retrieval.servers import chroma_server


@pytest.mark.parametrize("part", [FOLDER, "lexical"])
def test_a_part_that_was_deleted_is_made_again_without_reading_a_file(data: Path, root: Path, part: str) -> None:
    index(data, root)
    shutil.rmtree(data / part)
    embedder = FakeEmbedder()

    report = index(data, root, embedder=embedder)

    assert report == IndexReport(unchanged=2)
    assert embedder.embedded == []
    catalogue, chroma, lexical = ids_everywhere(data)
    assert catalogue == chroma == lexical


def test_a_catalogue_that_was_deleted_is_made_again(data: Path, root: Path) -> None:
    index(data, root)
    (root / "leave.md").unlink()
    (data / CATALOGUE).unlink()

    assert index(data, root) == IndexReport(added=1)
    catalogue, chroma, lexical = ids_everywhere(data)
    assert catalogue == chroma == lexical


HOLD_THE_LOCK = """
import sys, time
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_to_wait(data: Path, root: Path) -> None:
    index(data, root)
    command = [sys.executable, "-c", HOLD_THE_LOCK, str(data / "writer.lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()

        with pytest.raises(IndexBusy, match="wait until it is done"):
            index(data, root)
        assert documents(data) == {"leave.md", "funding/fares.txt"}

        writer.communicate("")
    assert index(data, root) == IndexReport(unchanged=2)


def test_a_data_folder_that_is_none_is_named_with_the_remedy(data: Path, root: Path) -> None:
    data.write_text("a file")

    with pytest.raises(StorageError, match="cannot be written: make it writable or set ASSISTANT_DATA_DIR"):
        index(data, root)


@pytest.mark.integration
def test_a_data_folder_that_cannot_be_written_loses_nothing(data: Path, root: Path) -> None:
    index(data, root)
    (root / "pay.txt").write_text("Pay comes on the last Friday of each month.\n")

    with read_only(data), pytest.raises(StorageError, match="make it writable or set ASSISTANT_DATA_DIR"):
        index(data, root)

    assert documents(data) == {"leave.md", "funding/fares.txt"}
    assert index(data, root) == IndexReport(added=1, unchanged=2)


@pytest.mark.integration
@pytest.mark.parametrize("free", [0, 40, 120, 300, 700])
def test_a_full_disk_loses_nothing(data: Path, root: Path, free: int) -> None:
    with small_disk(data, kilobytes=4_000):
        index(data, root)
        for number in range(40):
            lines = "".join(f"Ward {number} has plan {line} of its own for study leave. " for line in range(80))
            (root / f"ward{number}.txt").write_text(lines)
        room = data / "room"
        room.write_bytes(b"\0" * free * 1024)
        filling = fill(data)
        room.unlink()

        with pytest.raises(StorageError, match="free some space"):
            index(data, root)

        filling.unlink()
        assert documents(data) == {"leave.md", "funding/fares.txt"}
        assert index(data, root).unchanged == 2


@pytest.mark.integration
def test_a_chroma_server_holds_the_vectors_as_well(data: Path, root: Path, tmp_path: Path) -> None:
    def indexed(url: str) -> tuple[IndexReport, IndexReport]:
        with FileReader() as reader:
            indexer = Indexer(data, FakeEmbedder(), reader, url)
            return indexer.run([root]), indexer.run([root])

    with chroma_server(tmp_path / "server") as url:
        assert indexed(url) == (IndexReport(added=2), IndexReport(unchanged=2))
        assert not (data / FOLDER).exists()
