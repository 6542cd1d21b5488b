"""The sentences of an answer with the citations that they name, whichever way a system writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evals.answers import SaidAnswer, SaidCitation

_MARKS = re.compile(r"\[\^?(\d{1,2}(?:\s*[,;]\s*\^?\d{1,2})*)\](?!\()")
_END = re.compile(r"(?<=[.!?])\s+(?!\[\^?\d)|(?<=\])\s+(?=[^\W_])")
_HEADING = re.compile(r"#{1,6}\s|\*\*[^*]+\*\*:?$|[^.!?]*:$")
_ITEM = re.compile(r"(?:[-*+•]|\d{1,2}[.)])\s+")
_LABEL = re.compile(r"\*\*[^*]+:\*\*\s+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence without its marks, and the citations that it names."""

    text: str
    citations: tuple[SaidCitation, ...]


def statements(answer: SaidAnswer) -> list[Statement]:
    """The sentences that an answer lists; where a given one lists none, its text cut at sentence ends and lines.

    An item of a list is one statement, since its marks stand at its end. Headings and lines that only lead in to a list ("From
    our sources:") state nothing. Citation numbers that name no citation are passed over.
    """
    if answer.sentences:
        pairs = [(each.text, each.citations) for each in answer.sentences]
    else:
        pairs = [*_cut(answer.answer)] if answer.given else []
    known = {each.number: each for each in answer.citations}
    return [
        Statement(text, tuple(known[number] for number in dict.fromkeys(numbers) if number in known)) for text, numbers in pairs
    ]


def _cut(text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    for line in map(str.strip, text.splitlines()):
        for piece in _pieces(line):
            numbers = tuple(int(number) for marks in _MARKS.findall(piece) for number in re.findall(r"\d+", marks))
            said = re.sub(r"\s+([.,;:!?])", r"\1", _MARKS.sub("", piece)).strip()
            if re.search(r"\w", said):
                yield said, numbers


def _pieces(line: str) -> list[str]:
    if _HEADING.match(line):
        return []
    if item := _ITEM.match(line):
        return [line[item.end() :]]
    label = _LABEL.match(line)
    return _END.split(line[label.end() :] if label else line)
