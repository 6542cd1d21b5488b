"""The index's catalogue in SQLite: Sources, Passages, vectors and what the index was made with.

Vectors are kept by space (the model and how it was used) and passage id as they are made; Sources and Passages change in one
transaction at the end of a run. So a run that is killed leaves the previous catalogue as it was, and the next run finds the
vectors that were already made.
"""

import json
import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexNotReady
from assistant.retrieval.names import IndexedText
from assistant.retrieval.rows import parts_json, parts_of, passage_of, provenance_of, units_json
from assistant.retrieval.scopes import TABLES, Scopes, read_scopes, write_scopes
from assistant.retrieval.storage import CATALOGUE, storage_errors
from assistant.types import Passage, Source

SCHEMA = "4"
VIEWS = 4  # vectors a unit has: its own, its tokens pooled in their passage, under its heading, with its neighbours

_TABLES = """
DROP TABLE IF EXISTS vectors;
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sources (
  path TEXT PRIMARY KEY, root TEXT NOT NULL, document TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, title TEXT NOT NULL,
  text TEXT NOT NULL, provenance TEXT NOT NULL, parts TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS passages (
  id TEXT PRIMARY KEY, document TEXT NOT NULL, place INTEGER NOT NULL, title TEXT NOT NULL, section TEXT NOT NULL,
  text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, units TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS passages_document ON passages (document, place);
CREATE TABLE IF NOT EXISTS embeddings (
  space TEXT NOT NULL, id TEXT NOT NULL, whole BLOB NOT NULL, units BLOB NOT NULL,
  likely BLOB NOT NULL, gaps BLOB NOT NULL, PRIMARY KEY (space, id)) WITHOUT ROWID;
"""

_PASSAGE = 'SELECT id, document, title, section, text, start, "end", units FROM passages'

Halves = NDArray[np.float16]

