"""What `assistant doctor` looks at: each check says what is well, or raises AssistantError with the remedy."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.drafts import Brief, Drafted
from assistant.errors import ModelUnavailable, StorageError
from assistant.retrieval.embedding import Embedder
from assistant.retrieval.encoding import space_of
from assistant.retrieval.snapshot import Snapshot

_BRIEF = Brief(
    question="How many days of paid study leave do staff get?",
    language="en",
    quotes=("Study leave\nStaff get five days of paid study leave a year. Ask your manager six weeks before.",),
)
_LEAST_FREE = 500 * 1024 * 1024  # bytes: room for the model and an index of a few thousand pages


class Writer(Protocol):
    """Writes a draft."""

    @property
    def name(self) -> str: ...

    def write(self, brief: Brief) -> AsyncIterator[Drafted]: ...


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


def language_model(build: Callable[[], Writer]) -> Check:
    """The language model writes sentences that can be used, in time."""

    def run() -> str:
        writer = build()
        started = time.perf_counter()
        drafted = asyncio.run(_written(writer))
        if not drafted:
            raise ModelUnavailable(
                f"{writer.name} answers, but no sentence of it can be used: choose a more capable model in ASSISTANT_LLM_MODEL."
            )
        seconds = time.perf_counter() - started
        return f"{writer.name} wrote a draft in {seconds:.1f} seconds, its sentences that can be used: {len(drafted)}"

    return Check("language model", run)


async def _written(writer: Writer) -> list[Drafted]:
    return [drafted async for drafted in writer.write(_BRIEF)]
