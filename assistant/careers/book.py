"""All records of the index by kind and id, and their sentences as statements that an answer can quote."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from assistant.knowledge.employers import is_for
from assistant.knowledge.records import RecordFile, Sourced, provenance_of
from assistant.knowledge.said import Words
from assistant.knowledge.schema import Record
from assistant.types import Passage, Statement, Unit

_Kind = TypeVar("_Kind", bound=Record)


@dataclass(frozen=True, slots=True)
class Book:
    """The records that are in force. `documents` names the file that each record, by kind and id, stands in.

    Where two files hold a record of the same kind and id, one that says `overrides` wins, and else the first.
    """

    records: Mapping[tuple[type[Record], str], Record]
    documents: Mapping[tuple[type[Record], str], str]

    @staticmethod
    def of(files: Iterable[RecordFile], employer: str = "") -> "Book":
        """The book of the records of the files, in the order of their documents, without those for another employer alone."""
        records: dict[tuple[type[Record], str], Record] = {}
        documents: dict[tuple[type[Record], str], str] = {}
        for file in sorted(files, key=lambda file: file.document):
            for record in (each for each in file.records if is_for(each.employer or "", employer)):
                key = (type(record), record.id)
                if key not in records or (record.overrides and not records[key].overrides):
                    records[key], documents[key] = record, file.document
        return Book(records, documents)

    def all(self, kind: type[_Kind]) -> Iterator[_Kind]:
        """Every record of a kind, in the order of its files."""
        return (record for record in self.records.values() if isinstance(record, kind))

    def get(self, kind: type[_Kind], key: str) -> _Kind | None:
        """The record of that kind and id, or None."""
        found = self.records.get((kind, key))
        return found if isinstance(found, kind) else None

    def said(self, record: Record, words: Words) -> Statement:
        """A sentence of a record as a statement that is quoted from its file."""
        document = self.documents[type(record), record.id]
        key = f"{document}#{record.id}"
        unit = Unit(words.text, words.start, words.end, "paragraph", 0)
        passage = Passage(key, document, record.title.text, "", words.text, words.start, words.end, (unit,))
        return Statement((words.text,), "", passage, words.start, words.end)


def dated(record: Record, of: Sourced | None = None) -> str:
    """The date of the source of a record, or of a sentence of it that has its own: ISO, or `undated`."""
    source = of.source if of is not None and of.source is not None else record.source
    return provenance_of(record, source).as_of
