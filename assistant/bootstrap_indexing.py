"""The part of the composition root that only `assistant index` needs: the readers of files and the sentence splitter."""

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.bootstrap import build_embedder
from assistant.retrieval.indexing import Indexer
from assistant.retrieval.reading import FileReader, Limits
from assistant.settings import Settings

_MEGABYTE = 1024 * 1024


@contextmanager
def build_indexer(settings: Settings) -> Iterator[Indexer]:
    """The indexer, with the child process that reads files, for as long as it is used."""
    limits = Limits(
        max_bytes=settings.max_file_mb * _MEGABYTE,
        seconds=settings.file_seconds,
        memory_bytes=settings.file_memory_mb * _MEGABYTE,
    )
    with FileReader(limits) as reader:
        # One thread a text and several texts at once: short texts do not fill two cores.
        embedder = build_embedder(settings, threads=1)
        yield Indexer(settings.data_dir, embedder, reader, settings.chroma_url, workers=settings.threads)
