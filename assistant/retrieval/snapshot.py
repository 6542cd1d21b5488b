"""One generation of the index as search sees it: ids, vectors and words in memory, the rest read when asked for."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import AssistantError, IndexNotReady, StorageError
from assistant.retrieval.embedding import Floats
from assistant.retrieval.lexical import UNREADABLE, LexicalIndex
from assistant.retrieval.page_questions import PageQuestions
from assistant.retrieval.portrait import Portrait, portray
from assistant.retrieval.publishing import lexical_folder
from assistant.retrieval.store import SCHEMA, Halves, Store
from assistant.retrieval.vectors import VectorIndex
from assistant.types import Source

_CACHED = 4_000  # passages
_CACHED_SOURCES = 50
EXACT = 10_000  # passages


class Snapshot:
    """Opens the index in `folder` for the vectors of `space`, as far as it is for `employer`.

    Raises:
        IndexNotReady: the index is missing, damaged, or was made with another model or an older version.
    """

    def __init__(self, folder: Path, space: str, chroma_url: str = "", employer: str = "", exact: int = EXACT) -> None:
        self.space = space
        self._employer = employer
        self._exact = exact
        self._store = Store(folder)
        try:
            self._read(folder)
            self._vectors = VectorIndex(folder, space, chroma_url)
        except AssistantError:
            self._store.close()
            raise
        self._portraits: dict[int, Portrait] = {}
        self._sources: dict[str, Source | None] = {}

    def _read(self, folder: Path) -> None:
        """Read one generation, and begin again where a run has ended meanwhile."""
        read = False
        while not read:
            self.generation = self._store.meta("generation")
            _check(self._store, self.space)
            ids, documents, halves = self._store.whole_vectors(self.space)
            likely, gaps = (self._store.question_vectors(self.space, kind, halves.shape[1]) for kind in ("likely", "gaps"))
            kept = self._store.scopes().visible(ids, documents, self._employer)
            try:
                self.lexical = LexicalIndex.load(lexical_folder(folder, self.generation))
            except UNREADABLE as error:
                if self._is_latest:
                    raise IndexNotReady(
                        f"The word index is damaged: delete {folder / 'lexical'} and run `assistant index`."
                    ) from error
            else:
                read = self._is_latest
        if not ids:
            raise IndexNotReady("The index is empty: run `assistant index` with a folder that holds documents.")
        if not kept:
            raise IndexNotReady(f"Nothing in the index is for {self._employer!r}: index its pages, or mend ASSISTANT_EMPLOYER.")
        self.ids, self.documents = [ids[at] for at in kept], [documents[at] for at in kept]
        self.whole: Floats = halves[kept].astype(np.float32)
        self.row = {key: row for row, key in enumerate(self.ids)}
        owners, vectors = self._of_rows(likely)
        self.questions = PageQuestions([self.row[key] for key in owners], vectors, self._of_rows(gaps)[1])
        self._in_scope = frozenset(self.documents)
        self._with_questions = frozenset(self.documents[row] for row in self.questions.rows)
        self._lexical_rows = np.array([self.row.get(key, -1) for key in self.lexical.ids], np.int64)

    def _of_rows(self, questions: tuple[list[str], Halves]) -> tuple[list[str], Halves]:
        """The questions of passages that are in scope."""
        owners, vectors = questions
        kept = [at for at, key in enumerate(owners) if key in self.row]
        return [owners[at] for at in kept], vectors[kept]

    @property
    def _is_latest(self) -> bool:
        return self._store.meta("generation") == self.generation

    @property
    def current(self) -> bool:
        """False once another run has changed the index."""
        return not self._store.replaced and self._is_latest

    def close(self) -> None:
        self._vectors.close()
        self._store.close()

    def nearest(self, vector: Floats, count: int) -> list[int]:
        """Rows of the passages nearest to a query vector.

        Up to `exact` passages every vector is compared: that is as quick as asking the vector index, which finds nearly the nearest
        and, each time it is opened, now and then others. So it is beyond them where the index does not hold them all (a run is
        adding or removing some) or does not answer.
        """
        asked = min(count, len(self.ids))
        found = self._found_near(vector, asked) if len(self.ids) > self._exact else []
        if len(found) < asked:
            order = np.argsort(-(self.whole @ vector), kind="stable")
            return [int(row) for row in order[:asked]]
        return found

    def _found_near(self, vector: Floats, count: int) -> list[int]:
        try:
            return [self.row[key] for key in self._vectors.nearest(vector, count) if key in self.row]
        except StorageError:
            return []

    def names_questions(self, document: str) -> bool:
        """Whether a document names the questions that it answers."""
        return document in self._with_questions

    def rows_of(self, document: str) -> NDArray[np.int64]:
        """Rows of a document's passages."""
        return np.flatnonzero(np.array([name == document for name in self.documents]))

    def sample(self, count: int) -> Floats:
        """Vectors of at most `count` passages spread evenly over the index."""
        step = max(1, len(self.ids) // count)
        return self.whole[::step]

    def lexical_scores(self, words: Sequence[str]) -> Floats:
        """BM25 of every passage in row order."""
        scores = np.zeros(len(self.ids), np.float32)
        found = self.lexical.scores(words)
        known = self._lexical_rows >= 0
        scores[self._lexical_rows[known]] = found[known]
        return scores

    def load(self, rows: Sequence[int]) -> list[Portrait]:
        """The passages of those rows, in their order; one that an indexing run has just removed is left out."""
        missing = [row for row in rows if row not in self._portraits]
        if missing:
            if len(self._portraits) > _CACHED:
                self._portraits.clear()
            keys = [self.ids[row] for row in missing]
            vectors = self._store.unit_vectors(self.space, keys, self.whole.shape[1])
            for key, passage in self._store.passages(keys).items():
                self._portraits[self.row[key]] = portray(passage, vectors[key])
        return [self._portraits[row] for row in rows if row in self._portraits]

    def record_files(self) -> dict[str, str]:
        """The texts of all files of records by their document."""
        return self._store.record_files()

    def source(self, document: str) -> Source | None:
        if document not in self._in_scope:
            return None
        if document not in self._sources:
            if len(self._sources) >= _CACHED_SOURCES:
                self._sources.clear()
            self._sources[document] = self._store.source(document)
        return self._sources[document]


def _check(store: Store, space: str) -> None:
    if not store.meta("generation"):
        raise IndexNotReady("The first indexing run did not finish: run `assistant index` again.")
    if store.meta("schema") != SCHEMA:
        raise IndexNotReady("The index was made by another version of the assistant: run `assistant index` to renew it.")
    made_with = store.meta("space")
    if made_with != space:
        theirs, ours = (name.partition("|")[0] for name in (made_with, space))
        raise IndexNotReady(
            f"The index was made with the embedding model {theirs}, but {ours} is configured: "
            "run `assistant index` to make it anew, or set ASSISTANT_EMBEDDING_* back."
        )
