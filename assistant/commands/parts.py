"""What the commands ask of the composition root: `assistant.bootstrap` gives the real parts, a test its own."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.settings import Settings
from assistant.types import Match

if TYPE_CHECKING:  # it brings the parts that decide on language and kind, which `--help` has no use for
    from fastapi import FastAPI

    from assistant.answering import Assistant, LanguageModel
    from assistant.channels.web.staff import Queue
    from assistant.conversing import Conversations
    from assistant.kept import Deleted

Progress = Callable[[int, int, str], None]
"""Takes how many are done, how many there are, and the name of what is being done."""


class Failure(Protocol):
    """A file that could not be indexed, and why."""

    @property
    def file(self) -> str: ...

    @property
    def reason(self) -> str: ...


class IndexReport(Protocol):
    """What a run did, in files."""

    @property
    def added(self) -> int: ...

    @property
    def changed(self) -> int: ...

    @property
    def unchanged(self) -> int: ...

    @property
    def removed(self) -> int: ...

    @property
    def failed(self) -> Sequence[Failure]: ...


class Indexer(Protocol):
    """Builds and updates the index."""

    def run(self, paths: Sequence[Path], progress: Progress) -> IndexReport:
        """Index files and folders."""

    def paths_named(self, name: str) -> Sequence[Path]:
        """The indexed files that a name means."""

    def take_out(self, path: Path) -> bool:
        """Take a file out of the index; False where it was not indexed."""


class Search(Protocol):
    """Retrieval alone."""

    def rank(self, question: str, language: str = "", count: int = 10) -> tuple[Match, ...]:
        """The passages nearest to the question, best first; `language` is empty where it is not known."""


class Verdict(Protocol):
    """What the grounding check says of a response."""

    @property
    def supported(self) -> bool: ...

    @property
    def score(self) -> float: ...

    @property
    def reason(self) -> str: ...


class Checker(Protocol):
    """The grounding check."""

    def check(self, sentence: str, quotes: Sequence[str]) -> Verdict:
        """Whether the quotes carry the sentence."""


class Check(Protocol):
    """One thing that `doctor` looks at."""

    @property
    def name(self) -> str: ...

    def run(self) -> str:
        """What is well; raises AssistantError, with the remedy, where it is not."""


class Count(Protocol):
    """How often a barrier was named in a month."""

    @property
    def month(self) -> str: ...

    @property
    def barrier(self) -> str: ...

    @property
    def count(self) -> int: ...


class Barriers(Protocol):
    """What people said is stopping them."""

    def all(self) -> Sequence[Count]: ...


class Retention(Protocol):
    """Deletes what has been kept for its time."""

    async def sweep(self) -> "Deleted": ...


class Door(Protocol):
    """A chat beside the page."""

    def attach(self, app: "FastAPI") -> None:
        """Add its routes."""


class Service(Protocol):
    """What is served."""

    @property
    def conversations(self) -> "Conversations": ...

    @property
    def queue(self) -> "Queue": ...

    @property
    def secret(self) -> bytes: ...

    @property
    def channels(self) -> Mapping[str, Door]: ...

    def prepare(self) -> None:
        """Make ready what is kept; raises AssistantError, with the remedy, where that must wait."""

    async def keep_house(self) -> None:
        """Delete what is due, answer what chats send, and tell of what waits for a person, until it is cancelled."""


class ServingParts(Protocol):
    """Makes what only a service with records needs."""

    def build_service(self, settings: Settings, assistant: "Assistant") -> Service: ...

    def build_retention(self, settings: Settings) -> Retention: ...

    def build_checks(self, settings: Settings) -> Sequence[Check]: ...


class ModelBuilder(Protocol):
    """Makes what a language model does; it is called where the settings name one."""

    def __call__(self, settings: Settings) -> "LanguageModel": ...


class Parts(Protocol):
    """Makes the parts that the commands start."""

    def build_assistant(self, settings: Settings, model: "LanguageModel | None" = None) -> "Assistant": ...

    def build_search(self, settings: Settings) -> Search: ...

    def build_checker(self, settings: Settings) -> Checker: ...

    def build_barriers(self, settings: Settings) -> Barriers: ...

    def build_checks(self, settings: Settings) -> Sequence[Check]: ...
