"""The markdown that answers are written in, as lines and as runs of text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assistant.channels.replies.words import one_line, visible

_HEADING = re.compile(r"\s*#{1,6}\s+(.*)")
_BULLET = re.compile(r"\s*[-*•]\s+(.*)")
_NUMBER = re.compile(r"\s*(\d{1,3})[.)]\s+(.*)")
BOLD = re.compile(r"\*\*(?=\S)([^*]+)(?<=\S)\*\*")
MARK = re.compile(r"\[(\d{1,3})\]")

LineKind = Literal["heading", "bullet", "number", "paragraph"]


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, list item or paragraph of an answer, with its bold and its [n] marks still in the text.

    `number` is what stands before an item of a numbered list, which need not be its place: a step may be left out.
    """

    kind: LineKind
    text: str
    number: int = 0


def lines(markdown: str) -> list[Line]:
    """The answer's markdown as lines; neighbouring lines of plain text make one paragraph."""
    found: list[Line] = []
    broken = True
    for line in map(_line, visible(markdown).split("\n")):
        if not line.text:
            broken = True
            continue
        if line.kind == "paragraph" and not broken and found[-1].kind != "heading":
            found[-1] = replace(found[-1], text=f"{found[-1].text} {line.text}")
        else:
            found.append(line)
        broken = False
    return found


def _line(raw: str) -> Line:
    if match := _NUMBER.fullmatch(raw):
        return Line("number", one_line(match[2]), int(match[1]))
    kinds: tuple[tuple[LineKind, re.Pattern[str]], ...] = (("heading", _HEADING), ("bullet", _BULLET))
    for kind, pattern in kinds:
        if match := pattern.fullmatch(raw):
            return Line(kind, one_line(match[1]))
    return Line("paragraph", one_line(raw))


def without_marks(text: str) -> str:
    """The text of a Line without bold and [n] marks."""
    return " ".join(MARK.sub("", BOLD.sub(r"\1", text)).split())


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line; `mark` is the number of a citation where it is a [n] mark, 0 elsewhere, `link` where it leads."""

    text: str
    bold: bool = False
    mark: int = 0
    link: str = ""


def runs(text: str) -> Iterator[Run]:
    """The text of a Line as stretches: ordinary, bold, and [n] marks."""
    for number, part in enumerate(BOLD.split(text)):
        at = 0
        for mark in MARK.finditer(part):
            yield from _words(part[at : mark.start()], bold=bool(number % 2))
            yield Run(mark[0], mark=int(mark[1]))
            at = mark.end()
        yield from _words(part[at:], bold=bool(number % 2))


def _words(text: str, *, bold: bool) -> Iterator[Run]:
    if text:
        yield Run(text, bold)
