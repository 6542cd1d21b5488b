"""Indexing: files into the index, incremental, one writer at a time, and nothing lost when something goes wrong."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter

from assistant.errors import CorpusError, IndexBusy, IndexNotReady, ModelUnavailable, StorageError
from assistant.retrieval.embedding import Floats
from assistant.retrieval.encoding import space_of
from assistant.retrieval.indexing import Failure, Indexer, IndexReport
from assistant.retrieval.reading import FileReader
from assistant.retrieval.storage import CATALOGUE
from assistant.retrieval.store import Store
from assistant.retrieval.vectors import FOLDER, VectorIndex
from tests.retrieval.disks import fill, read_only, small_disk
from tests.retrieval.fakes import FakeEmbedder, FakeReader, documents, index, opened
from tests.retrieval.servers import chroma_server

FRONT = """---
title: Study leave
source_url: https://example.org/leave
source_title: Leave policy
as_of: 2026-08
review_by: 2027-08-01
owner: Education team
status: offered
applies_to: {nation: England}
audience: [frontline]
topics: [study-leave]
---
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of two documents."""
    folder = tmp_path / "documents"
    (folder / "funding").mkdir(parents=True)
    (folder / "leave.md").write_text("# Study leave\n\nYou may take five days of study leave.\n")
    (folder / "funding" / "fares.txt").write_text("Bus fares are paid back within a month, so keep every ticket.\n")
    return folder


def failures(report: IndexReport) -> dict[str, str]:
    return {failure.file: failure.reason for failure in report.failed}


def words(data: Path) -> list[str]:
    """What search sees, passage by passage."""
    snapshot = opened(data)
    try:
        return [portrait.passage.text for portrait in snapshot.load(range(len(snapshot.ids)))]
    finally:
        snapshot.close()


def ids_everywhere(data: Path) -> tuple[set[str], set[str], set[str]]:
    """The passage ids of the catalogue, of Chroma and of the word index."""
    snapshot = opened(data)
    vectors = VectorIndex(data, snapshot.space)
    try:
        return set(snapshot.ids), vectors.ids(), set(snapshot.lexical.ids)
    finally:
        vectors.close()
        snapshot.close()


# ---------------------------------------------------------------- added, changed, unchanged, removed


def test_the_first_run_adds_every_document_under_its_name(data: Path, root: Path) -> None:
    report = index(data, root)

    assert report == IndexReport(added=2)
    assert documents(data) == {"leave.md", "funding/fares.txt"}


def test_a_second_run_finds_everything_unchanged_and_embeds_nothing(data: Path, root: Path) -> None:
    index(data, root)
    embedder = FakeEmbedder()

    report = index(data, root, embedder=embedder)

    assert report == IndexReport(unchanged=2)
    assert embedder.embedded == []


def test_a_run_that_finds_everything_unchanged_opens_no_vector_index(data: Path, root: Path) -> None:
    index(data, root)
    shutil.rmtree(data / FOLDER)
    (data / FOLDER).write_text("no folder, so opening it would fail")

    assert index(data, root) == IndexReport(unchanged=2)


def test_touching_a_file_does_not_change_it(data: Path, root: Path) -> None:
    index(data, root)

    os.utime(root / "leave.md", (1, 1))

    assert index(data, root) == IndexReport(unchanged=2)


def test_a_changed_document_takes_the_place_of_the_old_one_everywhere(data: Path, root: Path) -> None:
    index(data, root)
    (root / "leave.md").write_text("# Study leave\n\nYou may take six days of study leave.\n")

    report = index(data, root)

    assert report == IndexReport(changed=1, unchanged=1)
    assert ["five" in text for text in words(data)] == [False, False]
    catalogue, chroma, lexical = ids_everywhere(data)
    assert catalogue == chroma == lexical


def test_only_what_is_new_in_a_changed_document_is_embedded(data: Path, root: Path) -> None:
    sections = [f"## Part {n}\n\n" + f"Ward {n} has a plan of its own for study leave. " * 9 for n in range(5)]
    (root / "leave.md").write_text("# Leave\n\n" + "\n\n".join(sections))
    index(data, root)
    embedder = FakeEmbedder()

    (root / "leave.md").write_text("# Leave\n\n" + "\n\n".join([*sections[:4], "## Part 4\n\nWard 4 is closed.\n"]))
    index(data, root, embedder=embedder)

    assert all("Ward 4" in text or text.startswith("Leave") or "Part 4" in text for text in embedder.embedded)


def test_a_removed_document_leaves_catalogue_chroma_and_word_index(data: Path, root: Path) -> None:
    index(data, root)
    (root / "leave.md").unlink()

    report = index(data, root)

    assert report == IndexReport(unchanged=1, removed=1)
    catalogue, chroma, lexical = ids_everywhere(data)
    assert catalogue == chroma == lexical
    assert documents(data) == {"funding/fares.txt"}


def test_a_renamed_document_goes_by_its_new_name(data: Path, root: Path) -> None:
    index(data, root)
    (root / "leave.md").rename(root / "study-leave.md")

    report = index(data, root)

    assert report == IndexReport(added=1, unchanged=1, removed=1)
    assert documents(data) == {"study-leave.md", "funding/fares.txt"}


def test_progress_counts_the_files(data: Path, root: Path) -> None:
    told: list[tuple[int, int, str]] = []

    with FileReader() as reader:
        Indexer(data, FakeEmbedder(), reader).run([root], lambda done, total, name: told.append((done, total, name)))

    assert told == [(0, 2, "fares.txt"), (1, 2, "leave.md"), (2, 2, "")]


# ---------------------------------------------------------------- which files


def test_the_index_is_the_union_of_the_paths_given(data: Path, root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "pay.txt").write_text("Pay comes on the last Friday of each month.\n")
    index(data, root)

    report = index(data, other)

    assert report == IndexReport(added=1)
    assert documents(data) == {"leave.md", "funding/fares.txt", "pay.txt"}


def test_only_what_lies_under_the_paths_of_a_run_can_be_removed_by_it(data: Path, root: Path) -> None:
    index(data, root)
    (root / "leave.md").unlink()

    assert index(data, root / "funding") == IndexReport(unchanged=1)
    assert documents(data) == {"leave.md", "funding/fares.txt"}
    assert index(data, root) == IndexReport(unchanged=1, removed=1)


def test_a_document_keeps_its_name_whatever_path_it_is_indexed_by_later(data: Path, root: Path) -> None:
    index(data, root)
    (root / "funding" / "fares.txt").write_text("Train fares are paid back within a week, so keep every ticket.\n")

    report = index(data, root / "funding" / "fares.txt")

    assert report == IndexReport(changed=1)
    assert documents(data) == {"leave.md", "funding/fares.txt"}


def test_paths_that_overlap_give_each_document_once(data: Path, root: Path) -> None:
    report = index(data, root, root, root / "funding", root / "leave.md")

    assert report == IndexReport(added=2)
    assert documents(data) == {"leave.md", "funding/fares.txt"}


def test_a_name_that_another_folder_has_taken_is_reported(data: Path, root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "leave.md").write_text("# Leave\n\nAnother page.\n")
    (other / "pay.md").write_text("# Pay\n\nIt comes on Friday.\n")
    index(data, root)

    report = index(data, other)

    assert (report.added, list(failures(report))) == (1, ["leave.md"])
    assert failures(report)["leave.md"].startswith(f"the name leave.md is already taken by {root / 'leave.md'}: rename")
    assert "You may take five days" in "".join(words(data))


def test_a_folder_that_has_moved_keeps_its_documents(data: Path, root: Path, tmp_path: Path) -> None:
    index(data, root)
    root.rename(tmp_path / "moved")
    embedder = FakeEmbedder()

    report = index(data, tmp_path / "moved", embedder=embedder)

    assert report == IndexReport(changed=2)
    assert embedder.embedded == []
    assert index(data, tmp_path / "moved") == IndexReport(unchanged=2)
    assert documents(data) == {"leave.md", "funding/fares.txt"}


def test_a_document_that_has_moved_and_cannot_be_read_any_more_keeps_what_was_indexed(
    data: Path, root: Path, tmp_path: Path
) -> None:
    index(data, root)
    root.rename(tmp_path / "moved")
    (tmp_path / "moved" / "leave.md").write_bytes(bytes(range(32)) * 50)

    report = index(data, tmp_path / "moved")

    assert (report.changed, report.removed, list(failures(report))) == (1, 0, ["leave.md"])
    assert documents(data) == {"leave.md", "funding/fares.txt"}


def test_a_folder_that_has_moved_is_embedded_anew_by_another_model(data: Path, root: Path, tmp_path: Path) -> None:
    index(data, root)
    root.rename(tmp_path / "moved")

    assert index(data, tmp_path / "moved", embedder=FakeEmbedder("fake/2")) == IndexReport(changed=2)


def test_a_name_is_free_where_the_first_file_of_that_name_cannot_be_read(data: Path, root: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "leave.md").write_text("# Leave\n\nYou may take six days.\n")
    (root / "leave.md").write_bytes(bytes(range(32)) * 50)

    report = index(data, root, tmp_path / "other")

    assert (report.added, failures(report)["leave.md"][:11]) == (2, "broken file")
    assert "You may take six days" in "".join(words(data))


def test_hidden_files_and_folders_are_left_out(data: Path, root: Path) -> None:
    (root / ".git").mkdir()
    (root / ".git" / "notes.txt").write_text("not for readers\n")
    (root / ".draft.txt").write_text("not for readers\n")

    assert index(data, root) == IndexReport(added=2)


def test_pipes_broken_links_and_links_in_a_circle_neither_hang_nor_count(data: Path, root: Path) -> None:
    os.mkfifo(root / "pipe.txt")
    (root / "broken.txt").symlink_to(root / "nowhere.txt")
    (root / "circle").symlink_to(root)

    assert index(data, root) == IndexReport(added=2)


def test_a_link_to_a_file_is_a_document(data: Path, root: Path, tmp_path: Path) -> None:
    (tmp_path / "pay.txt").write_text("Pay comes on the last Friday of each month.\n")
    (root / "pay.txt").symlink_to(tmp_path / "pay.txt")

    assert index(data, root) == IndexReport(added=3)
    assert "pay.txt" in documents(data)


def test_the_readme_of_a_folder_of_pages_is_no_page(data: Path, root: Path) -> None:
    (root / "README.md").write_text("# How to write a page\n\nWrite short sentences.\n")
    (root / "leave.md").write_text(f"{FRONT}# Study leave\n\nYou may take five days of study leave.\n")

    assert index(data, root) == IndexReport(added=2)
    assert index(data, root / "README.md") == IndexReport(added=1)


def test_a_readme_among_documents_without_front_matter_is_a_document(data: Path, root: Path) -> None:
    (root / "README.md").write_text("# Study leave\n\nYou may take five days.\n")

    assert index(data, root) == IndexReport(added=3)


@pytest.mark.parametrize("make", [lambda path: None, os.mkfifo])
def test_a_path_that_is_no_file_or_folder_is_refused(data: Path, tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "path")

    with pytest.raises(CorpusError, match="no file or folder .*path: check the path"):
        index(data, tmp_path / "path")


def test_an_empty_folder_makes_an_empty_index(data: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert index(data, tmp_path / "empty") == IndexReport()
    with pytest.raises(IndexNotReady, match="The index is empty: run `assistant index`"):
        opened(data)


def test_an_index_from_which_the_last_document_is_removed_is_empty(data: Path, root: Path) -> None:
    index(data, root / "leave.md")
    (root / "leave.md").unlink()

    assert index(data, root) == IndexReport(added=1, removed=1)
    (root / "funding" / "fares.txt").unlink()
    assert index(data, root) == IndexReport(removed=1)
    with pytest.raises(IndexNotReady, match="empty"):
        opened(data)


# ---------------------------------------------------------------- files that cannot be read


def test_each_file_that_cannot_be_read_is_reported_and_the_rest_is_indexed(data: Path, root: Path) -> None:
    (root / "empty.txt").touch()
    (root / "blank.md").write_text(" \n\n \n")
    (root / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (root / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    (root / "no suffix").write_text("text\n")
    (root / "binary.txt").write_bytes(bytes(range(32)) * 50)
    (root / "draft.md").write_text("---\ntitle: Draft\nstatus: maybe\n---\n# Draft\n\nText.\n")

    report = index(data, root)

    reasons = failures(report)
    assert report.added == 2
    assert reasons["empty.txt"] == reasons["blank.md"] == "no text"
    assert reasons["photo.jpg"] == "unsupported file type '.jpg'"
    assert reasons["no suffix"] == "unsupported file type"
    assert reasons["broken.pdf"].startswith("broken file")
    assert reasons["binary.txt"].startswith("broken file")
    assert "status is 'maybe': choose offered, planned" in reasons["draft.md"]
    assert len(reasons) == 7


def test_a_document_under_a_password_is_reported(data: Path, root: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(root / "secret.pdf")

    report = index(data, root)

    assert report.added == 2
    assert "password" in failures(report)["secret.pdf"]


def test_front_matter_is_taken_as_what_the_page_says_of_itself(data: Path, root: Path) -> None:
    (root / "leave.md").write_text(f"{FRONT}# Another heading\n\nYou may take five days of study leave.\n")
    index(data, root)
    snapshot = opened(data)

    source = snapshot.source("leave.md")

    assert source is not None
    assert (source.title, source.provenance.as_of, source.provenance.applies_to) == ("Study leave", "2026-08", "England")
    assert not any("source_url" in text for text in words(data))
    snapshot.close()


def test_a_name_that_is_no_text_is_reported(data: Path, root: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(root) + b"/le\xffave.txt")).write_text("You may take five days.\n")
    except OSError:
        pytest.skip("this file system takes names of text alone")

    report = index(data, root)

    assert report.added == 2
    assert failures(report) == {"le?ave.txt": "its name is no text in UTF-8: rename it"}


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_cannot_be_listed_any_more_keeps_what_was_indexed(data: Path, root: Path) -> None:
    index(data, root)
    (root / "funding").chmod(0)

    report = index(data, root)

    (root / "funding").chmod(0o700)
    assert (report.removed, list(failures(report))) == (0, ["funding"])
    assert documents(data) == {"leave.md", "funding/fares.txt"}


def test_a_document_that_becomes_unreadable_keeps_what_was_indexed(data: Path, root: Path) -> None:
    index(data, root)
    (root / "leave.md").write_bytes(bytes(range(32)) * 50)

    report = index(data, root)

    assert (report.unchanged, report.removed, list(failures(report))) == (1, 0, ["leave.md"])
    assert "You may take five days" in "".join(words(data))
    assert list(failures(index(data, root))) == ["leave.md"]


def test_a_document_that_vanishes_while_it_is_read_is_reported(data: Path, root: Path) -> None:
    report = index(data, root, reader=FakeReader(lambda path: path.unlink() if path.name == "leave.md" else None))

    assert (report.added, failures(report)) == (1, {"leave.md": "vanished while it was read"})


def test_an_indexed_document_that_vanishes_while_it_is_read_goes_with_the_next_run(data: Path, root: Path) -> None:
    index(data, root)
    (root / "leave.md").write_text("# Study leave\n\nYou may take six days of study leave.\n")

    report = index(data, root, reader=FakeReader(Path.unlink))

    assert (report.removed, list(failures(report))) == (0, ["leave.md"])
    assert index(data, root) == IndexReport(unchanged=1, removed=1)


def test_what_the_system_says_of_a_file_is_its_reason(data: Path, root: Path) -> None:
    def fail(path: Path) -> None:
        if path.name == "leave.md":
            raise PermissionError(13, "Permission denied", str(path))
        raise OSError(5, "Input/output error", str(path))

    report = index(data, root, reader=FakeReader(fail))

    assert report.failed == (
        Failure("funding/fares.txt", "not readable (Input/output error)"),
        Failure("leave.md", "not readable (permission)"),
    )


# ---------------------------------------------------------------- tables of other formats


def test_tables_of_formats_that_put_the_column_names_first_keep_them(data: Path, root: Path) -> None:
    (root / "pay.csv").write_text("Role,Paid by,Where\nNurse,Trust,Ward\nPorter,Levy,Hall\n")

    index(data, root)

    assert any("Role: Nurse; Paid by: Trust; Where: Ward" in text for text in words(data))


# ---------------------------------------------------------------- the model and the schema


def test_another_model_finds_no_index_until_the_next_run_has_embedded_everything_anew(data: Path, root: Path) -> None:
    index(data, root)
    other = FakeEmbedder("fake/2")
    with pytest.raises(IndexNotReady, match="made with the embedding model fake/1, but fake/2 .* run `assistant index`"):
        opened(data, other)

    report = index(data, root, embedder=other)

    assert report == IndexReport(changed=2)
    assert other.embedded
    snapshot = opened(data, other)
    assert snapshot.documents == ["funding/fares.txt", "leave.md"]
    snapshot.close()


def test_another_model_embeds_anew_what_lies_outside_the_paths_of_the_run_as_well(data: Path, root: Path) -> None:
    index(data, root)
    other = FakeEmbedder("fake/2")

    index(data, root / "funding", embedder=other)

    snapshot = opened(data, other)
    assert set(snapshot.documents) == {"leave.md", "funding/fares.txt"}
    snapshot.close()


def test_what_another_model_cannot_read_again_is_reported_and_comes_back_with_its_file(data: Path, root: Path) -> None:
    index(data, root)
    other = FakeEmbedder("fake/2")
    (root / "leave.md").rename(root.parent / "leave.md")

    report = index(data, root / "funding", embedder=other)

    assert (report.changed, report.removed, failures(report)) == (1, 0, {"leave.md": "vanished while it was read"})
    (root.parent / "leave.md").rename(root / "leave.md")
    assert index(data, root, embedder=other) == IndexReport(added=1, unchanged=1)


def test_another_model_leaves_nothing_of_the_old_one_behind(data: Path, root: Path) -> None:
    index(data, root)

    index(data, root, embedder=FakeEmbedder("fake/2"))

    space = space_of(FakeEmbedder("fake/1"))
    old, store = VectorIndex(data, space), Store(data)
    assert (old.ids(), store.known_vectors(space)) == (set(), set())
    store.close()
    old.close()


def test_an_index_of_another_version_is_renewed_by_the_next_run(data: Path, root: Path) -> None:
    index(data, root)
    store = Store(data, writable=True)
    store.set_meta({"schema": "0"})
    store.close()
    with pytest.raises(IndexNotReady, match="another version of the assistant: run `assistant index`"):
        opened(data)

    assert index(data, root) == IndexReport(changed=2)
    assert documents(data) == {"leave.md", "funding/fares.txt"}


class BrokenEmbedder(FakeEmbedder):
    """Does not answer from the second passage on."""

    def embed_text(self, text: str) -> Floats:
        if "study" in text:
            raise ModelUnavailable("The embedding model does not answer: try again later.")
        return super().embed_text(text)


def test_a_model_that_stops_answering_leaves_the_index_as_it_was(data: Path, root: Path) -> None:
    index(data, root / "funding")

    with pytest.raises(ModelUnavailable):
        index(data, root, embedder=BrokenEmbedder())

    assert documents(data) == {"fares.txt"}
    assert index(data, root) == IndexReport(added=1, unchanged=1)


# ---------------------------------------------------------------- parts that are missing


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


# ---------------------------------------------------------------- one writer, no room, no permission


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
