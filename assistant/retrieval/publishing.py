"""Publishing what an indexing run has found as the next generation of the index, in steps that no kill can tear apart.

Chroma first gets what is new, then the catalogue changes at once, then Chroma loses what is gone. A search holds what it
finds against the catalogue, so it answers from the old generation or from the new one; a run that was cut short is brought
to its end by the next.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.retrieval.lexical import LexicalIndex
from assistant.retrieval.names import IndexedText
from assistant.retrieval.storage import storage_errors
from assistant.retrieval.store import SCHEMA, Added, Store
from assistant.retrieval.vectors import FOLDER, VectorIndex

_LEXICAL = "lexical"


class Publisher:
    """Writes generations of the index in `folder` for the vectors of `space`."""

    def __init__(self, folder: Path, space: str, chroma_url: str) -> None:
        self._folder = folder
        self._space = space
        self._chroma_url = chroma_url

    def is_whole(self, store: Store) -> bool:
        """Whether the last run came to its end and nobody has deleted a part of the index since."""
        parts = [lexical_folder(self._folder, store.meta("generation"))]
        if not self._chroma_url:
            parts.append(self._folder / FOLDER)
        return store.meta("clean") == "yes" and all(part.exists() for part in parts)

    def publish(self, store: Store, added: Sequence[Added], removed: Sequence[str]) -> None:
        """Make a generation of what is indexed, without the files at the paths `removed` and with those `added`.

        Raises:
            StorageError: a disk is full or cannot be written; what was indexed stays as it was.
        """
        vectors = VectorIndex(self._folder, self._space, self._chroma_url)
        try:
            self._add_vectors(store, added, vectors)
            generation = str(int(store.meta("generation") or "0") + 1)
            self._write_lexical(store, added, removed, generation)
            meta = {"schema": SCHEMA, "space": self._space, "generation": generation, "clean": "no"}
            store.replace(removed, added, meta)
            self._tidy(store, vectors, generation)
        finally:
            vectors.close()

    def _add_vectors(self, store: Store, added: Sequence[Added], vectors: VectorIndex) -> None:
        wanted = {passage.id for _, _, passages in added for passage in passages} | set(store.passage_ids())
        missing = store.passage_vectors(self._space, sorted(wanted - vectors.ids()))
        vectors.add({key: vector.astype(np.float32) for key, vector in missing.items()})

    def _write_lexical(self, store: Store, added: Sequence[Added], removed: Sequence[str], generation: str) -> None:
        replaced = {*removed, *(record.path for record, _, _ in added)}
        left_out = {record.document for path, record in store.files().items() if path in replaced}
        fresh = (IndexedText.of(passage) for _, _, found in added for passage in found)
        with storage_errors(self._folder):
            LexicalIndex.build([*store.texts(left_out), *fresh]).save(lexical_folder(self._folder, generation))

    def _tidy(self, store: Store, vectors: VectorIndex, generation: str) -> None:
        store.drop_unused_vectors(self._space)
        vectors.delete(sorted(vectors.ids() - set(store.passage_ids())))
        vectors.drop_other_spaces()
        for old in (self._folder / _LEXICAL).iterdir():
            if old.name != generation:
                shutil.rmtree(old, ignore_errors=True)
        store.set_meta({"clean": "yes"})


def lexical_folder(folder: Path, generation: str) -> Path:
    """Where the lexical index of a generation of the catalogue lies."""
    return folder / _LEXICAL / generation
