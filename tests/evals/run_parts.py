"""Parts of a run for tests: small datasets, answers, and an evaluation's parts that say what a test tells them to."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assistant.commands.parts import Progress
from assistant.errors import IndexNotReady
from assistant.grounding import Verdict
from evals.answers import SaidAnswer
from evals.bench import Order, Parts, SecondJudge, Watch
from evals.claims import Claim
from evals.dataset import Case, load
from evals.intervals import Interval
from evals.runs import Configuration, JudgeAgreement, Judgement, RunResult
from evals.slices import SliceValue
from tests.channels.fakes import LEVY, SOURCE, FakeAssistant

DOCUMENT = SOURCE.document


def row(number: int, **changes: Any) -> dict[str, Any]:
    """A line of a dataset over the document that FakeAssistant quotes."""
    usual = {
        "id": f"C{number:03}",
        "question": f"who pays for course {number}?",
        "kind": "factual",
        "language": "en",
        "audience": "frontline",
        "topic": "funding",
        "expected_answerable": True,
        "expected_outcomes": ["answered"],
        "expected_evidence": [{"document": DOCUMENT, "quote": LEVY}],
        "expected_points": [{"text": "The levy pays the training costs"}],
    }
    return usual | changes


def write_dataset(folder: Path, *rows: Mapping[str, Any]) -> Path:
    """A dataset with its page beside it."""
    page = folder / DOCUMENT
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(SOURCE.text, encoding="utf-8")
    path = folder / "questions.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in rows), encoding="utf-8")
    return path


def cases(folder: Path, count: int) -> list[Case]:
    """That many cases, C001 and on."""
    return load(write_dataset(folder, *(row(number) for number in range(1, count + 1))), (folder,))


def said(key: str, outcome: str = "answered", **more: Any) -> dict[str, Any]:
    """An answer object."""
    sentences = [{"text": "The levy pays.", "citations": [1]}]
    citations = [{"number": 1, "document": DOCUMENT, "quote": LEVY}]
    return {"id": key, "outcome": outcome, "answer": "The levy pays. [1]", "sentences": sentences, "citations": citations} | more


def answers(*rows: Mapping[str, Any]) -> dict[str, SaidAnswer]:
    return {each["id"]: SaidAnswer.model_validate(each) for each in rows}


CONFIGURATION = Configuration(
    name="",
    dataset="questions.jsonl",
    dataset_sha256="d",
    questions_sha256="q",
    system="assistant",
    started="2026-11-24T05:12",
    asked_here=True,
    settings={"threads": "2"},
    index_fingerprint="f",
)


@dataclass
class Shown:
    """Remembers what the person who waits was shown."""

    told: list[str] = field(default_factory=list)
    steps: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def watch(self) -> Watch:
        return Watch(self.progress, self.told.append)

    def progress(self, done: int, total: int, name: str) -> None:
        self.steps.append((done, total, name))


@dataclass
class FakeIndex:
    """An index with one document in `root`."""

    root: Path
    name: str | None = "fingerprint"
    sources: Mapping[str, str] = field(default_factory=lambda: {DOCUMENT: SOURCE.text})

    def fingerprint(self) -> str:
        if self.name is None:
            raise IndexNotReady("There is no index: run `assistant index` first.")
        return self.name

    def roots(self) -> tuple[Path, ...]:
        return (self.root,)

    def texts(self, documents: Collection[str]) -> Mapping[str, str]:
        return {name: self.sources[name] for name in documents if name in self.sources}


@dataclass
class FakeChecker:
    """Supports what has no word of `doubted`; counts how often it was asked."""

    doubted: str = "\0"
    asked: int = 0

    def check(self, sentence: str, quotes: Sequence[str]) -> Verdict:
        self.asked += 1
        return Verdict(self.doubted not in sentence and bool(quotes), 0.5)


@dataclass
class FakeGate:
    """Finds `found`; remembers whose figures it saw."""

    found: tuple[str, ...] = ()
    saw: list[str] = field(default_factory=list)

    def judge(
        self, configuration: Configuration, totals: Mapping[str, Interval], slices: Sequence[SliceValue]
    ) -> Judgement | None:
        assert all(isinstance(each, SliceValue) for each in slices)
        assert totals
        self.saw.append(configuration.system)
        return Judgement(self.found)


@dataclass
class FakeJudge:
    """Agrees with everything, and says `notice`, or raises `error`; `begins` is called before."""

    notice: str = ""
    closed: bool = False
    error: BaseException | None = None
    begins: Callable[[], None] = lambda: None
    commands: list[str] = field(default_factory=list)

    def agree(self, claims: Sequence[Claim], checked: Sequence[bool], progress: Progress, command: str) -> JudgeAgreement:
        self.begins()
        self.commands.append(command)
        if self.error:
            raise self.error
        progress(len(claims), len(checked), "second judge")
        return JudgeAgreement("fake", len(claims), 0, Interval(1.0, 1.0, 1.0, len(claims)), None, notice=self.notice)

    def close(self) -> None:
        self.closed = True


@dataclass
class Evaluation:
    """An order and its parts in a folder, for a test to change."""

    folder: Path
    order: Order
    assistant: FakeAssistant = field(default_factory=FakeAssistant)
    index: FakeIndex = field(default_factory=lambda: FakeIndex(Path()))
    checker: FakeChecker = field(default_factory=FakeChecker)
    gate: FakeGate = field(default_factory=FakeGate)
    judge: SecondJudge | None = None
    settings: Mapping[str, str] = field(default_factory=lambda: {"threads": "2"})

    @property
    def parts(self) -> Parts:
        return Parts(
            settings=self.settings,
            index=self.index,
            build_assistant=lambda: self.assistant,
            build_checker=lambda: self.checker,
            gate=self.gate,
            render=_page,
            judge=self.judge,
        )

    def ordered(self, **changes: Any) -> Order:
        """The order with changes."""
        return replace(self.order, **changes)


def evaluation(folder: Path, count: int = 3) -> Evaluation:
    """An evaluation of that many questions in `folder`, with runs in `folder/runs`."""
    cases(folder, count)
    order = Order(dataset=folder / "questions.jsonl", out=folder / "runs")
    return Evaluation(folder, order, index=FakeIndex(folder))


def _page(result: RunResult) -> str:
    return f"<p>{len(result.scores)} items"
