"""Whom each passage of the index is for, and what stands in place of what: which of them may be found."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.knowledge.employers import is_for
from assistant.types import Passage, Source

TABLES = """
CREATE TABLE IF NOT EXISTS scopes (
  passage TEXT PRIMARY KEY, document TEXT NOT NULL, employer TEXT NOT NULL, record TEXT NOT NULL, overrides INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS overrides (document TEXT PRIMARY KEY, overridden TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """The one employer that a passage is for, if any; the record it belongs to, and whether that stands in place of its like."""

    employer: str = ""
    record: str = ""
    overrides: bool = False


_EVERYBODY = Scope()


@dataclass(frozen=True, slots=True)
class Scopes:
    """Scopes by passage id, for those that have one, and the overridden document by the one in its place."""

    passages: Mapping[str, Scope] = field(default_factory=dict)
    overrides: Mapping[str, str] = field(default_factory=dict)

    def visible(self, ids: Sequence[str], documents: Sequence[str], ours: str) -> list[int]:
        """Places of the passages that may be found where `ours` is served, in order.

        Left out are those for another employer, and those of a document or record that another stands in place of; what is for
        another employer stands in nobody's place here.
        """
        shown = [at for at, key in enumerate(ids) if is_for(self._of(key).employer, ours)]
        there = {documents[at] for at in shown}
        replaced = {gone for document, gone in self.overrides.items() if document in there and gone != document}
        anew = {self._of(ids[at]).record for at in shown if self._of(ids[at]).overrides}
        return [at for at in shown if documents[at] not in replaced and not _is_replaced(self._of(ids[at]), anew)]

    def _of(self, key: str) -> Scope:
        return self.passages.get(key, _EVERYBODY)


def _is_replaced(scope: Scope, anew: set[str]) -> bool:
    return scope.record in anew and not scope.overrides


def read_scopes(db: sqlite3.Connection) -> Scopes:
    """The scopes of a catalogue."""
    rows = db.execute("SELECT passage, employer, record, overrides FROM scopes").fetchall()
    overrides = dict(db.execute("SELECT document, overridden FROM overrides").fetchall())
    return Scopes({row[0]: Scope(row[1], row[2], bool(row[3])) for row in rows}, overrides)


def write_scopes(db: sqlite3.Connection, source: Source, passages: Iterable[Passage]) -> None:
    """Keep the scopes of a Source and its passages."""
    scopes = [(passage, _scope_at(source, passage.start)) for passage in passages]
    rows = [(p.id, p.document, scope.employer, scope.record, scope.overrides) for p, scope in scopes if scope != _EVERYBODY]
    db.executemany("INSERT INTO scopes VALUES (?, ?, ?, ?, ?)", rows)
    if source.overrides:
        db.execute("INSERT INTO overrides VALUES (?, ?)", (source.document, source.overrides))


def _scope_at(source: Source, start: int) -> Scope:
    record = next((part for part in source.parts if part.start <= start < part.end), None)
    employer = source.provenance_at(start).employer
    return Scope(employer, record.record, record.overrides) if record else Scope(employer)
