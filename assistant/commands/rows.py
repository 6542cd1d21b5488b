"""Files of JSON lines: read whole, and written beside their place before they take it."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from assistant.errors import StorageError

STANDARD = "-"
Write = Callable[[Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a file, counted from 1, with the object in it; `mistake` says why there is none."""

    number: int
    values: Mapping[str, Any]
    mistake: str = ""

    def without_answer(self, key: str, reason: str) -> dict[str, Any]:
        """What is written in place of an answer: the value of `key`, which names the row, and the reason."""
        return {key: self.values.get(key), "error": f"line {self.number}: {reason}"}


def read_rows(file: IO[bytes]) -> list[Row]:
    """The rows of a file; empty lines are passed over."""
    lines = file.read().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return [_row(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _row(number: int, line: bytes) -> Row:
    try:
        values = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return Row(number, {}, "this is not UTF-8")
    except (ValueError, RecursionError):
        return Row(number, {}, "this is not JSON")
    return Row(number, values) if isinstance(values, dict) else Row(number, {}, "this is not a JSON object")


def as_line(values: Mapping[str, Any]) -> str:
    """The object on one line; halves of characters, which UTF-8 cannot carry, stay escaped."""
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


@contextmanager
def written_rows(path: str) -> Iterator[Write]:
    """Gives a function that writes a row to `path`, or to standard output for `-`.

    The file appears, or is replaced, when the block has ended well.

    Raises:
        StorageError: the file cannot be written.
    """
    if path == STANDARD:
        yield _writer(sys.stdout)
        sys.stdout.flush()
        return
    target = Path(path).resolve()
    replaced = target.is_file() or not target.exists()  # a device or a pipe is written to as it is
    place = target.with_name(f".{target.name}.{os.getpid()}.part") if replaced else target
    try:
        with place.open("w", encoding="utf-8") as file:
            yield _writer(file)
        if target.is_file():
            shutil.copymode(target, place)
        if replaced:
            place.replace(target)
    except OSError as error:
        raise StorageError(
            f"{path} cannot be written ({error.strerror or error}): free some space there, or choose another file."
        ) from error
    finally:
        if replaced:
            place.unlink(missing_ok=True)


def _writer(file: IO[str]) -> Write:
    def write(values: Mapping[str, Any]) -> None:
        file.write(as_line(values) + "\n")

    return write
