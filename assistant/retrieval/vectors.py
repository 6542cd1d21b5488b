"""Passage vectors in embedded Chroma, through LlamaIndex's vector store; ids and vectors only, no text."""

import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import chromadb
import numpy as np
from chromadb.api import ServerAPI
from chromadb.api.client import Client
from chromadb.config import Settings as ChromaSettings
from chromadb.config import System
from llama_index.core.schema import BaseNode, TextNode
from llama_index.core.vector_stores.types import VectorStoreQuery
from llama_index.vector_stores.chroma import ChromaVectorStore
from numpy.typing import NDArray

from assistant.errors import StorageError

FOLDER = "chroma"
_PREFIX = "passages-"
_BATCH = 2_000  # Chroma takes at most 5,461 at a time
logging.getLogger("chromadb").setLevel(logging.ERROR)


class VectorIndex:
    """The vectors of one embedding model; another model has a collection of its own."""

    def __init__(self, folder: Path, space: str, url: str = "") -> None:
        name = _PREFIX + hashlib.sha256(space.encode()).hexdigest()[:16]
        self._place = url or str(folder / FOLDER)
        remedy = (
            f"check that {url} answers" if url else f"make {folder / FOLDER} writable, or delete it and run `assistant index`"
        )
        with self._errors("cannot be opened", remedy):
            self._client = _client(folder, url)
            metadata = {"hnsw:space": "cosine", "hnsw:search_ef": 100, "hnsw:construction_ef": 200}
            self._collection = self._client.get_or_create_collection(name, metadata=metadata, embedding_function=None)
        self._store = ChromaVectorStore(chroma_collection=self._collection)

    @contextmanager
    def _errors(self, trouble: str, remedy: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # Chroma raises its own, SQLite's and Rust's errors, with no common base
            raise StorageError(f"The vector index in {self._place} {trouble} ({_reason(error)}): {remedy}.") from error

    def close(self) -> None:
        """Let go of the index: what another process writes is seen only by an index that is opened afterwards."""
        self._client.close()

    def add(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Add passages by id; ids that are there already are left as they are.

        Raises:
            StorageError: the disk is full or the folder cannot be written.
        """
        nodes: list[BaseNode] = [TextNode(id_=key, text="", embedding=vector.tolist()) for key, vector in vectors.items()]
        with self._errors("cannot be written", "free some space, make it writable, and run the command again"):
            for start in range(0, len(nodes), _BATCH):
                self._store.add(nodes[start : start + _BATCH])

    def delete(self, ids: Sequence[str]) -> None:
        with self._errors("cannot be written", "free some space, make it writable, and run the command again"):
            for start in range(0, len(ids), _BATCH):
                self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def drop_other_spaces(self) -> None:
        """Remove what other embedding models left behind."""
        with self._errors("cannot be written", "free some space, make it writable, and run the command again"):
            for collection in self._client.list_collections():
                if collection.name.startswith(_PREFIX) and collection.name != self._collection.name:
                    self._client.delete_collection(collection.name)

    def ids(self) -> set[str]:
        with self._errors("cannot be read", "try again, or delete it and run `assistant index`"):
            return set(self._collection.get(include=[])["ids"])

    def nearest(self, vector: NDArray[np.float32], count: int) -> list[str]:
        """Ids of the `count` passages nearest by cosine, nearest first."""
        with self._errors("cannot be read", "try again, or delete it and run `assistant index`"):
            found = self._store.query(VectorStoreQuery(query_embedding=vector.tolist(), similarity_top_k=count))
            return list(found.ids or [])


def _client(folder: Path, url: str) -> Client:
    """A client with a system of its own: one that is shared goes on seeing the index as it was when it was first opened."""
    if not url:
        path = str(folder / FOLDER)
        system = System(ChromaSettings(anonymized_telemetry=False, is_persistent=True, persist_directory=path))
        system.instance(ServerAPI)  # type: ignore[type-abstract]  # the system chooses the class
        system.start()
        return Client.from_system(system)
    host, _, port = url.rsplit("//", maxsplit=1)[-1].rstrip("/").partition(":")
    settings = ChromaSettings(anonymized_telemetry=False)
    secure = url.startswith("https")
    client = chromadb.HttpClient(host=host, port=int(port or 8000), ssl=secure, settings=settings)
    assert isinstance(client, Client)
    return client


def _reason(error: Exception) -> str:
    return str(error).strip().splitlines()[0][:160] if str(error).strip() else type(error).__name__
