"""A program that indexes and searches in processes of their own, which can be killed at any moment.

Reads a line of JSON a time and answers with one: {"run": ...} indexes in a fork, {"open": ...} opens the index again and
again, {"ask": ...} searches it. It imports once, so that a run costs what indexing costs.
"""

import functools
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from assistant.retrieval.lexical import LexicalIndex
from assistant.retrieval.ranking import Weights
from assistant.retrieval.search import Search
from assistant.retrieval.store import Store
from assistant.retrieval.vectors import VectorIndex
from tests.retrieval.fakes import FakeEmbedder, index, opened

OWNERS = {each.__name__: each for each in (FakeEmbedder, LexicalIndex, Store, VectorIndex)}


def main() -> None:
    searches: dict[str, Search] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        if "run" in asked:
            answer = run(**asked["run"])
        elif "open" in asked:
            answer = reopen(**asked["open"])
        else:
            answer = search(searches, **asked["ask"])
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def run(data: str, root: str, seconds: float = 0, kill_after: float = 0, kill_at: str = "", call: int = 1) -> Any:
    """Index `root` in a fork that is killed after so many seconds, or at a call such as "before Store.replace"."""
    child = os.fork()
    if child == 0:
        os._exit(_indexed(Path(data), Path(root), seconds, kill_at, call))
    timer = threading.Timer(kill_after, os.kill, (child, signal.SIGKILL)) if kill_after else None
    if timer:
        timer.start()
    _, status = os.waitpid(child, 0)
    if timer:
        timer.cancel()
    return os.waitstatus_to_exitcode(status)


def _indexed(data: Path, root: Path, seconds: float, kill_at: str, call: int) -> int:
    if kill_at:
        when, _, name = kill_at.partition(" ")
        owner, _, method = name.partition(".")
        whole = getattr(OWNERS[owner], method)
        setattr(OWNERS[owner], method, _deadly(whole, when == "before", call))
    try:
        index(data, root, embedder=FakeEmbedder(seconds=seconds))
    except AssistantError:
        return 1
    return 0


def _deadly(method: Callable[..., Any], before: bool, call: int) -> Callable[..., Any]:
    """The method, with the process killed before or after its so-manieth call."""
    calls = 0

    @functools.wraps(method)
    def killed(*arguments: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if before and calls == call:
            os.kill(os.getpid(), signal.SIGKILL)
        result = method(*arguments, **named)
        if not before and calls == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return killed


def search(searches: dict[str, Search], data: str, question: str, seconds: float = 0) -> list[str]:
    """The documents found, best first; asked again and again for so many seconds."""
    found = searches.setdefault(data, Search(Path(data), FakeEmbedder(), Weights.load()))
    until = time.monotonic() + seconds
    while True:
        matches = found.rank(question, english=True)
        if time.monotonic() >= until:
            return [match.passage.document for match in matches]


def reopen(data: str, seconds: float, pause: float) -> int:
    """How often the index could be opened in that time, with a pause before its word index is read."""
    until, times, load = time.monotonic() + seconds, 0, LexicalIndex.load

    def slow(folder: Path) -> LexicalIndex:
        time.sleep(pause)
        return load(folder)

    setattr(LexicalIndex, load.__name__, slow)
    while time.monotonic() < until:
        opened(Path(data)).close()
        times += 1
    setattr(LexicalIndex, load.__name__, load)
    return times


if __name__ == "__main__":
    main()
