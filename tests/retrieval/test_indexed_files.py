"""Indexing: which files are documents, and what they are called."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import CorpusError, IndexNotReady
from assistant.retrieval.indexing import IndexReport
from tests.retrieval.fakes import FakeEmbedder, documents, index, opened
from tests.retrieval.indexed import failures, words

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


def test_front_matter_is_taken_as_what_the_page_says_of_itself(data: Path, root: Path) -> None:
    (root / "leave.md").write_text(f"{FRONT}# Another heading\n\nYou may take five days of study leave.\n")
    index(data, root)
    snapshot = opened(data)

    source = snapshot.source("leave.md")

    assert source is not None
    assert (source.title, source.provenance.as_of, source.provenance.applies_to) == ("Study leave", "2026-08", "England")
    assert not any("source_url" in text for text in words(data))
    snapshot.close()
