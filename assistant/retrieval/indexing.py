"""Indexing: files to Sources to Passages to vectors, incremental, one writer at a time, safe to kill."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import CorpusError, IndexBusy, IndexNotReady, UnreadableFile
from assistant.retrieval.embedding import Embedder
from assistant.retrieval.encoding import encode, space_of
from assistant.retrieval.passages import passages_of
from assistant.retrieval.publishing import Publisher
from assistant.retrieval.reading import SUFFIXES, FileReader
from assistant.retrieval.source_files import source_of
from assistant.retrieval.storage import storage_errors
from assistant.retrieval.store import SCHEMA, Added, FileRecord, Store
from assistant.retrieval.targets import Target, targets_under
from assistant.types import Passage

_BATCH = 64  # passages between two writes: what a kill can cost

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
    """What one run has found so far: `known` are the files indexed before by path, `names` the path that each name belongs to.

    `moved` are paths that are no longer there and whose names other files have taken over.
    """

    known: dict[str, FileRecord]
    names: dict[str, str]
    stale: bool
    added: list[Added] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    unchanged: int = 0

    @property
    def taken(self) -> set[str]:
        return {record.path for record, _, _ in self.added}

    def take_name(self, name: str, path: str) -> None:
        """Give the name to the file at `path`; raises CorpusError where it belongs to another file that is still there."""
        owner = self.names.get(name, path)
        if owner != path:
            if Path(owner).exists():
                raise CorpusError(f"the name {name} is already taken by {owner}: rename one of the two")
            self.moved.add(owner)
        self.names[name] = path


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
            if not (path.is_file() or path.is_dir()):
                raise CorpusError(f"There is no file or folder {path}: check the path given to `assistant index`.")
        with self._only_writer(), closing(Store(self.folder, writable=True)) as store:
            return self._run(store, paths, progress)

    def paths_named(self, name: str) -> list[Path]:
        """The indexed files that a name means: the document of that name, else those whose own name it is, ending or not."""
        with closing(Store(self.folder)) as store:
            paths = {Path(path): record.document for path, record in store.files().items()}
        return [path for path, own in paths.items() if own == name] or sorted(p for p in paths if name in (p.name, p.stem))

    def take_out(self, path: Path) -> bool:
        """Take one file out of the index, whether it still exists or not; False where it was not indexed.

        Raises:
            IndexBusy, StorageError: as `run`.
            IndexNotReady: there is no index, or it was made with another model or version.
        """
        with self._only_writer(), closing(Store(self.folder, writable=True)) as store:
            key, space = str(path.parent.resolve() / path.name), space_of(self._embedder)
            if key not in store.files():
                return False
            if (store.meta("schema"), store.meta("space")) != (SCHEMA, space):
                raise IndexNotReady("The index was made by another version or model: run `assistant index` first.")
            Publisher(self.folder, space, self._chroma_url).publish(store, (), (key,))
            return True

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
        known = store.files()
        names = {record.document: path for path, record in known.items()}
        run = _Run(known, names, stale=store.meta("schema") != SCHEMA or store.meta("space") != space)
        targets = targets_under(paths)
        if run.stale:  # what was indexed with another model or recipe has to be read again, wherever it is
            given = {target.path for target in targets}
            targets += [Target(Path(r.path), Path(r.root)) for r in known.values() if Path(r.path) not in given]
        for number, target in enumerate(targets):
            progress(number, len(targets), Path(target.shown).name)
            if str(target.path) not in run.moved:
                self._take(store, run, target)
        progress(len(targets), len(targets), "")
        removed = _removed(run, paths)
        lost = [path for path in known if path not in run.taken and path not in removed] if run.stale else []
        gone = [*removed, *lost, *run.moved]
        publisher = Publisher(self.folder, space, self._chroma_url)
        if run.added or gone or run.stale or not publisher.is_whole(store):
            publisher.publish(store, run.added, gone)
        return _report(run, removed)

    def _take(self, store: Store, run: _Run, target: Target) -> None:
        """Read one file and make its vectors, unless its content is the one that is indexed."""
        key = str(target.path)
        record = run.known.get(key)
        try:
            digest = _digest(target)
            run.seen.add(key)
            if record is not None and record.digest == digest and not run.stale:
                run.unchanged += 1
                return
            name = record.document if record else target.document
            source = source_of(target.path, name, self._reader.read(target.path))
            run.take_name(name, key)
        except FileNotFoundError:
            run.failed.append(Failure(target.shown, "vanished while it was read"))
        except (CorpusError, OSError) as error:
            run.seen.add(key)
            run.failed.append(Failure(target.shown, _reason(error)))
        else:
            passages = passages_of(source, self._embedder.count_tokens)
            self._embed(store, passages)
            root = record.root if record else str(target.root)
            run.added.append((FileRecord(key, root, name, digest), source, passages))

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


def _report(run: _Run, removed: Sequence[str]) -> IndexReport:
    changed = sum(path in run.known for path in run.taken) + len(run.moved)
    return IndexReport(len(run.taken) - changed, changed, run.unchanged, len(removed), tuple(run.failed))


def _digest(target: Target) -> str:
    if target.reason:
        raise UnreadableFile(target.reason)
    if target.shown != target.document:
        raise UnreadableFile("its name is no text in UTF-8: rename it")
    if target.path.suffix.lower() not in SUFFIXES:
        kind = f" '{target.path.suffix}'" if target.path.suffix else ""
        raise UnreadableFile(f"unsupported file type{kind}")
    with target.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _reason(error: CorpusError | OSError) -> str:
    if isinstance(error, PermissionError):
        return "not readable (permission)"
    return f"not readable ({error.strerror})" if isinstance(error, OSError) else str(error)


def _removed(run: _Run, paths: Sequence[Path]) -> list[str]:
    """What was indexed under the paths and is not there any more; what cannot be read now is kept."""
    roots = {path.resolve() for path in paths}

    def gone(path: Path) -> bool:
        above = [path, *path.parents]
        return not roots.isdisjoint(above) and run.seen.isdisjoint(map(str, above))

    return [key for key in run.known if key not in run.moved and gone(Path(key))]
