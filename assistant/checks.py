"""What `assistant doctor` looks at: each check says what is well, or raises AssistantError with the remedy."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import StorageError
from assistant.retrieval.embedding import Embedder
from assistant.retrieval.encoding import space_of
from assistant.retrieval.snapshot import Snapshot

_LEAST_FREE = 500 * 1024 * 1024  # bytes: room for the model and an index of a few thousand pages


@dataclass(frozen=True, slots=True)
class Check:
    """One part that is looked at; `run` returns what is well, or raises AssistantError with the remedy."""

    name: str
    run: Callable[[], str]


def data_folder(folder: Path) -> Check:
    """The data folder can be written and has room."""

    def run() -> str:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                free = shutil.disk_usage(folder).free
        except OSError as error:
            raise StorageError(
                f"{folder} cannot be written ({error.strerror}): make it writable or set ASSISTANT_DATA_DIR to another folder."
            ) from error
        if free < _LEAST_FREE:
            raise StorageError(f"{folder} has {free // 2**20} MB free: free at least {_LEAST_FREE // 2**20} MB there.")
        return f"{folder} can be written, {free // 2**30} GB free"

    return Check("data folder", run)


def embedding(build: Callable[[], Embedder]) -> Check:
    """The embedding model answers."""

    def run() -> str:
        embedder = build()
        vector = embedder.embed_query("Can I train as a nurse while I work?")
        return f"{embedder.model}, {len(vector)} dimensions"

    return Check("embedding model", run)


def index(folder: Path, build: Callable[[], Embedder], chroma_url: str) -> Check:
    """The index is there, whole, and made with this model."""

    def run() -> str:
        snapshot = Snapshot(folder, space_of(build()), chroma_url)
        try:
            return f"{len(set(snapshot.documents))} documents, {len(snapshot.ids)} passages"
        finally:
            snapshot.close()

    return Check("index", run)
