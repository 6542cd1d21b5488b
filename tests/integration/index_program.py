"""Another process that runs and searches an index of eight wards, asked a line at a time."""

import json
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

from assistant.retrieval.encoding import space_of
from assistant.retrieval.publishing import lexical_folder
from assistant.retrieval.store import Store
from assistant.retrieval.vectors import VectorIndex
from tests.retrieval.fakes import FakeEmbedder

ROOT = Path(__file__).parents[2]
SECONDS = 120
QUESTION = "When is study leave paid?"


class Program:
    """The program of `index_runs`, asked a line at a time."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.integration.index_runs"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, data: Path, root: Path, **more: Any) -> int:
        return int(self.ask({"run": {"data": str(data), "root": str(root), **more}}))

    def search(self, data: Path, question: str, seconds: float = 0) -> list[str]:
        return list(self.ask({"ask": {"data": str(data), "question": question, "seconds": seconds}}))

    def ask(self, asked: dict[str, Any]) -> Any:
        self.tell(asked)
        return self.answer()

    def tell(self, asked: dict[str, Any]) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()

    def answer(self) -> Any:
        assert self._process.stdout
        ready, _, _ = select.select([self._process.stdout], [], [], SECONDS)
        assert ready, f"the program has not answered for {SECONDS} seconds"
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate()
        assert self._process.returncode == 0


def wards(folder: Path) -> Path:
    """A folder of eight documents."""
    folder.mkdir()
    for number in range(8):
        (folder / f"ward{number}.md").write_text(page(number, "five"))
    return folder


def page(number: int, days: str) -> str:
    sections = (f"## Part {part}\n\n" + f"Ward {number} pays {days} days of leave for course {part}. " * 9 for part in range(4))
    return f"# Ward {number}\n\n" + "\n\n".join(sections)


def assert_nothing_is_left_over(data: Path) -> None:
    space = space_of(FakeEmbedder())
    store, vectors = Store(data), VectorIndex(data, space)
    ids = set(store.passage_ids())
    assert vectors.ids() == ids
    assert store.known_vectors(space) == ids
    assert [folder.name for folder in (data / "lexical").iterdir()] == [lexical_folder(data, store.meta("generation")).name]
    vectors.close()
    store.close()
