"""What a value in a text is, whatever its kind, and how numbers are read and written.

`key` makes equal values equal however they are written ("a year" and "12 months"); only values of one `shape` are swapped for
each other, since others would not fit the sentence. Numbers are read here and not by `evals.metrics`, so that the two share no
mistake.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
WORD = "|".join(WORDS)
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"

Key = tuple[float | str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a text at `start:end`."""

    start: int
    end: int
    text: str
    key: Key
    shape: str


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of value: how it is found in a text, and other values of its shape."""

    find: Callable[[str], Sequence[Value]]
    others: Callable[[Value], Sequence[str]]


def number(text: str) -> float:
    """The number that digits or a word below thirteen stand for."""
    return float(WORDS.index(text) + 1) if text in WORDS else float(text.replace(",", ""))


def written_like(count: float, model: str) -> str:
    """A number written as another one is: as a word, or in digits."""
    if model in WORDS and count == int(count) and count <= len(WORDS):
        return WORDS[int(count) - 1]
    places = len(model.partition(".")[2])
    if places or count != int(count):
        return f"{count:,.{places or 1}f}"
    return f"{count:,.0f}" if "," in model or count >= 10_000 > number(model) else f"{count:.0f}"
