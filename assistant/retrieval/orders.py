"""Orders to a machine that stand in a document: they are taken out before it is indexed, so that nothing can quote or follow them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.errors import CorpusError
from assistant.retrieval.markup import plain
from assistant.retrieval.sentences import spans
from assistant.retrieval.structure import parse
from assistant.safety import instructs
from assistant.types import Block

_ROUNDS = 4  # taking out one block can join what stands around it
_TAGS_OF_CHATS = "(?:system|instructions?|prompt|admin|assistant|important|secret)"
_CELL_ENDS = re.compile(rf"(?<!\\)\||[\t\n]|</?(?!{_TAGS_OF_CHATS}>)[A-Za-z][^<>]*>")
_MARKS = re.compile(r"[\s#>*+•▪●◦➤–-]*(?:\(?\w{1,3}[.)]\s+)?$")
_TURN = re.compile(r"\W*(?:assistant|user|human|system|ai|bot)\s*:", re.IGNORECASE)


def without_orders(text: str, start: int = 0, names_first: bool = False) -> tuple[str, int]:
    """The text without what gives orders to whatever machine reads it, and how many stretches that were; `start` as in `parse`."""
    found = 0
    for _ in range(_ROUNDS):
        stretches = _merged(_orders(text, start, parse(text, start, names_first)))
        if not stretches:
            break
        found += len(stretches)
        for begin, end in reversed(stretches):
            text = text[:begin] + text[end:]
    return text, found


def without_order(title: str, otherwise: str) -> str:
    """A title, or another where it is none but an order."""
    return otherwise if instructs(title) else title


def check_record_file(text: str) -> None:
    """Accept the text of a file of records.

    Raises:
        CorpusError: a line of it gives orders to a machine.
    """
    for number, line in enumerate(text.splitlines(), 1):
        if instructs(line):
            raise CorpusError(f"line {number} gives orders to whatever machine reads it: take it out, or word it for people")


def _orders(text: str, start: int, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Where orders stand, with the marks of the heading or item that is nothing else."""
    for block in blocks:
        if instructs(block.text) or _in_marks(text[block.start : block.end]):
            yield from _with_marks(text, block, _within(text, block))
    for one, other in pairwise(blocks):
        if _TURN.match(one.text) and _TURN.match(other.text) and instructs(f"{one.text}\n{other.text}"):
            yield one.start, other.end
    for begin, end in _between(text, start, blocks):
        yield from ((begin + a, begin + b) for a, b in _cells(text[begin:end]) if _is_order(text[begin + a : begin + b]))


def _is_order(raw: str) -> bool:
    return instructs(plain(raw)) or _in_marks(raw)


def _in_marks(raw: str) -> bool:
    """Whether what is no word to a reader, such as a tag, makes orders of the words."""
    return "<" in raw and instructs(raw)


def _between(text: str, start: int, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """What stands in no block: the names of columns, and what is left out as furniture."""
    place = start
    for begin, end in [*sorted((block.start, block.end) for block in blocks), (len(text), len(text))]:
        if text[place:begin].strip():
            yield place, begin
        place = max(place, end)


def _with_marks(text: str, block: Block, places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for begin, end in places:
        if begin > block.start or end < block.end:
            yield begin, end
            continue
        line = text.rfind("\n", 0, begin) + 1
        yield (line if _MARKS.fullmatch(text[line:begin]) else begin), end


def _within(text: str, block: Block) -> list[tuple[int, int]]:
    """The cells that give orders, or the block from its first sentence that does: what follows one is mostly its object."""
    raw = text[block.start : block.end]
    if block.kind == "row":
        cells = [(begin, end) for begin, end in _cells(raw) if _is_order(raw[begin:end])]
        return [(block.start + begin, block.start + end) for begin, end in cells] or [(block.start, block.end)]
    first = next((begin for begin, end in spans(raw) if _is_order(raw[begin:end])), 0)
    return [(block.start + first, block.end)]


def _cells(raw: str) -> Iterator[tuple[int, int]]:
    borders = [(0, 0), *(match.span() for match in _CELL_ENDS.finditer(raw)), (len(raw), len(raw))]
    yield from ((one[1], other[0]) for one, other in pairwise(borders) if raw[one[1] : other[0]].strip())


def _merged(places: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places in their order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(places):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif begin < end:
            merged.append((begin, end))
    return merged
