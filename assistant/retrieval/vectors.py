"""Passage vectors in embedded Chroma, through LlamaIndex's vector store; ids and vectors only, no text."""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings
from llama_index.core.schema import TextNode
from llama_index.core.vector_stores.types import VectorStoreQuery
from llama_index.vector_stores.chroma import ChromaVectorStore
from numpy.typing import NDArray

from assistant.errors import StorageError

_PREFIX = "passages-"
_BATCH = 2_000  # Chroma takes at most 5,461 at a time
logging.getLogger("chromadb").setLevel(logging.ERROR)


class VectorIndex:
    """The vectors of one embedding model; another model has a collection of its own."""

    def __init__(self, folder: Path, space: str, url: str = "") -> None:
        name = _PREFIX + hashlib.sha256(space.encode()).hexdigest()[:16]
        try:
            self._client = _client(folder, url)
            metadata = {"hnsw:space": "cosine", "hnsw:search_ef": 100, "hnsw:construction_ef": 200}
            self._collection = self._client.get_or_create_collection(name, metadata=metadata, embedding_function=None)
        except Exception as error:  # Chroma raises its own, SQLite's and Rust's errors, with no common base
            raise StorageError(
                f"The vector index in {folder} cannot be opened ({_reason(error)}): make the folder writable, or delete it and "
                "run `assistant index`."
            ) from error
        self._store = ChromaVectorStore(chroma_collection=self._collection)

    def add(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Add passages by id; ids that are there already are left as they are.

        Raises:
            StorageError: the disk is full or the folder cannot be written.
        """
        nodes = [TextNode(id_=key, text="", embedding=vector.tolist()) for key, vector in vectors.items()]
        try:
            for start in range(0, len(nodes), _BATCH):
                self._store.add(nodes[start : start + _BATCH])
        except Exception as error:
            raise StorageError(
                f"The vector index cannot be written ({_reason(error)}): free some space and run again."
            ) from error

    def delete(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), _BATCH):
            self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def drop_other_spaces(self) -> None:
        """Remove what other embedding models left behind."""
        for collection in self._client.list_collections():
            if collection.name.startswith(_PREFIX) and collection.name != self._collection.name:
                self._client.delete_collection(collection.name)

    def ids(self) -> set[str]:
        return set(self._collection.get(include=[])["ids"])

    def nearest(self, vector: NDArray[np.float32], count: int) -> list[str]:
        """Ids of the `count` passages nearest by cosine, nearest first."""
        found = self._store.query(VectorStoreQuery(query_embedding=vector.tolist(), similarity_top_k=count))
        return list(found.ids or [])


def _client(folder: Path, url: str) -> chromadb.api.ClientAPI:
    settings = ChromaSettings(anonymized_telemetry=False)
    if url:
        host, _, port = url.rsplit("//", maxsplit=1)[-1].rstrip("/").partition(":")
        return chromadb.HttpClient(host=host, port=int(port or 8000), ssl=url.startswith("https"), settings=settings)
    return chromadb.PersistentClient(path=str(folder / "chroma"), settings=settings)


def _reason(error: Exception) -> str:
    return str(error).strip().splitlines()[0][:160] if str(error).strip() else type(error).__name__
