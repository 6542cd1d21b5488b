"""A run's folder: made, found again, read and checked; what is written takes its place whole, so that a kill loses nothing."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from assistant.commands.rows import Write, as_line
from evals.answers import SaidAnswer
from evals.errors import RunError
from evals.run_files import answer_row, read_values, replace_file, said_answer
from evals.runs import SCHEMA, Configuration
from evals.scoring import ItemScores

CONFIGURATION, ANSWERS, TIMINGS = "configuration.json", "answers.jsonl", "timings.json"
SCORES, ITEMS, ITEMS_TABLE = "scores.json", "items.json", "items.csv"
COMPARISON, REPORT = "comparison.json", "report.html"
LOCK = ".lock"

_CONFIGURATION = TypeAdapter(Configuration)
_ITEMS = TypeAdapter(list[ItemScores])
_MADE_ANEW = ("name", "started", "dataset", "scored_revision")  # what may differ where a run is gone on with


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The folder of one run; its answers grow line by line, all else is written when it is known."""

    path: Path
    configuration: Configuration

    @property
    def is_scored(self) -> bool:
        """Whether the run has come to its end."""
        return (self.path / SCORES).exists()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keeps other runs out of the folder, also those of other processes.

        Raises:
            RunError: another is at work in it.
        """
        lock = FileLock(self.path / LOCK, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise RunError(
                f"Another run is at work in {self.path}: wait until it is done, or begin one beside it with --no-resume."
            ) from None
        try:
            yield
        finally:
            lock.release()

    def rows(self) -> tuple[list[dict[str, Any]], bool]:
        """The answer objects so far, and whether half a line, which a kill has left, was dropped after them.

        Raises:
            RunError: another line is broken.
        """
        path = self.path / ANSWERS
        data = path.read_bytes() if path.exists() else b""
        whole = data[: data.rfind(b"\n") + 1]
        if len(whole) < len(data):
            replace_file(path, whole)
        return [answer_row(path, *numbered) for numbered in enumerate(whole.splitlines(), 1)], len(whole) < len(data)

    @contextmanager
    def added(self) -> Iterator[Write]:
        """Gives a function that puts an answer object after the others, on the disk before it returns."""
        with (self.path / ANSWERS).open("a", encoding="utf-8") as file:

            def write(row: Mapping[str, Any]) -> None:
                file.write(as_line(row) + "\n")
                file.flush()

            yield write

    def scored_with(self, configuration: Configuration) -> "RunFolder":
        """The folder with the dataset and the code that score it now."""
        folder = replace(
            self,
            configuration=replace(
                self.configuration,
                dataset=configuration.dataset,
                dataset_sha256=configuration.dataset_sha256,
                scored_revision=configuration.scored_revision,
            ),
        )
        folder.write(CONFIGURATION, asdict(folder.configuration))
        return folder

    def copied(self, out: Path, label: str, started: str) -> "RunFolder":
        """A new folder in `out` with these answers."""
        copy = begin(out, label, replace(self.configuration, started=started))
        copy.write(TIMINGS, {"answers_ms": self.times()})
        copy.keep(self.rows()[0])
        return copy

    def keep(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write the answers in this order, with what differs from run to run, their times, in a file of its own."""
        times = self.times() | {str(row["id"]): row["timings_ms"] for row in rows if row.get("timings_ms")}
        self.write(TIMINGS, {"answers_ms": times})
        lines = [as_line({key: value for key, value in row.items() if key != "timings_ms"}) + "\n" for row in rows]
        replace_file(self.path / ANSWERS, "".join(lines).encode())

    def times(self) -> dict[str, Any]:
        """Milliseconds by id and stage, where they are known."""
        path = self.path / TIMINGS
        return dict(read_values(path).get("answers_ms", {})) if path.exists() else {}

    def answers(self) -> dict[str, SaidAnswer]:
        """The answers by id, in their order, with their times.

        Raises:
            RunError: a line is broken.
        """
        times, rows = self.times(), self.rows()[0]
        return {str(row["id"]): said_answer(self.path / ANSWERS, row, times.get(str(row["id"]), {})) for row in rows}

    def scores(self) -> list[ItemScores]:
        """The scores by item.

        Raises:
            RunError: the run has not come to its end, or the file is broken.
        """
        path = self.path / ITEMS
        if not (path.exists() and self.is_scored):
            raise RunError(f"{self.path} has no scores: finish that run with --score-only {self.path}, or choose another.")
        try:
            return _ITEMS.validate_python(read_values(path).get("items"))
        except ValidationError as error:
            raise RunError(f"{path} is damaged: score that run again with --score-only {self.path}.") from error

    def write(self, name: str, values: Mapping[str, Any]) -> None:
        """Write a JSON file of the folder, with the schema's version."""
        text = json.dumps({"schema": SCHEMA, **values}, ensure_ascii=False, indent=1, allow_nan=False)
        self.write_text(name, text + "\n")

    def write_text(self, name: str, text: str) -> None:
        """Write a file of the folder in UTF-8."""
        replace_file(self.path / name, text.encode("utf-8", "backslashreplace"))

    def without(self, name: str) -> None:
        """Take out what is no longer true."""
        (self.path / name).unlink(missing_ok=True)


