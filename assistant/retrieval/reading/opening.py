"""Getting a file's bytes without hanging on what is not a file, and without taking in more than the limit."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import UnreadableFile
from assistant.retrieval.reading.limits import Limits, too_large

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def size(path: Path, limits: Limits) -> int:
    """The bytes of a regular file, without opening it.

    Raises:
        UnreadableFile: not there, not a regular file, not permitted, empty or larger than the limit.
    """
    with _plain_reasons():
        return _checked(os.stat(path), limits)


def content(path: Path, limits: Limits) -> bytes:
    """All bytes of a regular file.

    Raises:
        UnreadableFile: as for `size`.
    """
    with _plain_reasons():
        _checked(os.stat(path), limits)
        with open(os.open(path, _FLAGS), "rb") as file:
            _checked(os.fstat(file.fileno()), limits)
            data = file.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise too_large(limits)
    return data


def _checked(status: os.stat_result, limits: Limits) -> int:
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile("unsupported: a folder, pipe or device, not a file")
    if status.st_size > limits.max_bytes:
        raise too_large(limits)
    if not status.st_size:
        raise UnreadableFile("no text")
    return status.st_size


@contextmanager
def _plain_reasons() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise UnreadableFile("vanished while it was read") from error
    except PermissionError as error:
        raise UnreadableFile("not readable (permission)") from error
    except OSError as error:
        raise UnreadableFile(f"not readable ({error.strerror or error})") from error
