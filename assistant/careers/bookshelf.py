"""The Book of the index that is in force, read again only when an indexing run has changed it."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from assistant.careers.book import Book
from assistant.careers.roles.names import RoleNames
from assistant.knowledge.records import read_records


class Records(Protocol):
    """Where the texts of records come from; each method may raise IndexNotReady."""

    def generation(self) -> str:
        """What tells the index from what it was before an indexing run."""

    def record_files(self) -> Mapping[str, str]:
        """The texts of the files of records by their document."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A Book, and the names that its roles go by."""

    book: Book
    names: RoleNames


@dataclass
class Bookshelf:
    """Keeps the Shelf of what is for `employer`."""

    records: Records
    employer: str = ""
    _kept: tuple[str, Shelf] | None = field(default=None, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def shelf(self) -> Shelf:
        """The records of the current index, empty where it has none.

        Raises:
            IndexNotReady: there is no index.
        """
        generation = self.records.generation()
        with self._lock:
            if self._kept is None or self._kept[0] != generation:
                texts = self.records.record_files()
                book = Book.of((read_records(document, text) for document, text in texts.items()), self.employer)
                self._kept = generation, Shelf(book, RoleNames.of(book))
            return self._kept[1]
