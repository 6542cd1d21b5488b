"""Parts for the command line that say what a test tells them to, and a way to run a command with them."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.answering import Assistant, LanguageModel
from assistant.commands.parts import Check, Door, Progress
from assistant.conversing import Conversations
from assistant.grounding import Verdict
from assistant.kept import Deleted
from assistant.settings import Settings
from assistant.types import Match, Passage
from tests.channels.fakes import FakeAssistant
from tests.channels.kept import FakeRecords, conversing
from tests.channels.queue import FakeQueue

VERDICT = Verdict(True, 0.75)
MATCH = Match(Passage("p1", "routes/nursing.md", "Nursing", "Who can apply", "You need a job in care.", 0, 23), 0.9)


@dataclass(frozen=True)
class FakeFailure:
    file: str
    reason: str


@dataclass(frozen=True)
class FakeReport:
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: tuple[FakeFailure, ...] = ()


@dataclass
class FakeIndexer:
    """Gives `report`; remembers the paths, and those taken out; `named` are what it can find by name."""

    report: FakeReport = FakeReport(added=1)
    paths: list[Path] = field(default_factory=list)
    named: list[Path] = field(default_factory=list)
    taken_out: list[Path] = field(default_factory=list)

    def run(self, paths: Sequence[Path], progress: Progress) -> FakeReport:
        self.paths.extend(paths)
        progress(1, 1, "page.md")
        return self.report

    def paths_named(self, name: str) -> Sequence[Path]:
        return [path for path in self.named if path.stem == name]

    def take_out(self, path: Path) -> bool:
        self.taken_out.append(path)
        return True


@dataclass
class FakeSearch:
    """Gives MATCH, or raises `error`; remembers what was asked."""

    error: BaseException | None = None
    asked: list[tuple[str, str, int]] = field(default_factory=list)

    def rank(self, question: str, language: str = "", count: int = 10) -> tuple[Match, ...]:
        self.asked.append((question, language, count))
        if self.error:
            raise self.error
        return (MATCH,)


@dataclass
class FakeChecker:
    """Gives VERDICT, or raises `error`; remembers what was checked."""

    error: BaseException | None = None
    checked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def check(self, sentence: str, quotes: Sequence[str]) -> Verdict:
        self.checked.append((sentence, tuple(quotes)))
        if self.error:
            raise self.error
        return VERDICT


@dataclass(frozen=True)
class FakeCheck:
    name: str
    error: Exception | None = None

    def run(self) -> str:
        if self.error:
            raise self.error
        return "as it should be"


@dataclass(frozen=True)
class FakeCount:
    month: str
    barrier: str
    count: int


@dataclass
class FakeBarriers:
    """Gives `counts`."""

    counts: tuple[FakeCount, ...] = ()

    def all(self) -> Sequence[FakeCount]:
        return self.counts


@dataclass
class FakeService:
    """Conversations that are kept nowhere; `error` is what their records are up against."""

    conversations: Conversations
    error: Exception | None = None
    queue: FakeQueue = field(default_factory=FakeQueue)
    secret: bytes = b"a key that only this test knows"
    channels: Mapping[str, Door] = field(default_factory=dict)

    def prepare(self) -> None:
        if self.error:
            raise self.error

    async def keep_house(self) -> None:
        await asyncio.sleep(3600)


@dataclass
class FakeRetention:
    """Says that it deleted `deleted`, or raises `error`."""

    deleted: Deleted = field(default_factory=Deleted)
    error: Exception | None = None

    async def sweep(self) -> Deleted:
        if self.error:
            raise self.error
        return self.deleted


@dataclass
class FakeServing:
    """Remembers the settings that it was given."""

    retention: FakeRetention = field(default_factory=FakeRetention)
    checks: tuple[FakeCheck, ...] = ()
    error: Exception | None = None
    settings: Settings = field(default_factory=Settings)

    def build_service(self, settings: Settings, assistant: Assistant) -> FakeService:
        self.settings = settings
        return FakeService(conversing(assistant, FakeRecords()), self.error)

    def build_retention(self, settings: Settings) -> FakeRetention:
        self.settings = settings
        return self.retention

    def build_checks(self, settings: Settings) -> Sequence[Check]:
        self.settings = settings
        return self.checks


@dataclass
class FakeParts:
    """Remembers the settings that it was given."""

    assistant: FakeAssistant = field(default_factory=FakeAssistant)
    indexer: FakeIndexer = field(default_factory=FakeIndexer)
    search: FakeSearch = field(default_factory=FakeSearch)
    checker: FakeChecker = field(default_factory=FakeChecker)
    checks: tuple[FakeCheck, ...] = ()
    barriers: FakeBarriers = field(default_factory=FakeBarriers)
    serving: FakeServing = field(default_factory=FakeServing)
    settings: Settings = field(default_factory=Settings)

    @contextmanager
    def build_indexer(self, settings: Settings) -> Iterator[FakeIndexer]:
        self.settings = settings
        yield self.indexer

    def build_assistant(self, settings: Settings, model: LanguageModel | None = None) -> FakeAssistant:  # noqa: ARG002
        self.settings = settings
        return self.assistant

    def build_search(self, settings: Settings) -> FakeSearch:
        self.settings = settings
        return self.search

    def build_checker(self, settings: Settings) -> FakeChecker:
        self.settings = settings
        return self.checker

    def build_barriers(self, settings: Settings) -> FakeBarriers:
        self.settings = settings
        return self.barriers

    def build_checks(self, settings: Settings) -> Sequence[Check]:
        self.settings = settings
        return self.checks


@dataclass(frozen=True)
class Ran:
    """What a command gave: its exit status and what it printed."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Command:
    """Runs `assistant ...` in this process."""

    parts: FakeParts
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str | Path, **environment: str) -> Ran:
        parts = self.parts
        status = main([str(each) for each in arguments], environment, lambda: parts, parts.build_indexer, lambda: parts.serving)
        printed = self.capsys.readouterr()
        return Ran(status, printed.out, printed.err)
