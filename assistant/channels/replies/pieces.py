"""What every format writes in its own way: headings, list items, paragraphs and quotes, as runs of text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeVar

from assistant.channels.replies.cited import Cited
from assistant.channels.replies.markdown import Line, Run, runs
from assistant.channels.replies.told import Told, ToldItem, ToldStep

_T = TypeVar("_T")
_BETWEEN = " · "  # facts
_SENTENCE_END = re.compile(r"(?<=[.!?؟۔।])(?:\s*\[\d{1,3}\])*\s+(?=\S)|\n+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, list item, paragraph or quote; `number` is a list item's place in its list, from 1."""

    kind: Literal["heading", "bullet", "number", "paragraph", "quote"]
    runs: tuple[Run, ...]
    number: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def said(lines: Iterable[Line]) -> Iterator[Piece]:
    """The lines of an answer."""
    number = 0
    for line in lines:
        number = number + 1 if line.kind == "number" else 0
        bold = line.kind == "heading"
        yield Piece(line.kind, tuple(replace(run, bold=run.bold or bold) for run in runs(line.text)), number)


def told_in(told: Told) -> Iterator[Piece]:
    """The details of a careers tool, each item with its steps; the heading of all of them is not among them."""
    if told.title:
        yield Piece("paragraph", (Run(told.title, bold=True),))
    if told.assumed:
        yield Piece("paragraph", (Run(told.assumed),))
    for item in told.items:
        yield _item(item)
        yield from map(_step, item.steps)


def of_source(cited: Cited) -> Iterator[Piece]:
    """Which source a citation is of, with its facts; the quote stands in `quoted`."""
    facts = [*cited.facts, *([cited.based_on] if cited.based_on and not cited.link else [])]
    told = [Run(f"[{cited.number}]", mark=cited.number), Run(" "), Run(cited.title, bold=True), Run(f"\n{_BETWEEN.join(facts)}")]
    if cited.link:
        told += [Run(_BETWEEN), Run(cited.based_on, link=cited.link)]
    yield Piece("paragraph", tuple(told))


def quoted(cited: Cited) -> Iterator[Piece]:
    """The quote of a citation, whole."""
    yield Piece("quote", (Run(cited.quote),))


def _item(item: ToldItem) -> Piece:
    facts = f" ({_BETWEEN.join(item.facts)})" if item.facts else ""
    return Piece("heading", (Run(item.title, bold=True), *([Run(facts)] if facts else [])))


def _step(step: ToldStep) -> Piece:
    marks = [run for number in step.marks for run in (Run(" "), Run(f"[{number}]", mark=number))]
    facts = _BETWEEN.join(step.facts)
    return Piece("bullet", (Run(step.text), *marks, *([Run(f" ({facts})")] if facts else [])))


def pages(pieces: Iterable[Piece], longest: int) -> list[list[Piece]]:
    """The pieces in order, `longest` characters or fewer together; one that is longer is parted between its sentences."""
    found: list[list[Piece]] = []
    room = 0
    for piece in pieces:
        for part in _parts(piece, longest) if piece.text.strip() else ():
            if not found or len(part.text) > room:
                found.append([])
                room = longest
            found[-1].append(part)
            room -= len(part.text) + 1
    return found


def _parts(piece: Piece, longest: int) -> Iterator[Piece]:
    """The piece in parts that fit: between sentences, and where one alone is too long, between words."""
    while len(piece.text) > longest:
        at = _last_end(piece.text, longest)
        head, piece = _cut(piece, at)
        yield head
    yield piece


def _last_end(text: str, longest: int) -> int:
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if match.end() <= longest]
    if ends:
        return ends[-1]
    return text.rfind(" ", 1, longest) + 1 or longest


def _cut(piece: Piece, at: int) -> tuple[Piece, Piece]:
    head: list[Run] = []
    tail: list[Run] = []
    start = 0
    for run in piece.runs:
        inside = at - start
        if inside > 0:
            head.append(replace(run, text=run.text[:inside]))
        if inside < len(run.text):
            tail.append(replace(run, text=run.text[max(inside, 0) :]))
        start += len(run.text)
    kind = piece.kind if piece.kind == "quote" else "paragraph"
    return replace(piece, runs=tuple(head)), Piece(kind, tuple(tail))


def short(text: str, longest: int) -> str:
    """The text where it fits a button; otherwise its first words, and that there are more."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rpartition(" ")[0].rstrip() + "…" if " " in text[: longest - 1] else text[: longest - 1] + "…"


def rows(things: Sequence[_T], most: int) -> list[Sequence[_T]]:
    """The things in order, in rows of `most` or fewer."""
    return [things[at : at + most] for at in range(0, len(things), most)]


def is_list(piece: Piece) -> bool:
    """Whether it is an item of a list."""
    return piece.kind in {"bullet", "number"}


def stretches(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Neighbouring pieces that belong together: the items of one list, or one piece alone."""
    together: list[Piece] = list(pieces[:1])
    for before, piece in pairwise(pieces):
        if is_list(piece) and piece.kind == before.kind:
            together.append(piece)
            continue
        yield together
        together = [piece]
    if together:
        yield together
