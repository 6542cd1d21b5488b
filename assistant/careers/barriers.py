"""What is stopping somebody: one optional tap, counted without identity and answered with what helps."""

import logging
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.errors import StorageError
from assistant.types import Choice

GROUP = "stopping"
_OPENING = "What is stopping me: "
_TAPPED = re.compile(r"what(?:'s|’s| is) stopping me\s*[:?]\s*(.+)", re.IGNORECASE)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Barrier:
    """Something that stops people; `question` is what the pages are asked in its place."""

    id: str
    label: str
    question: str


@cache
def barriers() -> tuple[Barrier, ...]:
    """Every barrier, in the order in which they are shown."""
    table = tomllib.loads(resources.files("assistant.careers").joinpath("barriers.toml").read_text(encoding="utf-8"))
    return tuple(Barrier(key, entry["label"], entry["question"]) for key, entry in table.items())


def choices() -> tuple[Choice, ...]:
    """The taps that say what is stopping the asker."""
    return tuple(Choice(each.label, f"{_OPENING}{each.label.lower()}", GROUP) for each in barriers())


def named(text: str) -> Barrier | None:
    """The barrier that a tap names, "other" for words of the asker's own; None where the text is no such tap."""
    told = _TAPPED.fullmatch(text.strip())
    if told is None:
        return None
    words = told[1].strip(" .").lower()
    return next((each for each in barriers() if words in {each.id, each.label.lower()}), barriers()[-1])


def counted(barrier: Barrier, count: Callable[[str], None]) -> Barrier:
    """The barrier, once it has been counted; where that fails it is said in the log, and the asker is answered all the same."""
    try:
        count(barrier.id)
    except StorageError as error:
        _log.warning("%s", error)
    return barrier