_PATIENCE = 30  # seconds that one waits for another to finish writing


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What the catalogue knows of an indexed file."""

    path: str
    root: str
    document: str
    digest: str


@dataclass(frozen=True, slots=True)
class Vectors:
    """A passage's vector (d,), its units' (n, VIEWS, d) and those of the questions its units answer or leave open (m, d).

    All are float16.
    """

    whole: Halves
    units: Halves
    likely: Halves
    gaps: Halves


Added = tuple[FileRecord, Source, Sequence[Passage]]
"""A file that a run has read: its record, what it says, and its Passages in order."""


class Store:
    """One connection to the catalogue; `writable` creates it when it is missing."""

    def __init__(self, folder: Path, writable: bool = False) -> None:
        self.folder = folder
        self._path = folder / CATALOGUE
        with storage_errors(folder):
            if writable:
                folder.mkdir(parents=True, exist_ok=True)
                self._db = sqlite3.connect(self._path, timeout=_PATIENCE, check_same_thread=False)
                self._db.executescript(_TABLES + TABLES)
                self._add_missing_columns()
            else:
                self._db = self._reading()
            self._file = self._path.stat().st_ino

    def _add_missing_columns(self) -> None:
        """A catalogue of an older schema gets the columns that it lacks; a run then reads its files anew."""
        if "parts" not in {row[1] for row in self._db.execute("PRAGMA table_info(sources)")}:
            self._db.execute("ALTER TABLE sources ADD COLUMN parts TEXT NOT NULL DEFAULT '[]'")

    def _reading(self) -> sqlite3.Connection:
        """A connection that may undo what a killed writer left half done, which takes writing, and changes nothing else."""
        if not self._path.exists():
            raise IndexNotReady(f"There is no index in {self.folder}: run `assistant index` first.")
        address = f"{self._path.resolve().as_uri()}?mode=rw"
        connection = sqlite3.connect(address, uri=True, timeout=_PATIENCE, check_same_thread=False)
        connection.execute("PRAGMA query_only = ON")
        return connection

    @property
    def replaced(self) -> bool:
        """Whether another catalogue stands where this one was opened."""
        try:
            return self._path.stat().st_ino != self._file
        except FileNotFoundError:
            return False

    def close(self) -> None:
        self._db.close()

    # ------------------------------------------------------------ what the index was made with

    def meta(self, key: str) -> str:
        with storage_errors(self.folder):
            row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    def set_meta(self, values: Mapping[str, str]) -> None:
        with storage_errors(self.folder), self._db:
            self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    # ------------------------------------------------------------ reading

    def files(self) -> dict[str, FileRecord]:
        """Every indexed file by its absolute path."""
        with storage_errors(self.folder):
            rows = self._db.execute("SELECT path, root, document, digest FROM sources")
            return {row[0]: FileRecord(*row) for row in rows}

    def passage_ids(self) -> list[str]:
        with storage_errors(self.folder):
            return [row[0] for row in self._db.execute("SELECT id FROM passages ORDER BY document, place")]

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages of those ids that exist."""
        marks = ",".join("?" * len(ids))
        with storage_errors(self.folder):
            return {row[0]: passage_of(row) for row in self._db.execute(f"{_PASSAGE} WHERE id IN ({marks})", ids)}

    def texts(self, left_out: Container[str] = ()) -> Iterator[IndexedText]:
        """What the lexical index is given of each passage in catalogue order, without the documents left out."""
        with storage_errors(self.folder):
            for row in self._db.execute(f"{_PASSAGE} ORDER BY document, place"):
                if row[1] not in left_out:
                    yield IndexedText.of(passage_of(row))

    def whole_vectors(self, space: str) -> tuple[list[str], list[str], Halves]:
        """Ids, documents and passage vectors (n, d) in catalogue order."""
        query = (
            "SELECT p.id, p.document, v.whole FROM passages p JOIN embeddings v ON v.id = p.id AND v.space = ? "
            "ORDER BY p.document, p.place"
        )
        with storage_errors(self.folder):
            rows = self._db.execute(query, (space,)).fetchall()
        matrix = np.frombuffer(b"".join(row[2] for row in rows), np.float16)
        width = len(matrix) // max(1, len(rows))
        return [row[0] for row in rows], [row[1] for row in rows], matrix.reshape(len(rows), width)

    def unit_vectors(self, space: str, ids: Sequence[str], dimensions: int) -> dict[str, Halves]:
        """Unit vectors (n, VIEWS, d) by passage id."""
        marks = ",".join("?" * len(ids))
        query = f"SELECT id, units FROM embeddings WHERE space = ? AND id IN ({marks})"
        with storage_errors(self.folder):
            rows = self._db.execute(query, (space, *ids)).fetchall()
        return {key: np.frombuffer(blob, np.float16).reshape(-1, VIEWS, dimensions) for key, blob in rows}

    def question_vectors(self, space: str, kind: Literal["likely", "gaps"], dimensions: int) -> tuple[list[str], Halves]:
        """The vectors (m, d) of all likely questions or gaps in catalogue order, and the passage id of each."""
        query = f"SELECT p.id, v.{kind} FROM passages p JOIN embeddings v ON v.id = p.id AND v.space = ? "
        with storage_errors(self.folder):
            rows = self._db.execute(query + f"WHERE length(v.{kind}) ORDER BY p.document, p.place", (space,)).fetchall()
        found = [np.frombuffer(blob, np.float16).reshape(-1, dimensions) for _, blob in rows]
        owners = [key for (key, _), vectors in zip(rows, found, strict=True) for _ in vectors]
        return owners, np.concatenate(found) if found else np.empty((0, dimensions), np.float16)

    def scopes(self) -> Scopes:
        with storage_errors(self.folder):
            return read_scopes(self._db)

    def source(self, document: str) -> Source | None:
        """An indexed Source without its blocks, which only indexing needs."""
        with storage_errors(self.folder):
            query = "SELECT title, text, provenance, parts FROM sources WHERE document = ?"
            row = self._db.execute(query, (document,)).fetchone()
        return Source(document, row[0], row[1], (), provenance_of(row[2]), parts=parts_of(row[3])) if row else None

    def record_files(self) -> dict[str, str]:
        """The texts of all files of records by their document."""
        with storage_errors(self.folder):
            rows = self._db.execute("SELECT document, text FROM sources WHERE parts != '[]' ORDER BY document")
            return dict(rows.fetchall())

    # ------------------------------------------------------------ writing

    def known_vectors(self, space: str) -> set[str]:
        with storage_errors(self.folder):
            return {row[0] for row in self._db.execute("SELECT id FROM embeddings WHERE space = ?", (space,))}

    def add_vectors(self, space: str, made: Mapping[str, Vectors]) -> None:
        rows = [
            (space, key, v.whole.tobytes(), v.units.tobytes(), v.likely.tobytes(), v.gaps.tobytes()) for key, v in made.items()
        ]
        with storage_errors(self.folder), self._db:
            self._db.executemany("INSERT OR REPLACE INTO embeddings VALUES (?, ?, ?, ?, ?, ?)", rows)

    def replace(
        self,
        removed: Iterable[str],
        added: Sequence[Added],
        meta: Mapping[str, str],
    ) -> None:
        """Take out the files at those paths, put in the new ones and their passages, and set `meta`: all or nothing."""
        with storage_errors(self.folder), self._db:
            for path in [*removed, *(record.path for record, _, _ in added)]:
                for table in ("passages", "scopes", "overrides", "sources"):
                    query = f"DELETE FROM {table} WHERE document = (SELECT document FROM sources WHERE path = ?)"
                    self._db.execute(query, (path,))
            for record, source, passages in added:
                self._insert(record, source, passages)
            self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())

    def _insert(self, record: FileRecord, source: Source, passages: Sequence[Passage]) -> None:
        provenance = json.dumps(asdict(source.provenance), ensure_ascii=False)
        parts = parts_json(source.parts)
        row = (record.path, record.root, record.document, record.digest, source.title, source.text, provenance, parts)
        self._db.execute("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        rows = [
            (p.id, p.document, place, p.title, p.section, p.text, p.start, p.end, units_json(p.units))
            for place, p in enumerate(passages)
        ]
        self._db.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        write_scopes(self._db, source, passages)

    def drop_unused_vectors(self, space: str) -> None:
        with storage_errors(self.folder), self._db:
            self._db.execute("DELETE FROM embeddings WHERE space != ? OR id NOT IN (SELECT id FROM passages)", (space,))

    def passage_vectors(self, space: str, ids: Iterable[str]) -> dict[str, Halves]:
        """Passage vectors by id, for those that exist."""
        query = "SELECT whole FROM embeddings WHERE space = ? AND id = ?"
        with storage_errors(self.folder):
            rows = [(key, self._db.execute(query, (space, key)).fetchone()) for key in ids]
        return {key: np.frombuffer(row[0], np.float16) for key, row in rows if row}
