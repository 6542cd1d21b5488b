"""What people may ask in chat of what is kept of them: to see it, to have it deleted, to have it sent to a person."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from assistant.dates import told_date
from assistant.kept import Deleted, Held, told_profile
from assistant.phrases import Phrases

Kind = Literal["forget_me", "held", "handoff"]

_KINDS: tuple[Kind, ...] = ("forget_me", "held", "handoff")
_LONGEST = 120
_SHOWN = 10
_AROUND = "\\s.,!?;:\"'\u2019\u201c\u201d\u00ab\u00bb\u00a1\u00bf\u0964\u061f\u060c()-"
_STRAIGHT = {0x2018: "'", 0x2019: "'", 0x02BC: "'"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a message asks for, and the code of the language that it is in."""

    kind: Kind
    language: str


def wish_of(text: str) -> Wish | None:
    """What the whole of a message asks of the asker's own data; None where it is about something else."""
    plain = " ".join(unicodedata.normalize("NFC", text).translate(_STRAIGHT).casefold().split())
    if len(plain) > _LONGEST:
        return None
    bare = _bare(plain)
    return next((wish for wish, pattern in _patterns() if pattern.fullmatch(bare)), None)


def told_held(held: Held, phrases: Phrases) -> str:
    """What is held about a person, in Markdown; of the questions, the last ten."""
    if not held:
        return phrases.held_nothing
    asked = [
        f"- {told_date(f'{turn.asked_at:%Y-%m-%d}')}: {turn.question or phrases.held_unwritten}" for turn in held.turns[:_SHOWN]
    ]
    last = (f"{phrases.held_last}\n\n" + "\n".join(asked),) if asked else ()
    return "\n\n".join((phrases.held, "\n".join(_counts(held, phrases)), *last, phrases.held_rest))


def told_deleted(deleted: Deleted, phrases: Phrases) -> str:
    """What was deleted, and what could not be."""
    if not deleted.people:
        return f"{phrases.forgotten_nothing} {phrases.forgotten_rest.strip()}"
    return f"{phrases.forgotten.strip().format(**asdict(deleted))} {phrases.forgotten_rest.strip()}"


def _counts(held: Held, phrases: Phrases) -> Iterator[str]:
    counted = (
        (phrases.held_turns, len(held.turns)),
        (phrases.held_ratings, len(held.ratings)),
        (phrases.held_handoffs, len(held.handoffs)),
        (phrases.held_ticks, len(held.ticks)),
    )
    yield from (f"- {phrase.format(count=count)}" for phrase, count in counted if count)
    if known := told_profile(asdict(held.profile)):
        yield f"- {phrases.held_profile.format(value=known)}"
    if held.language:
        yield f"- {phrases.held_language.format(value=held.language)}"


def _bare(plain: str) -> str:
    """The message without punctuation and polite words around it."""
    polite = _polite()
    while (stripped := polite.sub("", plain)) != plain:
        plain = stripped
    return plain


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = tomllib.loads(resources.files("assistant").joinpath("own_data.toml").read_text(encoding="utf-8"))
    return table


@cache
def _polite() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_table()["polite"], key=len, reverse=True)))
    return re.compile(rf"^[{_AROUND}]+|[{_AROUND}]+$|^(?:{words})(?=[{_AROUND}])|(?<=[{_AROUND}])(?:{words})$")


@cache
def _patterns() -> tuple[tuple[Wish, re.Pattern[str]], ...]:
    return tuple(
        (Wish(kind, language), re.compile(unicodedata.normalize("NFC", pattern).casefold()))
        for kind in _KINDS
        for language, patterns in _table()[kind].items()
        for pattern in patterns
    )
