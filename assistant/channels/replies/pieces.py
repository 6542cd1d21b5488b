"""What every format writes in its own way: headings, list items, paragraphs and quotes, as runs of text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeVar

from assistant.channels.replies.cited import Cited
from assistant.channels.replies.markdown import Line, Run, runs
from assistant.channels.replies.noted import NotedLine
from assistant.channels.replies.told import Told, ToldItem, ToldStep, unsaid

_T = TypeVar("_T")
_BETWEEN = " · "  # facts
_OPENING = 8  # characters of a list item's opening and its line end
_SENTENCE_END = re.compile(r"(?<=[.!?؟۔।])(?:\s*\[\d{1,3}\])*\s+(?=\S)|\n+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, list item, paragraph or quote; `number` is what stands before an item of a numbered list."""

    kind: Literal["heading", "bullet", "number", "paragraph", "quote"]
    runs: tuple[Run, ...]
    number: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def said(lines: Iterable[Line]) -> Iterator[Piece]:
    """The lines of an answer."""
    return said_with_facts(map(NotedLine, lines))


def said_with_facts(lines: Iterable[NotedLine]) -> Iterator[Piece]:
    """The lines of an answer, each with what the details know of it."""
    for noted in lines:
        line = noted.line
        bold = line.kind == "heading"
        told = tuple(replace(run, bold=run.bold or bold) for run in runs(line.text))
        yield Piece(line.kind, (*told, *_facts(noted.facts)), line.number)


def told_in(told: Told) -> Iterator[Piece]:
    """The details of a careers tool, each item with its steps; the heading of all of them is not among them."""
    if told.title:
        yield Piece("paragraph", (Run(told.title, bold=True),))
    if told.assumed:
        yield Piece("paragraph", (Run(told.assumed),))
    yield from of_items(told.items)


def of_items(items: Iterable[ToldItem]) -> Iterator[Piece]:
    """Items, each with its steps."""
    for item in items:
        yield Piece("heading", (Run(item.title, bold=True), *_facts(unsaid(item.facts, item.title))))
        yield from map(of_step, item.steps)


def of_step(step: ToldStep) -> Piece:
    """A step with the numbers of its citations and its facts."""
    return Piece("bullet", (*cited_words(step.text, step.marks).runs, *_facts(unsaid(step.facts, step.text))))


def cited_words(words: str, numbers: Iterable[int]) -> Piece:
    """Words with the numbers of their citations."""
    return Piece("paragraph", (Run(words), *(run for number in numbers for run in (Run(" "), Run(f"[{number}]", mark=number)))))


def heading(text: str) -> Piece:
    """A heading of ours."""
    return Piece("heading", (Run(text, bold=True),))


def listed(texts: Iterable[str]) -> Iterator[Piece]:
    """Texts as the items of a list."""
    return (Piece("bullet", (Run(text),)) for text in texts)


def paragraphs(texts: Iterable[str]) -> Iterator[Piece]:
    """Texts as paragraphs."""
    return (Piece("paragraph", (Run(text),)) for text in texts)


def _facts(facts: Sequence[str]) -> tuple[Run, ...]:
    return (Run(f" ({_BETWEEN.join(facts)})"),) if facts else ()


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


def pages(pieces: Iterable[Piece], longest: int) -> list[list[Piece]]:
    """The pieces in order, `longest` characters or fewer together; one that is longer is parted between its sentences."""
    found: list[list[Piece]] = []
    room = 0
    for piece in pieces:
        for part in _parts(piece, longest - _OPENING) if piece.text.strip() else ():
            size = len(opening(part)) + len(part.text) + 1
            if not found or size > room:
                found.append([])
                room = longest
            found[-1].append(part)
            room -= size
    return found


def _parts(piece: Piece, longest: int) -> Iterator[Piece]:
    """The piece in parts that fit: between sentences, and where one alone is too long, between words."""
    while len(piece.text) > longest:
        at = _last_end(piece.text, longest)
        head, piece = _cut(piece, at)
        yield head
    yield piece


def _last_end(text: str, longest: int) -> int:
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, longest + 1) if match.end() <= longest]
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
    head = text[: longest - 1]
    return (head.rpartition(" ")[0].rstrip() or head) + "…"


def rows(things: Sequence[_T], most: int) -> list[Sequence[_T]]:
    """The things in order, in rows of `most` or fewer."""
    return [things[at : at + most] for at in range(0, len(things), most)]


def opening(piece: Piece) -> str:
    """What a piece begins with where lists are written as text."""
    return {"bullet": "• ", "number": f"{piece.number}. "}.get(piece.kind, "")


def stretches(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Neighbouring pieces that belong together: the items of one list, whose numbers go up by one, or one piece alone."""
    together: list[Piece] = list(pieces[:1])
    for before, piece in pairwise(pieces):
        if piece.kind == before.kind == "bullet" or (piece.kind == before.kind == "number" and piece.number == before.number + 1):
            together.append(piece)
            continue
        yield together
        together = [piece]
    if together:
        yield together
