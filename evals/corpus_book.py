"""The records of the corpus as a book, read from their files and not from an index."""

from pathlib import Path

from assistant.careers.book import Book
from assistant.knowledge.records import read_records
from evals.dataset import CORPUS


def read_book(corpus: Path = CORPUS) -> Book:
    """All records of a corpus.

    Raises:
        CorpusError: a record breaks its schema.
    """
    paths = sorted((corpus / "records").glob("*.yaml"))
    return Book.of(read_records(path.relative_to(corpus).as_posix(), path.read_text(encoding="utf-8")) for path in paths)
