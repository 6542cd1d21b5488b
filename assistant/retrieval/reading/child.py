"""The process that reads files, seen from outside: started when needed, ended when it takes too long or fails."""

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from assistant.errors import UnreadableFile
from assistant.retrieval.reading.limits import EXHAUSTED, Limits, too_much_memory, too_slow
from assistant.retrieval.reading.notation import ReadText

_WORKER = "assistant.retrieval.reading.worker"
_IMPORT_ROOT = str(Path(__file__).parents[3])
_START_SECONDS = 60
_KILLED = -9  # by the system, when all of its memory runs out


class Child:
    """One worker process at a time, used for many files."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[str] | None = None
        self._files = 0

    def read(self, path: Path) -> ReadText:
        """The text of a file. Raises UnreadableFile with the reason for none."""
        answer = self._answer(path)
        if _failed(answer) and self._files > 1:  # earlier files may have used the memory up
            self.stop()
            answer = self._answer(path)
        if _failed(answer):
            self.stop()
        if "reason" in answer:
            raise UnreadableFile(str(answer["reason"]))
        return ReadText(str(answer["text"]), str(answer["title"]))

    def stop(self) -> None:
        """End the process, if there is one."""
        process, self._process, self._files = self._process, None, 0
        if process is not None:
            process.kill()
            with suppress(OSError), process:  # its end of the pipe is gone
                pass

    def _answer(self, path: Path) -> dict[str, object]:
        process = self._started()
        self._files += 1
        try:
            line = self._asked(process, json.dumps(os.path.abspath(path)), self._limits.seconds)
        except TimeoutError as error:
            raise too_slow(self._limits) from error
        return _parsed(line) or {"reason": self._crash(process, path), "exhausted": True}

    def _crash(self, process: subprocess.Popen[str], path: Path) -> str:
        if process.wait() in (EXHAUSTED, _KILLED):
            return too_much_memory(self._limits).reason
        return f"broken file: reading {path.suffix} broke down on it"

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._process = _spawned(self._limits)
            try:
                ready = self._asked(self._process, "", _START_SECONDS)
            except TimeoutError:
                ready = ""
            if not ready:
                self.stop()
                raise UnreadableFile("not readable (no process to read it in could be started; try again)")
        return self._process

    def _asked(self, process: subprocess.Popen[str], question: str, seconds: float) -> str:
        """The next line that the process says, '' once it has ended. Raises TimeoutError, with the process ended."""
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.start()
        try:
            line = _exchanged(process, question)
        except BaseException:
            self.stop()
            raise
        finally:
            timer.cancel()
        if late.is_set():
            self.stop()
            raise TimeoutError
        return line


def _spawned(limits: Limits) -> subprocess.Popen[str]:
    paths = [_IMPORT_ROOT, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", _WORKER, json.dumps(asdict(limits))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        start_new_session=True,
    )


def _exchanged(process: subprocess.Popen[str], question: str) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        if question:
            process.stdin.write(question + "\n")
            process.stdin.flush()
        return process.stdout.readline()
    except OSError:
        return ""


def _parsed(line: str) -> dict[str, object]:
    try:
        answer: dict[str, object] = json.loads(line)
    except ValueError:
        return {}
    return answer


def _failed(answer: dict[str, object]) -> bool:
    return bool(answer.get("exhausted"))
