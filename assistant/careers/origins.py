"""Where each quoted sentence of the records comes from."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.careers.book import Book
from assistant.knowledge.records import SCHEMAS, RecordFile, parts_of
from assistant.types import Provenance, SourcePart, Statement

_KINDS = {schema: kind for kind, schema in SCHEMAS.items()}


@dataclass(frozen=True, slots=True)
class Origins:
    """The parts of the documents of a book, each with its provenance."""

    parts: Mapping[str, tuple[SourcePart, ...]]

    @staticmethod
    def of(book: Book) -> "Origins":
        """The origins of every sentence that a book can say."""
        parts: dict[str, tuple[SourcePart, ...]] = {}
        for key, record in book.records.items():
            document = book.documents[key]
            file = RecordFile(document, _KINDS[key[0]], (record,))
            parts[document] = (*parts.get(document, ()), *parts_of(file))
        return Origins(parts)

    def provenance(self, said: Statement) -> Provenance:
        """The innermost part that holds the sentence; an empty provenance where the book does not have it."""
        parts = self.parts.get(said.passage.document, ())
        return next((part.provenance for part in reversed(parts) if part.start <= said.start < part.end), Provenance())
