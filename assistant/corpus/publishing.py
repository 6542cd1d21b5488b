"""Publishing a page and withdrawing one: the file and the index change together, or neither does."""

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.errors import CorpusError, StorageError
from assistant.knowledge.employers import LOCAL
from assistant.retrieval.targets import Target

WITHDRAWN = ".withdrawn"  # a hidden folder, which indexing passes over
_OF_THE_SYSTEM = Path("/usr/local")


class Failure(Protocol):
    """A file that could not be indexed, and why."""

    @property
    def file(self) -> str: ...

    @property
    def reason(self) -> str: ...


class Report(Protocol):
    """What an indexing run did."""

    @property
    def failed(self) -> Sequence[Failure]: ...


class Index(Protocol):
    """The index, as far as publishing changes it."""

    def run(self, paths: Sequence[Path], progress: Callable[[int, int, str], None]) -> Report: ...

    def paths_named(self, name: str) -> Sequence[Path]: ...

    def take_out(self, path: Path) -> bool: ...


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Where a withdrawn file is kept, and whether it was in the index."""

    kept: Path
    was_indexed: bool


def publish(text: str, target: Target, index: Index) -> bool:
    """Write a page and bring it into the index; True where it took the place of an earlier one.

    Whatever fails, the folder is left as it was: the page is written beside its place and then renamed, and what was there comes
    back where the page cannot be indexed.

    Raises:
        StorageError: the folder is full or cannot be written.
        CorpusError: the page cannot be indexed.
    """
    file = target.path
    with _told(file.parent):
        file.parent.mkdir(parents=True, exist_ok=True)
        written = _written(text, file)
        try:
            earlier = _kept_aside(file)
        except BaseException:
            written.unlink()
            raise
        written.replace(file)
    try:
        _indexed(target, index)
    except BaseException:
        if earlier is None:
            file.unlink()
        else:
            earlier.replace(file)
        raise
    if earlier is not None:
        earlier.unlink()
    return earlier is not None


def withdraw(name: str, index: Index) -> Withdrawn:
    """Move a page, given by its path or its name in the index, into the folder of withdrawn pages, and take it out of the index.

    Raises:
        CorpusError: there is no such page, or the name stands for several.
        StorageError: the folder cannot be written.
    """
    file = _named(name, index)
    with _told(file.parent):
        folder = file.parent / WITHDRAWN
        folder.mkdir(exist_ok=True)
        kept = _free(folder, file)
        file.replace(kept)
    try:
        was_indexed = index.take_out(file)
    except BaseException:
        kept.replace(file)
        raise
    return Withdrawn(kept, was_indexed)


def _named(name: str, index: Index) -> Path:
    if Path(name).is_file():
        return Path(name)
    found = index.paths_named(name)
    if len(found) > 1:
        raise CorpusError(f"{name} may be {' or '.join(map(str, found))}: give the path.")
    if not found or not found[0].is_file():
        raise CorpusError(f"There is no page {name}, neither here nor in the index: give its path.")
    return found[0]


def _free(folder: Path, file: Path) -> Path:
    """A name in the folder that no earlier withdrawal has."""
    names = (file.name, *(f"{file.stem}-{number}{file.suffix}" for number in range(2, 1000)))
    return next(folder / name for name in names if not (folder / name).exists())


def _written(text: str, file: Path) -> Path:
    """The text in a hidden file beside the place where it is to stand, safe on the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{file.stem}.", suffix=".part", dir=file.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        Path(name).chmod(0o644)
    except BaseException:
        Path(name).unlink()
        raise
    return Path(name)


def _kept_aside(file: Path) -> Path | None:
    """The file that a page takes the place of, under a second, hidden name; None where there is none."""
    if not file.is_file():
        return None
    aside = file.with_name(f".{file.name}.before")
    aside.unlink(missing_ok=True)
    try:
        aside.hardlink_to(file)
    except OSError:  # some disks know no second names
        shutil.copy2(file, aside)
    return aside


def target_in(folder: Path, name: str) -> Target:
    """The page of that name in a folder; names are relative to the folder `local` that it is in, if it is in one."""
    above = (each for each in (folder, *folder.parents) if each.name == LOCAL and each != _OF_THE_SYSTEM)
    return Target(folder.resolve() / name, next(above, folder).resolve())


def _indexed(target: Target, index: Index) -> None:
    report = index.run((target.root,), lambda done, total, name: None)
    for failure in report.failed:
        if failure.file == target.shown:
            raise CorpusError(f"{target.path} cannot be indexed: {failure.reason}. Nothing was published.")


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageError(f"The disk that holds {folder} is full: free some space and try again.") from error
        reason = error.strerror or str(error)
        raise StorageError(f"{folder} cannot be written ({reason}): make it writable, or name another folder.") from error
