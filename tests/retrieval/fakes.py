"""An embedding model of hashed words, a reader that fails as told, and small ways into an index."""

import hashlib
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.retrieval.embedding import Floats, PassageVectors, unit_length
from assistant.retrieval.encoding import space_of
from assistant.retrieval.indexing import Indexer, IndexReport
from assistant.retrieval.passages import passages_of
from assistant.retrieval.reading import FileReader, ReadText
from assistant.retrieval.snapshot import Snapshot
from assistant.retrieval.structure import parse
from assistant.types import Block, Passage, Provenance, Source

DIMENSIONS = 8


@lru_cache(maxsize=10_000)
def _hashed(word: str) -> tuple[int, ...]:
    return tuple(hashlib.sha256(word.encode()).digest()[:DIMENSIONS])


class FakeEmbedder:
    """The same words give the same vector, whatever their order; a token is a word, or eight letters of a long one."""

    dimensions = DIMENSIONS

    def __init__(self, model: str = "fake/1", seconds: float = 0) -> None:
        self.model = model
        self.embedded: list[str] = []
        self._seconds = seconds

    def embed_query(self, text: str) -> Floats:
        return self.embed_text(text)

    def embed_text(self, text: str) -> Floats:
        time.sleep(self._seconds)
        self.embedded.append(text)
        rows = np.array([_hashed(word) for word in text.lower().split()] or [(1,) * DIMENSIONS], np.float32)
        return unit_length((rows - 127.5).sum(axis=0).astype(np.float32))

    def embed_passage(self, parts: Sequence[str]) -> PassageVectors:
        return PassageVectors(self.embed_text(" ".join(parts)), np.stack([self.embed_text(part) for part in parts]))

    def count_tokens(self, text: str) -> int:
        return sum(1 + len(word) // 8 for word in text.split())


class FakeReader(FileReader):
    """Reads as the real one, after `before` has been told which file is next; what it raises is what reading raises."""

    def __init__(self, before: Callable[[Path], None]) -> None:
        super().__init__()
        self._before = before

    def read(self, path: Path) -> ReadText:
        self._before(path)
        return super().read(path)


def index(data: Path, *paths: Path, embedder: FakeEmbedder | None = None, reader: FileReader | None = None) -> IndexReport:
    """Run the indexer over the paths with the fake model."""
    with reader or FileReader() as opened:
        return Indexer(data, embedder or FakeEmbedder(), opened, workers=1).run(paths)


def opened(data: Path, embedder: FakeEmbedder | None = None, exact: int = 0) -> Snapshot:
    """The index as search sees it, asking the vector index from `exact` passages on; to be closed."""
    return Snapshot(data, space_of(embedder or FakeEmbedder()), exact=exact)


def documents(data: Path) -> set[str]:
    """The names of the documents that search sees."""
    snapshot = opened(data)
    try:
        return set(snapshot.documents)
    finally:
        snapshot.close()


def blocks_of(text: str) -> list[Block]:
    return list(parse(text))


def source_of(text: str, title: str = "Study leave", document: str = "leave.md") -> Source:
    return Source(document, title, text, parse(text), Provenance())


def passages(text: str, title: str = "Study leave") -> list[Passage]:
    """The passages of a text with the fake model's tokens."""
    return passages_of(source_of(text, title), FakeEmbedder().count_tokens)
