"""FileReader: one file in, its text or one plain reason out."""

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant.errors import UnreadableFile
from assistant.retrieval.reading import plain, separated
from assistant.retrieval.reading.child import Child
from assistant.retrieval.reading.formats import READERS
from assistant.retrieval.reading.limits import Limits
from assistant.retrieval.reading.notation import ReadText
from assistant.retrieval.reading.opening import content, size

_HERE = {plain.__name__: plain.read, separated.__name__: separated.read}
_USUAL = Limits()
_SMALL = 2**18  # bytes; text files up to here cost less to read than a process to start


class FileReader:
    """Reads files into text; formats that can be hostile are read in a process of their own, under limits.

    Memory is bounded where the system can bound it (Linux; not macOS or Windows), time and size everywhere.
    """

    def __init__(self, limits: Limits = _USUAL) -> None:
        self._limits = limits
        self._child = Child(limits)
        self._lock = threading.Lock()

    def read(self, path: Path) -> ReadText:
        """The whole text of a file, never a part of it. Blocks for at most the limit of seconds, or twice that where a
        process that earlier files had worn out gives up and a fresh one tries again.

        Raises:
            UnreadableFile: with the reason in words that an editor can act on.
        """
        name = READERS.get(path.suffix.lower())
        if name is None:
            raise UnreadableFile(f"unsupported file type '{path.suffix}'" if path.suffix else "unsupported file type")
        if size(path, self._limits) <= _SMALL and name in _HERE:
            return _HERE[name](content(path, self._limits), self._limits)
        with self._lock:
            return self._child.read(path)

    def close(self) -> None:
        """End the reading process, if one runs; a later read starts another."""
        with self._lock:
            self._child.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
