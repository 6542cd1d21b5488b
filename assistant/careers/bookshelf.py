"""The Book of the index that is in force, read again only when an indexing run has changed it."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assistant.careers.book import Book
from assistant.careers.roles.names import RoleNames
from assistant.knowledge.records import read_records

RecordTexts = Callable[[], tuple[str, Mapping[str, str]]]
"""The generation of the index, and the texts of its files of records by their document."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A Book, and the names that its roles go by."""

    book: Book
    names: RoleNames


@dataclass
class Bookshelf:
    """Keeps the Shelf of what is for `employer`; `texts` may raise IndexNotReady."""

    texts: RecordTexts
    employer: str = ""
    _kept: tuple[str, Shelf] | None = field(default=None, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def shelf(self) -> Shelf:
        """The records of the current index; empty where it has none."""
        generation, texts = self.texts()
        with self._lock:
            if self._kept is None or self._kept[0] != generation:
                book = Book.of((read_records(document, text) for document, text in texts.items()), self.employer)
                self._kept = generation, Shelf(book, RoleNames.of(book))
            return self._kept[1]
