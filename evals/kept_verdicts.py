"""Verdicts that were given once, in a file of JSON lines that survives a kill."""

import json
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from evals.errors import RunError


@dataclass(frozen=True, slots=True)
class KeptVerdict:
    """Whether the quotes support `sentence`, as `model` says, which calls itself `answered_by`."""

    sentence: str
    supported: bool
    model: str
    answered_by: str = ""


class KeptVerdicts:
    """The verdicts in a file; where it cannot be written any more they are kept in memory, and `trouble` says why.

    Raises:
        RunError: the file cannot be used from the start.
    """

    def __init__(self, path: Path) -> None:
        self.trouble = ""
        self._path, self._lock = path, Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
            self._known = dict(_kept(path.read_bytes()))
        except OSError as error:
            raise RunError(f"{path} cannot be used ({error.strerror}): make it writable, or leave --judge out.") from error

    def get(self, key: str) -> KeptVerdict | None:
        """The verdict of that key."""
        return self._known.get(key)

    def add(self, key: str, verdict: KeptVerdict) -> None:
        """Keep a verdict under a key."""
        row = {
            "key": key,
            "model": verdict.model,
            "answered_by": verdict.answered_by,
            "sentence": verdict.sentence,
            "supported": verdict.supported,
        }
        with self._lock:
            self._known[key] = verdict
            try:
                self._append(json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
            except OSError as error:
                self.trouble = f"{self._path} cannot be written ({error.strerror})"

    def _append(self, line: bytes) -> None:
        with self._path.open("ab+") as file:
            if file.tell():
                file.seek(-1, 2)
                # A kill or a full disk may have left half a line.
                line = line if file.read(1) == b"\n" else b"\n" + line
            file.write(line)


def _kept(data: bytes) -> list[tuple[str, KeptVerdict]]:
    found: list[tuple[str, KeptVerdict]] = []
    for line in data.split(b"\n"):
        try:
            values: dict[str, Any] = json.loads(line or b"{}")
            told = (str(values.get(name, "")) for name in ("model", "answered_by"))
            found.append((str(values["key"]), KeptVerdict(str(values["sentence"]), bool(values["supported"]), *told)))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return found
