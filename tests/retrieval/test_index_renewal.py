"""Indexing: with another model, or over an index of another version."""

from pathlib import Path

import pytest

from assistant.errors import IndexNotReady, ModelUnavailable
from assistant.retrieval.embedding import Floats
from assistant.retrieval.encoding import space_of
from assistant.retrieval.indexing import IndexReport
from assistant.retrieval.store import Store
from assistant.retrieval.vectors import VectorIndex
from tests.retrieval.fakes import FakeEmbedder, documents, index, opened
from tests.retrieval.indexed import failures


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
