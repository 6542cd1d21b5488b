"""The process in which files are read: a name comes in as a line of JSON, its text or the reason for none goes out.

Started by `child.Child`. It bounds its own memory where the system can; whoever started it bounds its time.
"""

import errno
import importlib
import json
import logging
import os
import signal
import sys
from pathlib import Path
from typing import IO, Any

from assistant.errors import UnreadableFile
from assistant.retrieval.reading.formats import READERS
from assistant.retrieval.reading.limits import EXHAUSTED, Limits, too_much_memory
from assistant.retrieval.reading.notation import ReadText
from assistant.retrieval.reading.opening import content

if sys.platform != "win32":
    import resource

_GRACE = 5  # seconds that a worker outlives its limit, should nobody be left to end it
_DEEPEST = 5000  # frames: web pages nest deeper than Python's usual limit lets one follow
_LONGEST_REASON = 160


def main() -> None:
    limits = Limits(**json.loads(sys.argv[1]))
    answers = _own_output()
    logging.disable(logging.CRITICAL)
    sys.setrecursionlimit(_DEEPEST)
    _bound_memory(limits)
    _say(answers, {"ready": True})
    for line in sys.stdin:
        try:
            answer = _answer(Path(json.loads(line)), limits)
            _say(answers, answer)
        except MemoryError:
            os._exit(EXHAUSTED)
        if answer.get("exhausted"):
            return


def _own_output() -> IO[str]:
    """The standard output for answers alone: what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return answers


def _bound_memory(limits: Limits) -> None:
    if sys.platform != "win32":
        try:
            resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
        except (ValueError, OSError):
            return  # macOS refuses; the limits on time and size still hold


def _say(answers: IO[str], answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def _answer(path: Path, limits: Limits) -> dict[str, Any]:
    _set_alarm(limits.seconds + _GRACE)
    try:
        read = _read(path, limits)
        return {"text": read.text, "title": read.title}
    except UnreadableFile as error:
        return {"reason": error.reason}
    except Exception as error:
        if _is_exhaustion(error):
            return {"reason": too_much_memory(limits).reason, "exhausted": True}
        return {"reason": _broken(path, error)}
    finally:
        _set_alarm(0)


def _read(path: Path, limits: Limits) -> ReadText:
    reader = importlib.import_module(READERS[path.suffix.lower()])
    read: ReadText = reader.read(content(path, limits), limits)
    return read


def _set_alarm(seconds: float) -> None:
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _is_exhaustion(error: BaseException) -> bool:
    """Whether memory ran out; C libraries say so in words of their own."""
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return True
    words = str(error).lower()
    return "memory" in words and any(word in words for word in ("alloc", "out of", "not enough"))


def _broken(path: Path, error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "broken file: its parts are nested too deeply"
    said = " ".join(str(error).split()) or type(error).__name__
    return f"broken file: it cannot be read as {path.suffix} ({said[:_LONGEST_REASON]}); save it again"


if __name__ == "__main__":
    main()
