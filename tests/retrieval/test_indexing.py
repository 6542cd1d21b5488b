"""Indexing: files into the index, and again only what changed."""

import os
import shutil
from pathlib import Path

from assistant.retrieval.indexing import Indexer, IndexReport
from assistant.retrieval.reading import FileReader
from assistant.retrieval.vectors import FOLDER
from tests.retrieval.fakes import FakeEmbedder, documents, index
from tests.retrieval.indexed import ids_everywhere, words


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
