"""Indexing: files to Sources to Passages to vectors, incremental, one writer at a time, safe to kill."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from assistant.errors import CorpusError, IndexBusy, UnreadableFile
from assistant.retrieval.embedding import Embedder
from assistant.retrieval.encoding import encode
from assistant.retrieval.front_matter import split
from assistant.retrieval.lexical import LexicalIndex
from assistant.retrieval.names import IndexedText
from assistant.retrieval.passages import passages_of
from assistant.retrieval.reading import SUFFIXES, FileReader
from assistant.retrieval.store import SCHEMA, FileRecord, Store, storage_errors
from assistant.retrieval.structure import parse, title_of
from assistant.retrieval.vectors import VectorIndex
from assistant.types import Passage, Provenance, Source

RECIPE = "1"  # change it when the same file would give other passages or vectors
_BATCH = 64  # passages between two writes: what a kill can cost
_MARKDOWN = (".md", ".markdown")

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be indexed, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What a run did, in files."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: tuple[Failure, ...] = ()


@dataclass
class _Run:
    """What one run has found so far."""

    added: list[tuple[FileRecord, Source, list[Passage]]] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    unchanged: int = 0


class Indexer:
    """Builds and updates the index in `folder` with one embedding model."""

    def __init__(self, folder: Path, embedder: Embedder, reader: FileReader, chroma_url: str = "", workers: int = 0) -> None:
        self.folder = folder
        self._embedder = embedder
        self._reader = reader
        self._chroma_url = chroma_url
        self._pool = ThreadPoolExecutor(workers or os.cpu_count() or 1)

    def run(self, paths: Sequence[Path], progress: Progress = lambda done, total, name: None) -> IndexReport:
        """Index files and folders; the index is the union of the paths given so far.

        Raises:
            IndexBusy: another process is writing.
            StorageError: the data folder cannot be written.
            CorpusError: a path does not exist.
        """
        for path in paths:
            if not path.exists():
                raise CorpusError(f"{path} does not exist: check the path given to `assistant index`.")
        with self._only_writer():
            store = Store(self.folder, writable=True)
            try:
                return self._run(store, paths, progress)
            finally:
                store.close()

    @contextmanager
    def _only_writer(self) -> Iterator[None]:
        with storage_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.folder / "writer.lock", timeout=0)
            try:
                lock.acquire()
            except Timeout:
                raise IndexBusy("Another `assistant index` is running: wait until it is done, then try again.") from None
        try:
            yield
        finally:
            lock.release()

    def _run(self, store: Store, paths: Sequence[Path], progress: Progress) -> IndexReport:
        space = space_of(self._embedder)
        stale = store.meta("schema") != SCHEMA or store.meta("space") != space
        known = store.files()
        targets = list(_targets(paths))
        if stale:
            targets = _with_known(targets, known)
        run = _Run()
        for number, (path, root) in enumerate(targets):
            progress(number, len(targets), path.name)
            self._take(store, run, path, root, known, stale)
        progress(len(targets), len(targets), "")
        removed = _removed(known, paths, run, stale)
        if run.added or removed or stale or store.meta("clean") != "yes":
            self._commit(store, run, removed, space)
        return _report(run, known, removed)

    def _take(self, store: Store, run: _Run, path: Path, root: Path, known: dict[str, FileRecord], stale: bool) -> None:
        """Read one file and make its vectors, unless its content is the one that is indexed."""
        key, document = str(path), path.relative_to(root).as_posix()
        record = known.get(key)
        try:
            digest = _digest(path)
            run.seen.add(key)
            if record is not None and record.digest == digest and not stale:
                run.unchanged += 1
                return
            if path.suffix.lower() not in SUFFIXES:
                raise UnreadableFile(f"unsupported file type '{path.suffix}'")
            name = record.document if record else document
            self._check_name(run, known, name, key)
            source = self._source(path, name)
        except FileNotFoundError:
            run.failed.append(Failure(document, "vanished while it was read"))
        except (CorpusError, OSError) as error:
            run.seen.add(key)
            run.failed.append(Failure(document, str(error)))
        else:
            passages = passages_of(source, self._embedder.count_tokens)
            self._embed(store, passages)
            run.added.append((FileRecord(key, str(root), name, digest), source, passages))

    def _check_name(self, run: _Run, known: dict[str, FileRecord], name: str, key: str) -> None:
        taken = {record.document: record.path for record in known.values()} | {r.document: r.path for r, _, _ in run.added}
        if taken.get(name, key) != key:
            raise CorpusError(f"the name {name} is already taken by {taken[name]}: rename one of the two")

    def _source(self, path: Path, document: str) -> Source:
        read = self._reader.read(path)
        front = split(read.text) if path.suffix.lower() in _MARKDOWN else None
        blocks = parse(read.text, front.body_start if front else 0)
        if not blocks:
            raise UnreadableFile("no text")
        if front:
            return Source(document, front.title, read.text, blocks, front.provenance)
        title = read.title if path.suffix.lower() not in (".txt", ".csv", ".tsv") else ""
        return Source(document, title or title_of(read.text, blocks), read.text, blocks, Provenance())

    def _embed(self, store: Store, passages: Sequence[Passage]) -> None:
        space = space_of(self._embedder)
        known = store.known_vectors(space)
        fresh = [passage for passage in passages if passage.id not in known]
        if not fresh:
            return
        store.set_meta({"clean": "no"})
        for start in range(0, len(fresh), _BATCH):
            batch = fresh[start : start + _BATCH]
            made = self._pool.map(lambda passage: encode(self._embedder, passage), batch)
            store.add_vectors(space, {passage.id: vectors for passage, vectors in zip(batch, made, strict=True)})

    def _commit(self, store: Store, run: _Run, removed: Sequence[str], space: str) -> None:
        """Chroma first gets what is new, then the catalogue changes at once, then Chroma loses what is gone."""
        vectors = VectorIndex(self.folder, space, self._chroma_url)
        wanted = {passage.id for _, _, passages in run.added for passage in passages} | set(store.passage_ids())
        missing = store.passage_vectors(space, sorted(wanted - vectors.ids()))
        vectors.add({key: vector.astype(np.float32) for key, vector in missing.items()})
        generation = str(int(store.meta("generation") or "0") + 1)
        self._write_lexical(store, run, removed, generation)
        store.replace(removed, run.added, {"schema": SCHEMA, "space": space, "generation": generation, "clean": "no"})
        store.drop_unused_vectors(space)
        vectors.delete(sorted(vectors.ids() - set(store.passage_ids())))
        vectors.drop_other_spaces()
        _drop_old_lexical(self.folder, generation)
        store.set_meta({"clean": "yes"})

    def _write_lexical(self, store: Store, run: _Run, removed: Sequence[str], generation: str) -> None:
        replaced = {*removed, *(record.path for record, _, _ in run.added)}
        left_out = {record.document for path, record in store.files().items() if path in replaced}
        kept = (IndexedText(*row) for row in store.texts(left_out))
        fresh = (IndexedText(p.id, p.document, p.title, p.section, p.text) for _, _, passages in run.added for p in passages)
        with storage_errors(self.folder):
            LexicalIndex.build([*kept, *fresh]).save(lexical_folder(self.folder, generation))


def space_of(embedder: Embedder) -> str:
    """What vectors can be compared with each other: the model, and how it is used here."""
    return f"{embedder.model}|{RECIPE}"


def _report(run: _Run, known: dict[str, FileRecord], removed: Sequence[str]) -> IndexReport:
    taken = {record.path for record, _, _ in run.added}
    changed = sum(path in known for path in taken)
    gone = sum(path not in taken for path in removed)
    return IndexReport(len(taken) - changed, changed, run.unchanged, gone, tuple(run.failed))


def _drop_old_lexical(folder: Path, generation: str) -> None:
    for old in (folder / "lexical").iterdir():
        if old.name != generation:
            shutil.rmtree(old, ignore_errors=True)


def lexical_folder(folder: Path, generation: str) -> Path:
    """Where the lexical index of a generation of the catalogue lies."""
    return folder / "lexical" / generation


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _targets(paths: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Every file under the paths with the root that its name is relative to; hidden files are left out."""
    for given in paths:
        path = given.resolve()
        if path.is_file():
            yield path, path.parent
            continue
        for file in sorted(path.rglob("*")):
            if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts):
                yield file, path


def _with_known(targets: list[tuple[Path, Path]], known: dict[str, FileRecord]) -> list[tuple[Path, Path]]:
    """The targets and every file that was indexed before: what a new model or recipe must read again."""
    given = {path for path, _ in targets}
    rest = [(Path(r.path), Path(r.root)) for r in known.values() if Path(r.path) not in given and Path(r.path).exists()]
    return targets + rest


def _removed(known: dict[str, FileRecord], paths: Sequence[Path], run: _Run, stale: bool) -> list[str]:
    roots = [path.resolve() for path in paths]
    failed_now = run.seen - {record.path for record, _, _ in run.added}

    def under(path: Path) -> bool:
        return any(path == root or root in path.parents for root in roots)

    gone = [key for key in known if under(Path(key)) and key not in run.seen]
    return gone + [key for key in known if stale and key not in gone and key in failed_now]
