"""What SQLite and the file system say of a folder, in one sentence with the remedy."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import AssistantError, IndexNotReady, StorageError

_SYSTEM = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "full"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST), "not writable"),
}
_SQLITE = {
    sqlite3.SQLITE_FULL: "full",
    **dict.fromkeys((sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM), "not writable"),
    **dict.fromkeys((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED), "in use"),
    **dict.fromkeys((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB), "damaged"),
}
CATALOGUE = "catalogue.sqlite3"


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say of a folder into one sentence with the remedy."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise _told(error, path) from error


def _told(error: sqlite3.Error | OSError, path: Path) -> AssistantError:
    trouble = _trouble(error)
    if trouble == "full":
        return StorageError(f"The disk that holds {path} is full: free some space and run the command again.")
    if trouble == "not writable":
        return StorageError(f"{path} cannot be written: make it writable or set ASSISTANT_DATA_DIR to another folder.")
    if trouble == "in use":
        return StorageError(f"The index in {path} is in use by another program: try again in a moment.")
    if trouble == "damaged":
        return IndexNotReady(f"The index is damaged: delete {path / CATALOGUE} and run `assistant index`.")
    if "no such table" in str(error):
        return IndexNotReady(f"The first indexing run in {path} did not finish: run `assistant index` again.")
    return StorageError(f"The index in {path} cannot be used ({error}): check the disk and its free space, then try again.")


def _trouble(error: sqlite3.Error | OSError) -> str:
    if isinstance(error, OSError):
        return _SYSTEM.get(error.errno or 0, "")
    return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "")  # the rest of the code is detail