def begin(out: Path, label: str, configuration: Configuration) -> RunFolder:
    """A new folder in `out`, named after the minute and the label; a second one of that minute gets a number.

    Raises:
        RunError: it cannot be made.
    """
    stem = f"{configuration.started.replace(':', '')}-{_plain(label)}"
    try:
        out.mkdir(parents=True, exist_ok=True)
        names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 1_000))
        path = next(out / name for name in names if _made(out / name))
    except (OSError, StopIteration) as error:
        raise RunError(f"No run folder can be made in {out} ({error}): choose another with --out.") from error
    folder = RunFolder(path, replace(configuration, name=path.name))
    folder.write(CONFIGURATION, asdict(folder.configuration))
    return folder


def opened(path: Path) -> RunFolder:
    """A run's folder as it stands.

    Raises:
        RunError: it is none, or one of another schema version; names the file and the remedy.
    """
    file = path / CONFIGURATION
    if not file.is_file():
        raise RunError(
            f"{path} is no run folder, since it holds no {CONFIGURATION}: name one that `assistant evaluate` has made."
        )
    values = read_values(file)
    version = values.pop("schema", None)
    if version != SCHEMA:
        raise RunError(
            f"{file} has the schema version {version!r}, and this version reads {SCHEMA}: ask again to get such a run."
        )
    values.setdefault("asked_here", bool(values.get("index_fingerprint")))  # older folders do not say it
    try:
        return RunFolder(path, _CONFIGURATION.validate_python(values))
    except ValidationError as error:
        key = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise RunError(f"{file} is damaged at {key!r}: restore it, or ask again.") from error


def unfinished(out: Path, label: str, configuration: Configuration) -> RunFolder | None:
    """The newest run of that label in `out` that was begun in the same way and has no scores, or None."""
    named = re.compile(rf"\d{{4}}-\d\d-\d\dT\d{{4}}-{re.escape(_plain(label))}(-\d+)?")
    found = (path for path in out.glob("*") if named.fullmatch(path.name))
    for path in sorted(found, reverse=True):
        try:
            folder = opened(path)
        except RunError:
            continue
        if not folder.is_scored and _begun(folder.configuration) == _begun(configuration):
            return folder
    return None


def _plain(label: str) -> str:
    return re.sub(r"[^\w.-]+", "-", label)


def _begun(configuration: Configuration) -> dict[str, Any]:
    # Answers do not depend on the second judge.
    settings = {key: value for key, value in configuration.settings.items() if not key.startswith("llm_")}
    return {key: value for key, value in asdict(replace(configuration, settings=settings)).items() if key not in _MADE_ANEW}


def _made(path: Path) -> bool:
    try:
        path.mkdir()
    except FileExistsError:
        return False
    return True
